import type { Network } from '../graph';
import type { TrainingSettings } from '../recipe';

/** What a network takes in, as its data set has it: `[height, width, channels]`. */
export type ImageShape = readonly [height: number, width: number, channels: 1 | 3];

/** Where an architecture was published. */
export interface Paper {
  readonly authors: string;
  readonly title: string;
  readonly venue: string;
  readonly year: number;
}

/** A network worth starting from. */
export interface Architecture {
  readonly id: string;
  readonly title: string;
  /** What is new in it, in a few words: `Blocks that learn only what to change`. */
  readonly idea: string;
  /** Left out where there is none. */
  readonly paper?: Paper;
  /** What it introduced: a paragraph in plain words. */
  readonly introduction: string;
  readonly lookAt: {
    /** Title of a block or label of a layer that both sizes have. */
    readonly card: string;
    /** What is to be seen there. */
    readonly why: string;
  };
  /** What the playground size learns the samples with. */
  readonly recipe: Pick<
    TrainingSettings,
    'optimizer' | 'learningRate' | 'learningRateSchedule' | 'epochs' | 'augmentation'
  >;
  readonly sizes: {
    /** As published. */
    paper(): Network;
    /** The same idea, for small images; two outputs where there are fewer classes. */
    playground(inputShape: ImageShape, classes: number): Network;
  };
}
