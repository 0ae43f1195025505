import { useState } from 'react';
import type { ConvolutionArithmetic } from '../../../engine/protocol/arithmetic';
import { useLooking } from '../../../state/looking';
import { formatValue } from '../../training/format';
import { CellMark } from '../maps/CellMark';
import { largest, MapFigure } from '../maps/MapFigure';
import { useInspected } from '../useInspected';
import type { PartsProps } from './ArithmeticView';
import styles from './ArithmeticView.module.css';
import { ContributionBar } from './ContributionBar';
import { NumberMatrix } from './NumberMatrix';
import { SumLine } from './SumLine';

/** Window times kernel, channel by channel, then the sum of the channels, the bias and the activation. */
export function ConvolutionSum({ answer, sourceId, layer, unit, size }: PartsProps<ConvolutionArithmetic>) {
  const [chosen, setChosen] = useState<number | null>(null);
  const ranked = [...answer.channels].sort((a, b) => Math.abs(b.sum) - Math.abs(a.sum));
  // Until one is chosen, the one that says most.
  const term = answer.channels.find(({ channel }) => channel === chosen) ?? ranked[0];
  const { setUnit } = useLooking.getState();
  const input = useInspected(
    'featureMaps',
    sourceId === null || term === undefined ? null : { layerId: sourceId, map: term.channel },
  );
  const output = useInspected('featureMaps', { layerId: layer.id, map: unit.map });
  if (term === undefined) return null;
  const { window } = answer;
  const most = Math.max(...answer.channels.map(({ sum }) => Math.abs(sum)));
  const withPadding = term.values.map((line, i) =>
    line.map((value, j) => {
      const [y, x] = [window.rows[i] ?? -1, window.columns[j] ?? -1];
      return y < 0 || x < 0 || y >= window.inputHeight || x >= window.inputWidth ? null : value;
    }),
  );
  return (
    <div className={styles.part}>
      <div className={styles.maps}>
        <MapFigure
          caption={`Input, channel ${term.channel + 1}`}
          label={`Input channel ${term.channel + 1} with the window on it`}
          height={window.inputHeight}
          width={window.inputWidth}
          values={input.answer?.values ?? null}
          marks={window.rows.flatMap((y) =>
            window.columns.map((x) => (
              <CellMark key={`${y} ${x}`} left={x} top={y} width={1} height={1} kind="window" />
            )),
          )}
        />
        <MapFigure
          caption={`Feature map ${unit.map + 1}`}
          label={`Feature map ${unit.map + 1}: choose a cell`}
          height={size.height}
          width={size.width}
          values={output.answer?.values ?? null}
          cell={unit}
          onPick={(cell) => setUnit({ map: unit.map, ...cell })}
          marks={<CellMark left={unit.column} top={unit.row} width={1} height={1} kind="cell" />}
        />
      </div>
      <div
        className={styles.matrices}
        tabIndex={0}
        role="group"
        aria-label={`Channel ${term.channel + 1}, number by number`}
      >
        <NumberMatrix caption="Window" values={withPadding} range={largest(term.values.flat())} />
        <span className={styles.sign}>×</span>
        <NumberMatrix caption="Kernel" values={term.kernel} range={largest(term.kernel.flat())} />
        <span className={styles.sign}>=</span>
        <NumberMatrix caption="Products" values={term.products} range={largest(term.products.flat())} />
        <span className={styles.sign}>Σ {formatValue(term.sum)}</span>
      </div>
      {answer.channels.length > 1 && (
        <ul className={styles.channels} aria-label="Sums of the input channels, largest first">
          {ranked.map(({ channel, sum }) => (
            <li key={channel}>
              <button
                type="button"
                className={styles.channel}
                aria-pressed={channel === term.channel}
                onClick={() => setChosen(channel)}
              >
                Channel {channel + 1}
                <ContributionBar value={sum} range={most} />
                <span className={styles.number}>{formatValue(sum)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <SumLine {...answer} />
    </div>
  );
}
