import * as tf from '@tensorflow/tfjs';
import { EngineError } from '../failure';
import type { PoolingWinners } from '../protocol/arithmetic';
import { arithmeticLayer, refuseOutside, windowAt, type ArithmeticLayer } from './arithmeticLayer';
import { layerOf, passTo, probeOf, readTogether } from './inspected';
import type { Inspection } from './inspections';
import { poolingCell } from './poolingCell';

/** Which cells of one map make each number of a pooling layer, and what max and average pooling make of it side by side. */
export const poolingWinners: Inspection<'poolingWinners'> = async (context, { layerId, map }) => {
  const layer = layerOf(context.network, layerId);
  const asked = arithmeticLayer(context.network, layerId);
  const mode = modeOf(asked);
  refuseOutside(asked, { map, row: 0, column: 0 });
  const [inputHeight = 1, inputWidth = 1] = asked.inputShapes[0] ?? [];
  const [input = new Float32Array()] = await readTogether(() => {
    const [maps] = passTo(context.network, [layer.input as tf.SymbolicTensor], probeOf(context)) as [
      tf.Tensor4D,
    ];
    return [tf.slice(maps, [0, 0, 0, map], [1, inputHeight, inputWidth, 1])];
  });
  const [height, width] =
    asked.outputShape.length === 3 ? (asked.outputShape as [number, number, number]) : [1, 1];
  const within = (indices: readonly number[], length: number) =>
    indices.filter((index) => index >= 0 && index < length);
  const windowRows = Array.from({ length: height }, (_, row) =>
    within(windowAt(asked, { row, column: 0 }).rows, inputHeight),
  );
  const windowColumns = Array.from({ length: width }, (_, column) =>
    within(windowAt(asked, { row: 0, column }).columns, inputWidth),
  );
  const pooled = windowRows.flatMap((rows) =>
    windowColumns.map((columns) =>
      poolingCell(
        { rows, columns },
        rows.map((y) => columns.map((x) => input[y * inputWidth + x] ?? null)),
      ),
    ),
  );
  return {
    mode,
    height,
    width,
    inputHeight,
    inputWidth,
    windowRows,
    windowColumns,
    input,
    winners: Int32Array.from(pooled, ({ winner }) =>
      winner === null ? -1 : winner.row * inputWidth + winner.column,
    ),
    max: Float32Array.from(pooled, ({ max }) => max),
    average: Float32Array.from(pooled, ({ average }) => average),
  };
};

/** Throws `bad-network` for a layer that does not pool. */
function modeOf({ picture, name }: ArithmeticLayer): PoolingWinners['mode'] {
  if (picture.kind === 'wholeMap') return picture.result;
  if (picture.kind === 'window' && picture.result !== 'weightedSum') return picture.result;
  throw new EngineError(
    'bad-network',
    `${name} does not pool: choose a MaxPooling2D or AveragePooling2D layer, or global pooling.`,
  );
}
