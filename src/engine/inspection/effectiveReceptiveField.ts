import * as tf from '@tensorflow/tfjs';
import { arithmeticLayer, refuseOutside } from './arithmeticLayer';
import { layerOf, passTo, probeOf, readTogether } from './inspected';
import type { Inspection } from './inspections';

/** How much each pixel of the picture bears on a unit. */
export const effectiveReceptiveField: Inspection<'effectiveReceptiveField'> = async (context, query) => {
  const { network } = context;
  const { layerId, map, row, column } = query;
  const layer = layerOf(network, layerId);
  refuseOutside(arithmeticLayer(network, layerId), query);
  const [values = new Float32Array()] = await readTogether(() => {
    const unit = (picture: tf.Tensor): tf.Scalar => {
      const [output] = passTo(network, [layer.output as tf.SymbolicTensor], picture as tf.Tensor4D) as [
        tf.Tensor,
      ];
      const place = output.rank === 4 ? [0, row, column, map] : [0, map];
      return tf.sum(
        tf.slice(
          output,
          place,
          place.map(() => 1),
        ),
      );
    };
    return [tf.sum(tf.abs(tf.grad(unit)(probeOf(context))), [0, 3])];
  });
  const { height, width } = network.input;
  return { height, width, values };
};
