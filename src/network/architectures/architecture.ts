import type { Network } from '../graph';

/** What a network takes in, as its data set has it: `[height, width, channels]`. */
type ImageShape = readonly [height: number, width: number, channels: 1 | 3];

/** A network worth starting from. */
export interface Architecture {
  readonly id: string;
  readonly title: string;
  readonly sizes: {
    /** As published. */
    paper(): Network;
    /** The same idea, for small images; two outputs where there are fewer classes. */
    playground(inputShape: ImageShape, classes: number): Network;
  };
}
