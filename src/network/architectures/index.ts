/** The only list of architectures. */
import { alexnet, alexnetGrouped } from './alexnet';
import type { Architecture } from './architecture';
import { articleCnn } from './articleCnn';
import { googlenet } from './googlenet';
import { inceptionV3 } from './inceptionV3';
import { lenet5 } from './lenet5';
import { resnet18, resnet50 } from './resnet';
import { vgg16, vgg19 } from './vgg';

/** In the order of their years. */
export const architectures: readonly Architecture[] = [
  articleCnn,
  lenet5,
  alexnet,
  alexnetGrouped,
  vgg16,
  vgg19,
  googlenet,
  resnet18,
  resnet50,
  inceptionV3,
];
