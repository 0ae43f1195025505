/** What every inspection begins with: the picture and the layer asked for. */
import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import type { NetworkModel } from '../model/networkModel';
import type { InspectionContext } from './inspections';

/** The probe, float32 [1, height, width, channels]. Throws `no-images` where there is none. */
export function probeOf({ probe }: InspectionContext): tf.Tensor4D {
  if (probe === null) {
    throw new EngineError('no-images', 'There is no picture to look at: add images, or choose one.');
  }
  return probe;
}

/** The layer of a node. Throws `bad-network` for one that is not in the network. */
export function layerOf(network: NetworkModel, layerId: string): tf.layers.Layer {
  if (!network.has(layerId)) {
    throw new EngineError('bad-network', `The network has no layer "${layerId}".`);
  }
  return network.layer(layerId);
}

/**
 * What symbolic tensors of the network come to for a batch of images [batch, height, width, channels], as in prediction;
 * in one pass, for the caller to dispose or a tidy around it.
 */
export function passTo(
  { model }: NetworkModel,
  wanted: readonly tf.SymbolicTensor[],
  images: tf.Tensor4D,
): readonly tf.Tensor[] {
  // The layers belong to the network's own model: this one holds nothing and is never disposed.
  const part = tf.model({ inputs: model.inputs, outputs: [...wanted] });
  const result = part.apply(images, { training: false });
  return Array.isArray(result) ? (result as tf.Tensor[]) : [result as tf.Tensor];
}

/**
 * Reads tensors that `make` computes at one moment, so that they belong together: weights and pictures may change while the
 * first of them is read. All are copied and disposed, also where reading fails.
 */
export async function readTogether(make: () => readonly tf.Tensor[]): Promise<Float32Array<ArrayBuffer>[]> {
  const tensors = tf.tidy(() => make().map((tensor) => tf.clone(tensor)));
  try {
    const values = await Promise.all(tensors.map((tensor) => tensor.data<'float32'>()));
    return values.map((each) => Float32Array.from(each));
  } finally {
    tf.dispose(tensors);
  }
}
