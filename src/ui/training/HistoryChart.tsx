import { memo, useMemo, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { History } from '../../engine/protocol';
import { useElementWidth } from '../shared/useElementWidth';
import { ChartLegend } from './ChartLegend';
import { ChartPlot } from './ChartPlot';
import { chartFrame } from './chartFrame';
import { chartRows } from './chartRows';
import type { Metric } from './chartRows';
import { nearestIndex } from './chartScale';
import { pointText } from './chartText';
import styles from './HistoryChart.module.css';

interface HistoryChartProps {
  readonly metric: Metric;
  readonly history: History;
}

const titles: Readonly<Record<Metric, string>> = { loss: 'Loss', accuracy: 'Accuracy' };

/**
 * Training per batch (soft), training per epoch and validation per epoch (dashed) over the steps of a run. Drawn as plain
 * SVG paths: a chart library took 35 to 140 ms an update here, this takes about 2.
 */
export const HistoryChart = memo(function HistoryChart({ metric, history }: HistoryChartProps) {
  const { ref, widthPx } = useElementWidth<HTMLDivElement>();
  const rows = useMemo(() => chartRows(history, metric), [history, metric]);
  const frame = useMemo(() => chartFrame(rows, metric, widthPx), [rows, metric, widthPx]);
  /** The step looked at; `null` shows the latest. */
  const [step, setStep] = useState<number | null>(null);
  const index = step === null ? -1 : nearestIndex(rows, (row) => row.step, step);
  const row = index === -1 ? null : (rows[index] ?? null);

  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setStep(rows[nearestIndex(rows, (each) => frame.x(each.step), x)]?.step ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const current = index === -1 ? rows.length - 1 : index;
    const next = movedIndex(event.key, current, rows.length);
    if (next === null) {
      if (event.key === 'Escape') setStep(null);
      return;
    }
    event.preventDefault();
    setStep(rows[next]?.step ?? null);
  };

  const described = row ?? rows.at(-1);
  return (
    <figure aria-label={titles[metric]} className={styles.figure}>
      <ChartLegend title={titles[metric]} metric={metric} history={history} row={row} />
      <div ref={ref} className={styles.body}>
        {described === undefined ? (
          <p className={styles.empty}>The curve appears here with the first batch.</p>
        ) : (
          <div
            role="slider"
            tabIndex={0}
            aria-label={`${titles[metric]} at step`}
            aria-valuemin={rows[0]?.step}
            aria-valuemax={rows.at(-1)?.step}
            aria-valuenow={described.step}
            aria-valuetext={pointText(described, metric, history)}
            className={styles.pointer}
            onPointerMove={onPointer}
            onPointerDown={onPointer}
            // A finger leaves at once: what it tapped stays to be read, until it scrolls or taps elsewhere.
            onPointerLeave={({ pointerType }) => {
              if (pointerType !== 'touch') setStep(null);
            }}
            onPointerCancel={() => setStep(null)}
            onBlur={() => setStep(null)}
            onKeyDown={onKeyDown}
          >
            <ChartPlot frame={frame} rows={rows} row={row} />
          </div>
        )}
      </div>
    </figure>
  );
});

/** Where a key leads among `count` points; `null` for keys that do not move. */
function movedIndex(key: string, index: number, count: number): number | null {
  const page = Math.max(1, Math.round(count / 10));
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: index - 1,
    ArrowDown: index - 1,
    ArrowRight: index + 1,
    ArrowUp: index + 1,
    PageDown: index - page,
    PageUp: index + page,
    Home: 0,
    End: count - 1,
  };
  const target = moves[key];
  return target === undefined ? null : Math.min(count - 1, Math.max(0, target));
}
