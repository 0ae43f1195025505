import type { PoolingArithmetic, PoolingWinners } from '../../../engine/protocol/arithmetic';
import { useLooking } from '../../../state/looking';
import { formatValue } from '../../training/format';
import { CellMark } from '../maps/CellMark';
import { largest, MapFigure } from '../maps/MapFigure';
import { useInspected } from '../useInspected';
import type { PartsProps } from './ArithmeticView';
import styles from './ArithmeticView.module.css';
import { NumberMatrix } from './NumberMatrix';

/** A pooling window: what lies under it, which cell wins, and what max and average make of the whole map side by side. */
export function PoolingCell({ answer, layer, unit, size, sourceId }: PartsProps<PoolingArithmetic>) {
  const { setUnit } = useLooking.getState();
  const { window, winner } = answer;
  const sliding = layer.outputShape?.length === 3;
  const map = useInspected('poolingWinners', sliding ? { layerId: layer.id, map: unit.map } : null);
  const whole = useInspected(
    'featureMaps',
    sliding || sourceId === null ? null : { layerId: sourceId, map: unit.map },
  );
  const input = map.answer?.input ?? whole.answer?.values ?? null;
  const numbers = answer.values.flat().flatMap((value) => (value === null ? [] : [value]));
  const pick = (cell: { readonly row: number; readonly column: number }) =>
    setUnit({ map: unit.map, ...cell });
  const range = largest(map.answer?.input ?? []);
  const [top = 0, left = 0] = [window.rows[0], window.columns[0]];
  const wins = answer.mode === 'max' && map.answer !== null ? winsOf(map.answer) : null;
  return (
    <div className={styles.part}>
      <div className={styles.maps}>
        <MapFigure
          caption={answer.mode === 'max' ? 'Input: what is pale wins no window' : 'Input'}
          label="Input map with the window on it"
          height={window.inputHeight}
          width={window.inputWidth}
          values={input}
          standOut={wins}
          marks={
            <CellMark
              left={left}
              top={top}
              width={(window.columns.at(-1) ?? left) - left + 1}
              height={(window.rows.at(-1) ?? top) - top + 1}
              kind="window"
            />
          }
        />
        {sliding &&
          (['max', 'average'] as const).map((mode) => (
            <MapFigure
              key={mode}
              caption={`${mode === 'max' ? 'Max' : 'Average'}${mode === answer.mode ? ', this layer' : ', for comparison'}`}
              label={`${mode} pooling of map ${unit.map + 1}: choose a cell`}
              height={size.height}
              width={size.width}
              values={map.answer?.[mode] ?? null}
              range={range}
              cell={unit}
              onPick={pick}
              marks={<CellMark left={unit.column} top={unit.row} width={1} height={1} kind="cell" />}
            />
          ))}
      </div>
      {numbers.length <= 64 && (
        <div className={styles.matrices} tabIndex={0} role="group" aria-label="The window, number by number">
          <NumberMatrix
            caption="Window"
            values={answer.values}
            range={largest(numbers)}
            marked={
              winner === null
                ? undefined
                : { row: window.rows.indexOf(winner.row), column: window.columns.indexOf(winner.column) }
            }
          />
        </div>
      )}
      <dl className={styles.equation} aria-label="The result">
        <dt>largest</dt>
        <dd>
          {answer.mode === 'max' ? <strong>{formatValue(answer.max)}</strong> : formatValue(answer.max)}
        </dd>
        <dt>mean of {numbers.length}</dt>
        <dd>
          {answer.mode === 'average' ? (
            <strong>{formatValue(answer.average)}</strong>
          ) : (
            formatValue(answer.average)
          )}
        </dd>
        <dt>in the map</dt>
        <dd>{formatValue(answer.value)}</dd>
      </dl>
    </div>
  );
}

/** How many windows each cell of the input wins. */
function winsOf({ input, winners }: PoolingWinners): Float32Array {
  const wins = new Float32Array(input.length);
  for (const cell of winners) if (cell >= 0) wins[cell] = (wins[cell] ?? 0) + 1;
  return wins;
}
