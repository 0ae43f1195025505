import { useMemo } from 'react';
import type { ChartFrame } from './chartFrame';
import type { ChartRow } from './chartRows';
import { linePath } from './chartScale';
import type { Scale } from './chartScale';
import styles from './ChartPlot.module.css';

interface ChartPlotProps {
  readonly frame: ChartFrame;
  readonly rows: readonly ChartRow[];
  /** The point looked at. */
  readonly row: ChartRow | null;
}

/** More dots than this would only thicken the line. */
const MOST_DOTS = 40;

/** The drawing of a chart; its words are elsewhere, so it is hidden from assistive technology. */
export function ChartPlot({ frame, rows, row }: ChartPlotProps) {
  const { plot, x, y, widthPx, heightPx } = frame;
  const series = useMemo(() => <SeriesLines rows={rows} x={x} y={y} />, [rows, x, y]);
  return (
    <svg aria-hidden="true" width={widthPx} height={heightPx} className={styles.svg}>
      {frame.yTicks.map((tick) => (
        <g key={tick}>
          <line x1={plot.left} x2={plot.right} y1={y(tick)} y2={y(tick)} className={styles.grid} />
          <text x={plot.left - 6} y={y(tick)} dy="0.32em" textAnchor="end">
            {frame.yTickText(tick)}
          </text>
        </g>
      ))}
      {frame.xTicks.map((tick) => (
        <text
          key={tick}
          x={x(tick)}
          y={plot.bottom + 17}
          textAnchor={x(tick) > plot.right - 16 ? 'end' : 'middle'}
        >
          {tick}
        </text>
      ))}
      <text x={plot.left - 6} y={plot.bottom + 17} textAnchor="end">
        step
      </text>
      {series}
      {row !== null && (
        <g>
          <line x1={x(row.step)} x2={x(row.step)} y1={plot.top} y2={plot.bottom} className={styles.cursor} />
          {row.batch !== null && (
            <circle cx={x(row.step)} cy={y(row.batch)} r={3} className={styles.batchDot} />
          )}
          {row.training !== null && (
            <circle cx={x(row.step)} cy={y(row.training)} r={4} className={styles.trainingDot} />
          )}
          {row.validation !== null && (
            <circle cx={x(row.step)} cy={y(row.validation)} r={4} className={styles.validationDot} />
          )}
        </g>
      )}
    </svg>
  );
}

function SeriesLines({
  rows,
  x,
  y,
}: {
  readonly rows: readonly ChartRow[];
  readonly x: Scale;
  readonly y: Scale;
}) {
  const path = (series: 'batch' | 'training' | 'validation') =>
    linePath(
      rows,
      (row) => x(row.step),
      (row) => (row[series] === null ? null : y(row[series])),
    );
  const epochs = rows.filter((row) => row.training !== null);
  const dots = epochs.length <= MOST_DOTS ? epochs : [];
  return (
    <>
      <path d={path('batch')} className={styles.batch} />
      <path d={path('training')} className={styles.training} />
      <path d={path('validation')} className={styles.validation} />
      {dots.map((row) => (
        <g key={row.step}>
          {row.training !== null && (
            <circle cx={x(row.step)} cy={y(row.training)} r={2.5} className={styles.trainingDot} />
          )}
          {row.validation !== null && (
            <circle cx={x(row.step)} cy={y(row.validation)} r={2.5} className={styles.validationDot} />
          )}
        </g>
      ))}
    </>
  );
}
