/** The only list of layer types. Key = file name = the `type` that is saved. */
import type { LayerDeclaration } from '../layerType';
import { activation } from './activation';
import { add } from './add';
import { averagePooling2d } from './averagePooling2d';
import { batchNormalization } from './batchNormalization';
import { concatenate } from './concatenate';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { dropout } from './dropout';
import { flatten } from './flatten';
import { globalAveragePooling2d } from './globalAveragePooling2d';
import { input } from './input';
import { maxPooling2d } from './maxPooling2d';

/** In the order of the palette. */
export const layerTypes = {
  input,
  conv2d,
  maxPooling2d,
  averagePooling2d,
  globalAveragePooling2d,
  flatten,
  dense,
  activation,
  dropout,
  batchNormalization,
  add,
  concatenate,
} satisfies Record<string, LayerDeclaration>;

export type LayerTypeName = keyof typeof layerTypes;

/** In the order of the palette. */
export const layerTypeNames = Object.keys(layerTypes) as readonly LayerTypeName[];

/** The declaration of a type, for code that works with any of them. */
export function layerType(name: LayerTypeName): LayerDeclaration {
  return layerTypes[name];
}
