import type * as tf from '@tensorflow/tfjs';

/** Reads a tensor into ordinary memory and disposes it, also where reading fails because the device is lost. */
export async function readAndDispose(tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return await tensor.data<'float32'>();
  } finally {
    tensor.dispose();
  }
}
