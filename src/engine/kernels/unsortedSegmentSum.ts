import * as tf from '@tensorflow/tfjs';
import { floats, type KernelArguments } from './wasmKernel';

/**
 * Adds rows of `x` that share a segment number: the gradient of gather. `x` is `[n, …]`, `segmentIds` `[n]` int32,
 * the result `[numSegments, …]`; rows with a negative number are left out, as in TensorFlow.
 */
export function unsortedSegmentSum({
  inputs: { x, segmentIds },
  attrs: { numSegments },
  backend,
}: KernelArguments<'x' | 'segmentIds', tf.UnsortedSegmentSumAttrs>): tf.TensorInfo {
  const output = backend.makeOutput([numSegments, ...x.shape.slice(1)], 'float32');
  const rowLength = tf.util.sizeFromShape(x.shape.slice(1));
  const sums = floats(backend, output).fill(0);
  const values = floats(backend, x);
  const segments = backend.typedArrayFromHeap(segmentIds);
  for (let row = 0; row < segments.length; row++) {
    const segment = segments[row] as number;
    if (segment < 0) continue;
    for (let offset = 0; offset < rowLength; offset++) {
      const target = segment * rowLength + offset;
      sums[target] = (sums[target] as number) + (values[row * rowLength + offset] as number);
    }
  }
  return output;
}
