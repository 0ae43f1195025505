/** What an export outside this page must know of a run: the network, how it is trained and on which images. */
import { infer } from '../network/inference';
import type { Network } from '../network/graph';
import { layerType } from '../network/layers';
import type { TrainingSettings } from '../network/recipe';
import { FormatError } from './formatError';

/** A labelled image: where it lies in the folder that was added, and what part it takes. */
export interface ExperimentImage {
  readonly path: string;
  /** Index into the class names. */
  readonly label: number;
  readonly split: 'train' | 'validation' | 'test';
}

export interface Experiment {
  readonly network: Network;
  readonly settings: TrainingSettings;
  /** In the order of their labels; empty before there are images. */
  readonly classNames: readonly string[];
  /** Labelled ones; empty before there are any. */
  readonly images: readonly ExperimentImage[];
  /** The part of each class that validates where it is not said image by image. */
  readonly validationFraction: number;
}

/** What goes in and comes out of a network that has no error. */
export interface NetworkEnds {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
}

/** Input and output of a network. Throws `FormatError` where it has an error. */
export function networkEnds(network: Network): NetworkEnds {
  const { nodes, outputId, problems } = infer(network);
  const error = problems.find(({ severity }) => severity === 'error');
  if (error !== undefined) throw new FormatError(`The network cannot be exported yet. ${error.message}`);
  const input = network.nodes.find(({ type }) => layerType(type).inputs.max === 0);
  const [height, width, channels] = nodes.get(input?.id ?? '')?.outputShape ?? [];
  const [classes] = nodes.get(outputId ?? '')?.outputShape ?? [];
  if (height === undefined || width === undefined || channels === undefined || classes === undefined)
    throw new FormatError('The network cannot be exported yet: it needs an Input and an output per class.');
  return { height, width, channels, classes };
}

/** One name per output: those of the data set, or `class 0`, `class 1`, … where there is none. */
export function outputNames(classNames: readonly string[], classes: number): readonly string[] {
  return classNames.length === classes
    ? classNames
    : Array.from({ length: classes }, (_, index) => `class ${index}`);
}
