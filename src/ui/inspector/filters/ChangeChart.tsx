import type { Ref } from 'react';
import type { FilterEpoch } from '../../../engine/protocol/filters';
import { formatPercent } from '../../training/format';
import { linearScale, linePath, ticksTo } from '../../training/chartScale';
import { epochName } from './filterEpochs';
import styles from './FiltersView.module.css';

interface ChangeChartProps {
  readonly epochs: readonly FilterEpoch[];
  /** Counted from 0. */
  readonly filter: number;
  /** Which of `epochs` is looked at. */
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly ref: Ref<SVGSVGElement>;
}

const WIDTH = 320;
const HEIGHT = 132;
const plot = { left: 42, right: WIDTH - 10, top: 10, bottom: HEIGHT - 20 };
/** More lines than this are only a blot. */
const MOST_LINES = 64;

/** How far every filter went from where it began, epoch by epoch; the chosen one stands out. */
export function ChangeChart({ epochs, filter, chosen, onChoose, ref }: ChangeChartProps) {
  const ticks = ticksTo(highest(epochs), 3);
  const x = linearScale(0, epochs.length - 1, plot.left, plot.right);
  const y = linearScale(0, ticks.at(-1) ?? 1, plot.bottom, plot.top);
  const path = (of: number) =>
    linePath(
      epochs.map(({ changes }, index) => ({ index, change: changes[of] ?? NaN })),
      ({ index }) => x(index),
      ({ change }) => (Number.isFinite(change) ? y(change) : null),
    );
  const filters = epochs[0]?.changes.length ?? 0;
  const others = filters <= MOST_LINES ? Array.from({ length: filters }, (_, of) => of) : [];
  const own = epochs[chosen]?.changes[filter] ?? NaN;
  return (
    <svg
      ref={ref}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`How far each filter went from the weights drawn, by epoch; filter ${filter + 1} ${epochName(epochs[chosen]?.epoch ?? null)}: ${Number.isFinite(own) ? formatPercent(own) : 'no share'}`}
      className={styles.chart}
      onPointerMove={(event) => {
        const { left, width } = event.currentTarget.getBoundingClientRect();
        const at = ((event.clientX - left) / width) * WIDTH;
        const index = Math.round(((at - plot.left) / (plot.right - plot.left)) * (epochs.length - 1));
        onChoose(Math.min(epochs.length - 1, Math.max(0, index)));
      }}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={plot.left} x2={plot.right} y1={y(tick)} y2={y(tick)} className={styles.gridLine} />
          <text x={plot.left - 6} y={y(tick)} dy="0.32em" textAnchor="end" className={styles.chartText}>
            {formatPercent(tick)}
          </text>
        </g>
      ))}
      {others.map((of) => (
        <path key={of} d={path(of)} className={styles.otherLine} />
      ))}
      <path d={path(filter)} className={styles.ownLine} />
      <line x1={x(chosen)} x2={x(chosen)} y1={plot.top} y2={plot.bottom} className={styles.cursor} />
      {Number.isFinite(own) && <circle cx={x(chosen)} cy={y(own)} r={4} className={styles.here} />}
      <text x={plot.left} y={HEIGHT - 5} className={styles.chartText}>
        {epochName(epochs[0]?.epoch ?? null)}
      </text>
      <text x={plot.right} y={HEIGHT - 5} textAnchor="end" className={styles.chartText}>
        {epochName(epochs.at(-1)?.epoch ?? null)}
      </text>
    </svg>
  );
}

function highest(epochs: readonly FilterEpoch[]): number {
  let most = 0;
  for (const { changes } of epochs) {
    for (const change of changes) if (Number.isFinite(change)) most = Math.max(most, change);
  }
  return most;
}
