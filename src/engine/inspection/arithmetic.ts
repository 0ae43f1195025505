/** One number of a layer's output, taken apart: what it was computed from, and how that adds up to it. */
import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import type { Arithmetic, ArithmeticQuery, DenseArithmetic, PoolingArithmetic } from '../protocol/arithmetic';
import { convolution, resultOf, separable, transposed } from './arithmeticConvolutions';
import { arithmeticLayer, refuseOutside, windowAt, type ArithmeticLayer } from './arithmeticLayer';
import { partTensors, partWithin, total, valuesIn } from './arithmeticTensors';
import { layerOf, passTo, probeOf, readTogether } from './inspected';
import type { Inspection, InspectionContext } from './inspections';
import { poolingCell } from './poolingCell';

const none = new Float32Array();

/** Layers whose sums can be shown: all convolutions, Dense, and pooling. */
export const arithmetic: Inspection<'arithmetic'> = async (context, query): Promise<Arithmetic> => {
  const layer = layerOf(context.network, query.layerId);
  const asked = arithmeticLayer(context.network, query.layerId);
  refuseOutside(asked, query);
  const { picture } = asked;
  if (picture.kind === 'window' && picture.result === 'weightedSum') {
    return convolution(context, layer, asked, picture, query);
  }
  if (picture.kind === 'window' || picture.kind === 'wholeMap') {
    // What is left of the windows is pooling.
    return pooling(context, layer, asked, picture.result === 'max' ? 'max' : 'average', query);
  }
  if (picture.kind === 'depthThenPoint') return separable(context, layer, asked, query);
  if (picture.kind === 'stamp') return transposed(context, layer, asked, picture, query);
  if (picture.kind === 'dense') return dense(context, layer, asked, query);
  throw new EngineError(
    'bad-network',
    `${asked.name} has no sum of its own: its numbers are shown at the layers before and after it.`,
  );
};

async function dense(
  context: InspectionContext,
  layer: tf.layers.Layer,
  asked: ArithmeticLayer,
  { map }: ArithmeticQuery,
): Promise<DenseArithmetic> {
  const { network } = context;
  const [input = none, cell = none, column = none, bias] = await readTogether(() => {
    const [kernel, biases] = layer.getWeights() as [tf.Tensor2D, tf.Tensor1D | undefined];
    const wanted = [layer.input as tf.SymbolicTensor, layer.output as tf.SymbolicTensor];
    const [from, to] = passTo(network, wanted, probeOf(context)) as [tf.Tensor, tf.Tensor2D];
    // The last layer shows what it does for the user: its softmax, which the model leaves out.
    const shown = layer.output === network.model.outputs[0] ? tf.softmax(to) : to;
    const weights = tf.slice(kernel, [0, map], [kernel.shape[0], 1]);
    return [
      from,
      tf.slice(shown, [0, map], [1, 1]),
      weights,
      ...(biases === undefined ? [] : [tf.slice(biases, [map], [1])]),
    ];
  });
  const [inputs, weights] = [[...input], [...column]];
  const sum = total(inputs.map((each, index) => each * (weights[index] ?? NaN)));
  return { kind: 'dense', inputs, weights, ...resultOf(sum, bias, asked, cell) };
}

async function pooling(
  context: InspectionContext,
  layer: tf.layers.Layer,
  asked: ArithmeticLayer,
  mode: 'max' | 'average',
  query: ArithmeticQuery,
): Promise<PoolingArithmetic> {
  const window = windowAt(asked, query);
  const part = partWithin(window);
  const [input = none, cell = none] = await readTogether(() =>
    partTensors(context, layer, part, [query.map, 1], query),
  );
  const values = valuesIn({ cells: window, part, input, channels: 1 }, 0);
  const { winner, max, average } = poolingCell(window, values);
  return {
    kind: 'pooling',
    mode,
    window,
    values,
    winner: mode === 'max' ? winner : null,
    max,
    average,
    value: cell[0] ?? NaN,
  };
}
