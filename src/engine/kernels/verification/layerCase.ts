/** One layer with its parameters and inputs, and what it must compute. */
import type { Array64 } from './float64';

export interface LayerCase {
  readonly name: string;
  /** As in a Keras model file. */
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Batch first. */
  readonly inputShape: readonly number[];
  /** Of the second input on, where a layer takes several. */
  readonly otherInputShapes?: readonly (readonly number[])[];
  /** `distinct` values are 0.01 apart or more: no tie and no kink within a finite difference. */
  readonly input: 'normal' | 'distinct' | 'wide';
  /** Whether the layer runs as in training (the default) or as in prediction. */
  readonly training?: boolean;
  /** `others` are the further inputs, then all weights in Keras's order. */
  reference(x: Array64, ...others: readonly Array64[]): Array64;
}
