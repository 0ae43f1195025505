/**
 * The guided tour: the ideas of a CNN in the order of the article, each at a live part of the app. A step is data: another is
 * one more entry here.
 */
import type { Network } from '../../network/graph';
import { labels } from '../../network/graph';
import type { NetworkInference } from '../../network/inference';
import type { LayerFamily } from '../../network/layerType';
import { layerType } from '../../network/layers';
import { formatCount } from '../shared/format';

/** What the words of a step may speak of. */
export interface TourScene {
  readonly network: Network;
  readonly inference: NetworkInference;
  readonly images: number;
}

/** A layer of the user's own network that a step speaks of. */
export interface TourLayer {
  readonly id: string;
  readonly label: string;
  /** Of its output, without the batch; empty where it has none. */
  readonly shape: readonly number[];
  readonly parameters: number;
}

export interface TourStep {
  readonly title: string;
  /** Which layer is chosen, `null` where none fits; left out where the step is about no layer. */
  layer?(scene: TourScene): TourLayer | null;
  /** The inspector's tab that is opened. */
  readonly tab?: string;
  /** Id of the part of the page that is pointed at. */
  readonly target: 'inspector' | 'dataset' | 'network' | 'training';
  /** A few sentences, with the numbers of the user's network where there is the layer. */
  text(layer: TourLayer | null, scene: TourScene): string;
}

export const tourSteps: readonly TourStep[] = [
  {
    title: 'A picture is numbers',
    layer: (scene) => first(scene, 'input'),
    tab: 'featureMaps',
    target: 'inspector',
    text: (input) => {
      const [height = 0, width = 0, channels = 0] = input?.shape ?? [];
      return input === null
        ? 'To a network a picture is a block of numbers: height × width × colours. This network has no Input yet.'
        : `To the network a picture is ${height} × ${width} × ${channels} = ${formatCount(height * width * channels)} numbers between ` +
            '0 and 1: how bright each pixel is in red, green and blue. Point at the picture in the inspector to read them.';
    },
  },
  {
    title: 'Convolution',
    layer: (scene) => first(scene, 'convolution'),
    tab: 'arithmetic',
    target: 'inspector',
    text: (layer) =>
      layer === null
        ? 'A convolution slides small patterns of weights over the picture. This network has none.'
        : `${layer.label} slides ${layer.shape[2] ?? 0} small patterns of weights over the picture. Under the window each number is ` +
          'multiplied with its weight and all are added up: where the picture looks like the pattern, the sum is large. Press Play, ' +
          'and watch it number by number.',
  },
  {
    title: 'ReLU',
    layer: (scene) => first(scene, 'convolution'),
    tab: 'featureMaps',
    target: 'inspector',
    text: (layer) =>
      layer === null
        ? 'After the sum comes an activation such as ReLU, which makes everything below 0 to 0.'
        : `After the sum comes the activation. ReLU makes everything below 0 to 0: a pattern is there or it is not. Without it, ` +
          `two layers in a row would be no more than one. In ${layer.label} you see what is left: its feature maps.`,
  },
  {
    title: 'Pooling',
    layer: (scene) => first(scene, 'pooling'),
    tab: 'arithmetic',
    target: 'inspector',
    text: (layer) =>
      layer === null
        ? 'Pooling keeps the strongest value of every window and makes the maps smaller. This network has none.'
        : `${layer.label} keeps one value of every window, so the maps shrink to ${layer.shape.slice(0, 2).join(' × ')}. What was found ` +
          'stays, where exactly is forgotten: a cat a little further left is still a cat. The shift test shows how much.',
  },
  {
    title: 'From edges to ears',
    layer: (scene) => last(scene, 'convolution'),
    tab: 'receptiveField',
    target: 'inspector',
    text: (layer, { inference }) => {
      if (layer === null) return 'Layers on top of layers see more and more of the picture.';
      const size = inference.nodes.get(layer.id)?.receptiveField?.size;
      const seen = size === undefined ? 'all of the picture' : `${size.join(' × ')} pixels`;
      return (
        `One cell of ${layer.label} sees ${seen}, through all the layers before it. First layers find edges and colours, later ones ` +
        'put them together: textures, then eyes and ears. Choose a cell, and follow what fed it.'
      );
    },
  },
  {
    title: 'Flatten and Dense',
    layer: (scene) => first(scene, 'core'),
    tab: 'arithmetic',
    target: 'inspector',
    text: (layer, { inference }) => {
      if (layer === null)
        return 'At the end Dense layers decide from all features together. This network has none.';
      const share = Math.round((layer.parameters / Math.max(1, inference.totals.parameters)) * 100);
      return (
        `${layer.label} weighs everything that was found, wherever it is, and adds it up: its ${formatCount(layer.parameters)} weights are ` +
        `${share} % of all that this network learns. Here you see which inputs say most.`
      );
    },
  },
  {
    title: 'Softmax',
    layer: (scene) => last(scene, 'core'),
    tab: 'arithmetic',
    target: 'inspector',
    text: (layer) =>
      layer === null
        ? 'Softmax turns the last scores into probabilities that add up to 1.'
        : `${layer.label} gives a score for each of ${layer.shape[0] ?? 0} classes, and softmax makes probabilities of them: all above 0, ` +
          'together 1. The likeliest is the answer; how sure it is stands beside it.',
  },
  {
    title: 'Training',
    target: 'training',
    text: (_, { images }) =>
      images === 0
        ? 'A network learns from examples. Add some pictures first, or take the drawn cats and dogs; then press Train.'
        : `Press Train. Batch after batch of your ${formatCount(images)} images goes through the network; the loss says how wrong it is, and ` +
          'every weight is moved a little in the direction that makes it smaller. Watch the curves, and the maps as they change.',
  },
  {
    title: 'Why this answer?',
    layer: (scene) => last(scene, 'convolution'),
    tab: 'explain',
    target: 'inspector',
    text: () =>
      'A trained network can be asked why. Grad-CAM shows which places speak for a class, saliency which pixels, occlusion what happens ' +
      'when a part is hidden. If it looks at the background instead of the cat, you know what to do: more and other pictures.',
  },
];

function first(scene: TourScene, family: LayerFamily): TourLayer | null {
  return ofFamily(scene, family)[0] ?? null;
}

function last(scene: TourScene, family: LayerFamily): TourLayer | null {
  return ofFamily(scene, family).at(-1) ?? null;
}

function ofFamily({ network, inference }: TourScene, family: LayerFamily): readonly TourLayer[] {
  const names = labels(network);
  const types = new Map(network.nodes.map(({ id, type }) => [id, type]));
  return inference.order.flatMap((id) => {
    const type = types.get(id);
    if (type === undefined || layerType(type).family !== family) return [];
    const facts = inference.nodes.get(id);
    const { trainable = 0, nonTrainable = 0 } = facts?.parameters ?? {};
    return [
      {
        id,
        label: names.get(id) ?? id,
        shape: facts?.outputShape ?? [],
        parameters: trainable + nonTrainable,
      },
    ];
  });
}
