import { useId } from 'react';
import type { KeyboardEvent, PointerEvent, Ref } from 'react';
import type { RatePoint } from '../../engine/protocol/learningRateFinder';
import { useElementWidth } from '../shared/useElementWidth';
import { linePath, nearestIndex } from './chartScale';
import { formatValue } from './format';
import styles from './RateChart.module.css';
import { rateFrame } from './rateFrame';
import { decadeText, rateText } from './rateText';

interface RateChartProps {
  readonly ref: Ref<SVGSVGElement>;
  readonly points: readonly RatePoint[];
  /** `null` where there is none, or none yet. */
  readonly suggested: number | null;
  /** The rate pointed at. */
  readonly chosen: number | null;
  /** The recipe's own. */
  readonly present: number;
  /** `null` goes back to the suggested one. */
  readonly onChoose: (rate: number | null) => void;
}

/** Loss against the learning rate, to point at a rate: press or drag, or arrow keys, Home and End; Escape lets go. */
export function RateChart({ ref, points, suggested, chosen, present, onChoose }: RateChartProps) {
  const { ref: box, widthPx } = useElementWidth<HTMLDivElement>();
  const clip = useId();
  const frame = rateFrame(points, widthPx);
  const { plot, x, y } = frame;
  const shown = chosen ?? suggested;
  const index = shown === null ? points.length - 1 : nearestIndex(points, ({ rate }) => rate, shown);
  const described = points[index];
  const choose = (at: number) => {
    const rate = points[Math.min(points.length - 1, Math.max(0, at))]?.rate;
    if (rate !== undefined) onChoose(rate);
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons === 0 && event.type === 'pointermove') return;
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    choose(nearestIndex(points, ({ rate }) => x(rate), at));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onChoose(null);
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: index - 1,
      ArrowDown: index - 1,
      ArrowRight: index + 1,
      ArrowUp: index + 1,
      PageDown: index - 10,
      PageUp: index + 10,
      Home: 0,
      End: points.length - 1,
    };
    const next = moves[event.key];
    if (next === undefined) return;
    event.preventDefault();
    choose(next);
  };
  const mark = (rate: number | null, className: string | undefined) => {
    const at = rate === null ? undefined : points[nearestIndex(points, (point) => point.rate, rate)];
    if (at === undefined) return null;
    return (
      <g className={className}>
        <line x1={x(at.rate)} x2={x(at.rate)} y1={plot.top} y2={plot.bottom} />
        <circle cx={x(at.rate)} cy={Math.max(plot.top, y(at.smoothed))} r={4} />
      </g>
    );
  };
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label="Rate to use"
      aria-valuemin={points[0]?.rate ?? 0}
      aria-valuemax={points.at(-1)?.rate ?? 0}
      aria-valuenow={described?.rate ?? 0}
      aria-valuetext={
        described === undefined
          ? 'No rate tried yet'
          : `${rateText(described.rate)}, loss ${formatValue(described.smoothed)}`
      }
      className={styles.chart}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onKeyDown={onKeyDown}
    >
      <svg ref={ref} aria-hidden="true" width={widthPx} height={frame.heightPx} className={styles.svg}>
        <clipPath id={clip}>
          <rect
            x={plot.left}
            y={plot.top - 4}
            width={plot.right - plot.left + 4}
            height={plot.bottom - plot.top + 8}
          />
        </clipPath>
        {frame.yTicks.map((tick) => (
          <g key={tick}>
            <line x1={plot.left} x2={plot.right} y1={y(tick)} y2={y(tick)} className={styles.grid} />
            <text x={plot.left - 6} y={y(tick)} dy="0.32em" textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {frame.xTicks.map((tick) => (
          <text
            key={tick}
            x={x(10 ** tick)}
            y={plot.bottom + 17}
            textAnchor={x(10 ** tick) > plot.right - 8 ? 'end' : 'middle'}
          >
            {decadeText(tick)}
          </text>
        ))}
        {present >= 1e-6 && <path d={`M${x(present)} ${plot.bottom}l-4 6h8z`} className={styles.present} />}
        <g clipPath={`url(#${clip})`}>
          {points.map(({ rate, loss }) => (
            <circle key={rate} cx={x(rate)} cy={y(loss)} r={1.8} className={styles.batch} />
          ))}
          <path
            d={linePath(
              points,
              ({ rate }) => x(rate),
              ({ smoothed }) => y(smoothed),
            )}
            className={styles.curve}
          />
        </g>
        {mark(suggested, styles.suggested)}
        {chosen !== suggested && mark(chosen, styles.chosen)}
      </svg>
    </div>
  );
}
