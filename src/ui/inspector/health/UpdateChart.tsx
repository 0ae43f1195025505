import { useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { USUAL_UPDATE } from '../../../engine/protocol/diagnosis/rateFindings';
import { figure } from '../../../engine/protocol/diagnosis/text';
import type { Health } from '../../../engine/protocol/health';
import { ExportButtons } from '../../shared/ExportButtons';
import { csvOf, saveSvg, saveText } from '../../shared/saveFile';
import { useElementWidth } from '../../shared/useElementWidth';
import { linePath, linearScale, nearestIndex, stepTicks } from '../../training/chartScale';
import styles from './HealthView.module.css';
import { decades } from './decades';

interface UpdateChartProps {
  readonly health: Health;
  /** Id of the layer drawn strong; the others are thin. */
  readonly chosen: string;
  readonly nameOf: (layerId: string) => string;
}

/** Smaller updates are no updates in float32, and would press the others together. */
const LEAST = 1e-8;
const HEIGHT_PX = 168;
const [TOP, BOTTOM, LEFT, RIGHT] = [8, HEIGHT_PX - 22, 44, 8] as const;

/** ‖Δw‖/‖w‖ of each layer over the steps of a run, on a scale of tens. */
export function UpdateChart({ health, chosen, nameOf }: UpdateChartProps) {
  const { ref: box, widthPx } = useElementWidth<HTMLDivElement>();
  const drawing = useRef<SVGSVGElement>(null);
  const [step, setStep] = useState<number | null>(null);
  const { steps } = health;
  const lines = health.layers.flatMap(({ layerId }, index) => {
    const values = [...(health.series[index]?.updateRatio ?? [])];
    return values.some((value) => value > 0) ? [{ layerId, values }] : [];
  });
  const own = lines.find(({ layerId }) => layerId === chosen);
  const ticks = decades([...lines.flatMap(({ values }) => values.map(held)), USUAL_UPDATE]);
  const right = Math.max(80, widthPx - RIGHT);
  const [first, last] = [steps[0] ?? 0, steps.at(-1) ?? 0];
  const x = linearScale(first, last, LEFT, right);
  const log = linearScale(Math.log10(ticks[0] ?? 1), Math.log10(ticks.at(-1) ?? 1), BOTTOM, TOP);
  const y = (value: number | undefined): number | null =>
    value !== undefined && value > 0 ? log(Math.log10(held(value))) : null;
  const at = step === null ? steps.length - 1 : nearestIndex(steps, (each) => each, step);
  const isDot = steps.length === 1;
  const text =
    own === undefined
      ? `${nameOf(chosen)} has no weights that training changes; the thin lines are the other layers.`
      : `${nameOf(chosen)} at step ${steps[at] ?? 0}: ${valueText(own.values[at])}`;
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
    setStep(steps[nearestIndex(steps, x, px)] ?? null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      Home: 0,
      End: steps.length - 1,
    };
    const next = moves[event.key];
    if (event.key === 'Escape') setStep(null);
    if (next === undefined) return;
    event.preventDefault();
    setStep(steps[Math.min(steps.length - 1, Math.max(0, next))] ?? null);
  };
  const rows = () => [
    ['step', ...lines.map(({ layerId }) => nameOf(layerId))],
    ...steps.map((each, index) => [each, ...lines.map(({ values }) => valueOrBlank(values[index]))]),
  ];
  // The chosen one last: nothing lies on it.
  const drawn = [...lines.filter((each) => each !== own), ...(own === undefined ? [] : [own])];
  return (
    <figure aria-label="Update ratio" className={styles.figure}>
      <figcaption className={styles.caption}>
        Update ratio
        <ExportButtons
          of="the update ratios"
          formats={[
            {
              name: 'SVG',
              save: () => {
                if (drawing.current !== null) saveSvg('update ratios.svg', drawing.current);
              },
            },
            { name: 'CSV', save: () => saveText('update ratios.csv', 'text/csv', csvOf(rows())) },
          ]}
        />
      </figcaption>
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label="Update ratio at step"
        aria-valuemin={first}
        aria-valuemax={last}
        aria-valuenow={steps[at] ?? 0}
        aria-valuetext={text}
        className={styles.pointer}
        onPointerMove={onPointer}
        onPointerDown={onPointer}
        onPointerLeave={({ pointerType }) => {
          if (pointerType !== 'touch') setStep(null);
        }}
        onBlur={() => setStep(null)}
        onKeyDown={onKeyDown}
      >
        <svg ref={drawing} aria-hidden="true" width={widthPx} height={HEIGHT_PX} className={styles.svg}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line x1={LEFT} x2={right} y1={y(tick) ?? 0} y2={y(tick) ?? 0} className={styles.grid} />
              <text x={LEFT - 6} y={y(tick) ?? 0} dy="0.32em" textAnchor="end">
                {tick >= 0.001 && tick < 1000 ? tick : tick.toExponential(0).replace('-', '−')}
              </text>
            </g>
          ))}
          <line
            x1={LEFT}
            x2={right}
            y1={y(USUAL_UPDATE) ?? 0}
            y2={y(USUAL_UPDATE) ?? 0}
            className={styles.usual}
          />
          {(isDot ? [first] : stepTicks(first, last, 4)).map((tick) => (
            <text
              key={tick}
              x={x(tick)}
              y={HEIGHT_PX - 6}
              textAnchor={x(tick) > right - 16 ? 'end' : 'middle'}
            >
              {tick}
            </text>
          ))}
          <text x={LEFT - 10} y={HEIGHT_PX - 6} textAnchor="end">
            step
          </text>
          {drawn.map(({ layerId, values }) => (
            <g key={layerId}>
              <title>{nameOf(layerId)}</title>
              <path
                d={linePath(
                  values.map((value, index) => ({ value, step: steps[index] ?? 0 })),
                  (point) => x(point.step),
                  (point) => y(point.value),
                )}
                className={layerId === chosen ? styles.line : styles.otherLine}
              />
              {isDot && (
                <circle
                  cx={x(first)}
                  cy={y(values[0]) ?? 0}
                  r={3}
                  className={layerId === chosen ? styles.dot : styles.otherDot}
                />
              )}
            </g>
          ))}
          {own !== undefined && step !== null && (
            <g>
              <line
                x1={x(steps[at] ?? 0)}
                x2={x(steps[at] ?? 0)}
                y1={TOP}
                y2={BOTTOM}
                className={styles.cursor}
              />
              {y(own.values[at]) !== null && (
                <circle cx={x(steps[at] ?? 0)} cy={y(own.values[at]) ?? 0} r={4} className={styles.dot} />
              )}
            </g>
          )}
        </svg>
      </div>
      <p className={styles.reading}>{text}</p>
    </figure>
  );
}

/** What is below the least lies at the bottom of the chart; 0 is not there at all. */
function held(value: number): number {
  return value > 0 ? Math.max(LEAST, value) : value;
}

function valueText(value = NaN): string {
  return Number.isNaN(value) ? 'not defined' : figure(value);
}

function valueOrBlank(value = NaN): number | string {
  return Number.isNaN(value) ? '' : value;
}
