import type * as tf from '@tensorflow/tfjs';
import { infer } from '../../network/inference';
import { EngineError } from '../failure';
import type { NetworkModel } from '../model/networkModel';

/**
 * The network layer by layer, as in prediction, for whoever wants to step in on the way: `onto` gets each layer's output and
 * answers with what the layers after it are given. A part of a tfjs model cannot be run from an inner tensor on, since its
 * inputs must be `Input` layers, and paths around that tensor would need theirs.
 * @returns the logits [batch, classes]; call it within a tidy or `tf.grad`
 */
export function runLayers(
  network: NetworkModel,
  images: tf.Tensor4D,
  onto: (nodeId: string, output: tf.Tensor) => tf.Tensor,
): tf.Tensor2D {
  const { order, outputId } = infer(network.network);
  const outputs = new Map<string, tf.Tensor>();
  for (const id of order) {
    const inputs = network.network.connections
      .filter(({ to }) => to === id)
      .sort((a, b) => a.input - b.input)
      .map(({ from }) => outputs.get(from) as tf.Tensor);
    const [sole] = inputs;
    const output =
      sole === undefined
        ? images
        : (network.layer(id).apply(inputs.length === 1 ? sole : inputs, { training: false }) as tf.Tensor);
    outputs.set(id, onto(id, output));
  }
  const logits = outputs.get(outputId ?? '');
  if (logits === undefined) throw new EngineError('internal', 'The network gave no output.');
  return logits as tf.Tensor2D;
}
