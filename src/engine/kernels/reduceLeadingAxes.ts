/**
 * Sum and Mean over every axis but the last: the gradient of every bias and the moments of batch
 * normalisation. tfjs's WASM kernel transposes first; one pass in row order is several times faster, and
 * its float64 sums do not lose the small terms of a million.
 */
import * as tf from '@tensorflow/tfjs';
import { floats, type KernelArguments } from './wasmKernel';

interface ReductionAttributes {
  readonly axis: number | number[] | null | undefined;
  readonly keepDims: boolean;
}
type Reduction = (args: KernelArguments<'x', ReductionAttributes>) => tf.TensorInfo;

/** Other axes and other types go to `stock`. */
export function reduceLeadingAxes(stock: Reduction, kind: 'sum' | 'mean'): Reduction {
  return (args) => {
    const { inputs, attrs, backend } = args;
    const { x } = inputs;
    const rank = x.shape.length;
    const axes = new Set(tf.util.parseAxisParam(attrs.axis ?? x.shape.map((_, axis) => axis), x.shape));
    if (x.dtype !== 'float32' || rank < 2 || axes.size !== rank - 1 || axes.has(rank - 1)) return stock(args);

    const channels = x.shape[rank - 1] as number;
    const output = backend.makeOutput(
      attrs.keepDims ? [...x.shape.slice(0, -1).fill(1), channels] : [channels],
      'float32',
    );
    const values = floats(backend, x);
    const sums = new Float64Array(channels);
    for (let index = 0; index < values.length;) {
      for (let channel = 0; channel < channels; channel++) {
        sums[channel] = (sums[channel] as number) + (values[index++] as number);
      }
    }
    const count = kind === 'mean' ? values.length / channels : 1;
    floats(backend, output).set(sums.map((sum) => sum / count));
    return output;
  };
}
