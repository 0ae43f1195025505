/** Weights for networks under test: waves, so that there is nothing to store. */
import type { Network } from '../graph';
import { infer } from '../inference';
import { shapeSize } from '../shape';

/** Values of every layer's weights by node id: number `index` of the layer at `place` in topological order. */
export function waveWeights(network: Network): ReadonlyMap<string, readonly Float32Array<ArrayBuffer>[]> {
  const { order, nodes } = infer(network);
  return new Map(
    order.map((id, place) => [
      id,
      (nodes.get(id)?.weights ?? []).map(({ name, shape }, index) => {
        const positive = name === 'gamma' || name === 'moving_variance';
        return Float32Array.from({ length: shapeSize(shape) }, (_, i) => {
          const wave = Math.sin(1.7 * i + 3 * index + place);
          return positive ? 1 + 0.5 * wave : 0.4 * wave;
        });
      }),
    ]),
  );
}

/** Two images of the same kind, side by side. */
export function waveImages(size: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: 2 * size }, (_, i) => Math.sin(0.9 * (i % size) + Math.floor(i / size)));
}
