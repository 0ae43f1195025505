import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { figure } from '../../../engine/protocol/diagnosis/text';
import { ExportButtons } from '../../shared/ExportButtons';
import { csvOf, saveSvg, saveText } from '../../shared/saveFile';
import { useElementWidth } from '../../shared/useElementWidth';
import { linearScale } from '../../training/chartScale';
import { binAt, binText, commonRange, heights, middleOf, spreadText, type Ridge } from './ridges';
import styles from './HealthView.module.css';

interface RidgePlotProps {
  /** `Weights`. */
  readonly title: string;
  readonly layerLabel: string;
  /** Oldest first; at least one. */
  readonly ridges: readonly [Ridge, ...Ridge[]];
}

const HEIGHT_PX = 168;
const [TOP, BOTTOM, LEFT, RIGHT] = [8, HEIGHT_PX - 20, 8, 44] as const;
/** How high the fullest bin of a ridge is where there are many; they overlap. */
const RISE_PX = 40;

/** Histograms over time: the newest in front, older ones behind it. */
export function RidgePlot({ title, layerLabel, ridges }: RidgePlotProps) {
  const { ref: box, widthPx } = useElementWidth<HTMLDivElement>();
  const drawing = useRef<SVGSVGElement>(null);
  /** Counted from the newest, so that it stays there while samples come. */
  const [looked, setLooked] = useState<{ readonly back: number; readonly value: number } | null>(null);
  const count = ridges.length;
  const back = Math.min(looked?.back ?? 0, count - 1);
  const at = count - 1 - back;
  const ridge = ridges[at] ?? ridges[0];
  const right = Math.max(60, widthPx - RIGHT);
  const [low, high] = commonRange(ridges);
  const x = linearScale(low, high, LEFT, right);
  const rise = count === 1 ? BOTTOM - TOP : RISE_PX;
  const base = linearScale(0, count - 1, TOP + rise, BOTTOM);
  const baseOf = (index: number) => (count === 1 ? BOTTOM : base(index));
  const paths = useMemo(() => {
    const across = linearScale(low, high, LEFT, right);
    return ridges.map(({ spread }) => {
      // None of them is a number: the words below say so.
      if (Number.isNaN(spread.mean)) return '';
      // All the same: a line of no width.
      if (spread.min === spread.max) return `M${across(spread.min).toFixed(1)} 0V${-rise}`;
      const bins = heights(spread);
      const places = bins.map(
        (height, bin) => `${across(middleOf(spread, bin)).toFixed(1)} ${(-height * rise).toFixed(1)}`,
      );
      const { low: from, high: to } = spread.histogram;
      return `M${across(from).toFixed(1)} 0L${places.join('L')}L${across(to).toFixed(1)} 0`;
    });
  }, [ridges, low, high, right, rise]);

  const bin = looked === null ? null : binAt(ridge.spread, looked.value);
  const look = (nextBack: number, nextBin: number) => {
    const kept = Math.min(count - 1, Math.max(0, nextBack));
    const { spread } = ridges[count - 1 - kept] ?? ridge;
    const held = Math.min(spread.histogram.counts.length - 1, Math.max(0, nextBin));
    setLooked({ back: kept, value: middleOf(spread, held) });
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const frame = event.currentTarget.getBoundingClientRect();
    const [px, py] = [event.clientX - frame.left, event.clientY - frame.top];
    const nearest =
      count === 1 ? 0 : Math.round(linearScale(TOP + rise, BOTTOM, 0, count - 1)(py + rise / 3));
    const value = linearScale(LEFT, right, low, high)(px);
    setLooked({ back: Math.min(count - 1, Math.max(0, count - 1 - nearest)), value });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const middle = Math.floor(ridge.spread.histogram.counts.length / 2);
    const here = bin ?? middle;
    const moves: Readonly<Record<string, readonly [back: number, bin: number]>> = {
      ArrowLeft: [back, here - 1],
      ArrowRight: [back, here + 1],
      ArrowUp: [back + 1, here],
      ArrowDown: [back - 1, here],
      Home: [count - 1, here],
      End: [0, here],
    };
    const next = moves[event.key];
    if (event.key === 'Escape') setLooked(null);
    if (next === undefined) return;
    event.preventDefault();
    look(...next);
  };
  const text = bin === null ? `Step ${ridge.step}: ${spreadText(ridge.spread)}` : binText(ridge, bin);
  const name = `${title.toLowerCase()} of ${layerLabel}`;
  return (
    <figure aria-label={title} className={styles.figure}>
      <figcaption className={styles.caption}>
        {title}
        <ExportButtons
          of={`the ${name}`}
          formats={[
            {
              name: 'SVG',
              save: () => {
                if (drawing.current !== null) saveSvg(`${name}.svg`, drawing.current);
              },
            },
            { name: 'CSV', save: () => saveText(`${name}.csv`, 'text/csv', csvOf(rowsOf(ridges))) },
          ]}
        />
      </figcaption>
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label={`${title} over time: up and down go through steps, left and right through values`}
        aria-valuemin={ridges[0].step}
        aria-valuemax={ridges.at(-1)?.step}
        aria-valuenow={ridge.step}
        aria-valuetext={text}
        className={styles.pointer}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={({ pointerType }) => {
          if (pointerType !== 'touch') setLooked(null);
        }}
        onBlur={() => setLooked(null)}
        onKeyDown={onKeyDown}
      >
        <svg ref={drawing} aria-hidden="true" width={widthPx} height={HEIGHT_PX} className={styles.svg}>
          {low < 0 && high > 0 && <line x1={x(0)} x2={x(0)} y1={TOP} y2={BOTTOM} className={styles.grid} />}
          {paths.map((path, index) => (
            <path
              key={index}
              d={path}
              transform={`translate(0 ${baseOf(index).toFixed(1)})`}
              className={styles.ridge}
              strokeOpacity={count === 1 ? 1 : 0.3 + (0.7 * index) / (count - 1)}
              data-looked={index === at && (looked !== null || index === count - 1)}
            />
          ))}
          {bin !== null && (
            <line
              x1={x(middleOf(ridge.spread, bin))}
              x2={x(middleOf(ridge.spread, bin))}
              y1={baseOf(at) - rise}
              y2={baseOf(at)}
              className={styles.cursor}
            />
          )}
          {count > 1 && (
            <text x={right + 6} y={baseOf(0)} dy="0.32em">
              {ridges[0].step}
            </text>
          )}
          <text x={right + 6} y={BOTTOM} dy={count > 1 ? '0.32em' : 0}>
            {ridges.at(-1)?.step}
          </text>
          {count > 1 && (
            <text x={right + 6} y={(baseOf(0) + BOTTOM) / 2} dy="0.32em">
              step
            </text>
          )}
          <text x={LEFT} y={HEIGHT_PX - 5}>
            {figure(low)}
          </text>
          {low < 0 && high > 0 && x(0) > LEFT + 50 && x(0) < right - 50 && (
            <text x={x(0)} y={HEIGHT_PX - 5} textAnchor="middle">
              0
            </text>
          )}
          <text x={right} y={HEIGHT_PX - 5} textAnchor="end">
            {figure(high)}
          </text>
        </svg>
      </div>
      <p className={styles.reading}>{text}</p>
    </figure>
  );
}

function rowsOf(ridges: readonly Ridge[]): readonly (readonly (string | number)[])[] {
  return [
    ['step', 'from', 'to', 'count'],
    ...ridges.flatMap(({ step, spread: { histogram } }) => {
      const { low, high, counts } = histogram;
      const edge = (bin: number) => low + (bin / counts.length) * (high - low);
      return [...counts].map((count, bin) => [step, edge(bin), edge(bin + 1), count]);
    }),
  ];
}
