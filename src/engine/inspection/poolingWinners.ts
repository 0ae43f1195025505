import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import { factsOf, windowAt } from './arithmetic';
import { layerOf, passTo, probeOf, readTogether } from './inspected';
import type { Inspection } from './inspections';
import { poolingCell } from './poolingCell';

/** Which cells of one map win their windows, and what max and average pooling make of it side by side. */
export const poolingWinners: Inspection<'poolingWinners'> = async (context, { layerId, map }) => {
  const layer = layerOf(context.network, layerId);
  const asked = factsOf(context.network, layerId);
  const { picture, name } = asked;
  const [inputHeight = 1, inputWidth = 1, channels = 1] = asked.inputShapes[0] ?? [];
  if (picture.kind !== 'window' || picture.result === 'weightedSum') {
    throw new EngineError(
      'bad-network',
      `${name} does not pool: choose a MaxPooling2D or AveragePooling2D layer.`,
    );
  }
  if (!Number.isInteger(map) || map < 0 || map >= channels) {
    throw new EngineError('bad-network', `${name} has no map ${map}: it has ${channels}, counted from 0.`);
  }
  const [input = new Float32Array()] = await readTogether(() => {
    const [maps] = passTo(context.network, [layer.input as tf.SymbolicTensor], probeOf(context)) as [
      tf.Tensor4D,
    ];
    return [tf.slice(maps, [0, 0, 0, map], [1, inputHeight, inputWidth, 1])];
  });
  const [height = 1, width = 1] = asked.outputShape;
  const winners = new Int32Array(height * width);
  const max = new Float32Array(height * width);
  const average = new Float32Array(height * width);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const window = windowAt(asked, { row, column });
      const values = window.rows.map((y) =>
        window.columns.map((x) =>
          y < 0 || x < 0 || y >= inputHeight || x >= inputWidth ? null : (input[y * inputWidth + x] ?? null),
        ),
      );
      const cell = poolingCell(window, values);
      const index = row * width + column;
      winners[index] = cell.winner === null ? -1 : cell.winner.row * inputWidth + cell.winner.column;
      max[index] = cell.max;
      average[index] = cell.average;
    }
  }
  return { mode: picture.result, height, width, inputHeight, inputWidth, input, winners, max, average };
};
