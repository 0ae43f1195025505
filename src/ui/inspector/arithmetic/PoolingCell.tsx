import { useState } from 'react';
import type { PoolingArithmetic, PoolingWinners } from '../../../engine/protocol/arithmetic';
import { formatValue } from '../../training/format';
import { largest, MapFigure, type MapCell } from '../maps/MapFigure';
import { useInspected } from '../useInspected';
import { ArithmeticExport, outlined, outlineOf } from './ArithmeticExport';
import type { PartsProps } from './ArithmeticView';
import styles from './ArithmeticView.module.css';
import { NumberMatrix } from './NumberMatrix';
import { OutputFigure } from './OutputFigure';
import { WindowMark } from './WindowMark';
import { windowText } from './windowText';
import { WinnerArrows } from './WinnerArrows';

/** A pooling window: what lies under it, which cell wins, and what max and average make of the whole map side by side. */
export function PoolingCell(props: PartsProps<PoolingArithmetic>) {
  const { answer, layer, unit, size, playing, onJump } = props;
  const { window, winner, mode } = answer;
  const global = layer.outputShape?.length !== 3;
  const { answer: map } = useInspected('poolingWinners', { layerId: layer.id, map: unit.map });
  const numbers = answer.values.flat().flatMap((value) => (value === null ? [] : [value]));
  const range = largest(map?.input ?? []);
  const wins = mode === 'max' && map !== null ? winsOf(map) : null;
  const about = global ? 'the whole map is one window' : windowText(window);
  const modes = global ? [] : (['max', 'average'] as const);
  return (
    <div className={styles.part}>
      <div className={styles.maps}>
        <MapFigure
          caption={
            mode === 'max'
              ? `Input: ${about}. Dots win a window; faint cells win none`
              : `Input: ${about}. All of its cells count`
          }
          label={`Input map with the window on it: ${about}`}
          height={window.inputHeight}
          width={window.inputWidth}
          rim={window.rim}
          values={map?.input ?? null}
          standOut={wins}
          marks={
            <>
              {mode === 'max' && map !== null && <WinnerArrows winners={map} />}
              <WindowMark window={window} />
            </>
          }
        />
        {modes.map((each) => (
          <OutputFigure
            key={each}
            caption={`${each === 'max' ? 'Max' : 'Average'}${each === mode ? ', this layer' : ', for comparison'}`}
            label={`${each} pooling of map ${unit.map + 1}`}
            size={size}
            values={map?.[each] ?? null}
            range={range}
            cell={unit}
            onJump={onJump}
            playing={playing}
          />
        ))}
      </div>
      {numbers.length <= 64 && <WindowNumbers answer={answer} range={largest(numbers)} />}
      <dl className={styles.equation} aria-label="The result">
        <Figure name="largest" value={formatValue(answer.max)} strong={mode === 'max'} />
        {winner !== null && <Figure name="at" value={`row ${winner.row + 1}, column ${winner.column + 1}`} />}
        <Figure
          name={`mean of ${numbers.length}`}
          value={formatValue(answer.average)}
          strong={mode === 'average'}
        />
        <Figure name="in the map" value={formatValue(answer.value)} />
      </dl>
      <ArithmeticExport
        answer={answer}
        layerLabel={layer.label}
        pictures={[
          {
            ...outlined(
              { height: window.inputHeight, width: window.inputWidth },
              map?.input ?? null,
              outlineOf(window.rows, window.columns),
            ),
            standOut: wins,
          },
          ...modes.map((each) => ({
            ...outlined(size, map?.[each] ?? null, outlineOf([unit.row], [unit.column])),
            range,
          })),
        ]}
      />
    </div>
  );
}

function Figure(props: { readonly name: string; readonly value: string; readonly strong?: boolean }) {
  const { name, value, strong = false } = props;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{strong ? <strong>{value}</strong> : value}</dd>
    </div>
  );
}

function WindowNumbers({ answer, range }: { readonly answer: PoolingArithmetic; readonly range: number }) {
  const [read, setRead] = useState<MapCell | null>(null);
  const { window, winner, values } = answer;
  const nameOf = ({ row, column }: MapCell) => {
    const value = values[row]?.[column] ?? null;
    return value === null
      ? 'Padding: it does not count'
      : `Input row ${(window.rows[row] ?? 0) + 1}, column ${(window.columns[column] ?? 0) + 1}: ${formatValue(value)}`;
  };
  const shown = read !== null && values[read.row]?.[read.column] !== undefined ? read : null;
  return (
    <div role="group" aria-label="The window, number by number">
      <div className={styles.matrices}>
        <NumberMatrix
          caption="Window"
          values={values}
          range={range}
          read={read}
          onRead={setRead}
          nameOf={nameOf}
          marked={
            winner === null
              ? undefined
              : { row: window.rows.indexOf(winner.row), column: window.columns.indexOf(winner.column) }
          }
        />
      </div>
      <p className={styles.readout}>
        {shown === null
          ? 'Point at a number, or go through them with the arrow keys, to read it in full.'
          : nameOf(shown)}
      </p>
    </div>
  );
}

/** How many windows each cell of the input wins. */
function winsOf({ input, winners }: PoolingWinners): Float32Array {
  const wins = new Float32Array(input.length);
  for (const cell of winners) if (cell >= 0) wins[cell] = (wins[cell] ?? 0) + 1;
  return wins;
}
