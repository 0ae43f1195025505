import type { Ref } from 'react';
import type { RunRecord } from '../../state/runs';
import { linearScale, linePath, ticksTo } from '../training/chartScale';
import { formatPercent, formatValue } from '../training/format';
import { runMeasures, type RunMeasure } from './runMeasures';
import styles from './RunsPanel.module.css';

const WIDTH = 300;
const HEIGHT = 150;
const LEFT = 40;
const RIGHT = 18;
const TOP = 8;
const BOTTOM = 22;
/** Runs are told apart by dash as well as by hue. */
const dashes = ['', '6 3', '2 2', '8 3 2 3', '1 3'];

interface RunCurvesProps {
  readonly runs: readonly RunRecord[];
  readonly measure: RunMeasure;
  readonly ref: Ref<SVGSVGElement>;
}

/** One curve a run, epoch by epoch, numbered at its end as in the list beside it. */
export function RunCurves({ runs, measure, ref }: RunCurvesProps) {
  const values = runs.flatMap(({ epochs }) => epochs.flatMap((each) => each[measure] ?? []));
  const share = measure === 'accuracy' || measure === 'validationAccuracy';
  const ticks = share ? [0, 0.5, 1] : ticksTo(Math.max(0, ...values), 4);
  const last = Math.max(1, ...runs.map(({ epochs }) => epochs.at(-1)?.epoch ?? 1));
  const x = linearScale(1, last, LEFT, WIDTH - RIGHT);
  const y = linearScale(0, ticks.at(-1) ?? 1, HEIGHT - BOTTOM, TOP);
  const text = share ? formatPercent : formatValue;
  const label = runMeasures.find(({ id }) => id === measure)?.label ?? '';
  const spoken = runs.map(({ name, epochs }, index) => {
    const end = epochs.at(-1)?.[measure] ?? null;
    return `${index + 1}, ${name}: ${end === null ? 'not known' : text(end)}`;
  });
  return (
    <svg
      ref={ref}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`${label} by epoch. At the end: ${spoken.join('; ')}`}
      className={styles.curves}
    >
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(tick)} y2={y(tick)} className={styles.gridLine} />
          <text x={LEFT - 4} y={y(tick) + 3} textAnchor="end" className={styles.tick}>
            {text(tick)}
          </text>
        </g>
      ))}
      <text x={LEFT} y={HEIGHT - 6} className={styles.tick}>
        epoch 1
      </text>
      <text x={WIDTH - RIGHT} y={HEIGHT - 6} textAnchor="end" className={styles.tick}>
        {last}
      </text>
      {runs.map(({ id, name, epochs }, index) => {
        const end = epochs.findLast((each) => each[measure] !== null);
        const height = end?.[measure] ?? null;
        const colour = `oklch(62% 0.16 ${(258 + index * 67) % 360})`;
        return (
          <g key={id}>
            <path
              d={linePath(
                epochs,
                ({ epoch }) => x(epoch),
                (each) => (each[measure] === null ? null : y(each[measure])),
              )}
              className={styles.curve}
              style={{ stroke: colour }}
              strokeDasharray={dashes[index % dashes.length]}
            >
              <title>{name}</title>
            </path>
            {end !== undefined && height !== null && (
              <>
                <circle cx={x(end.epoch)} cy={y(height)} r={2.5} style={{ fill: colour }}>
                  <title>{`${name}: ${text(height)} in epoch ${end.epoch}`}</title>
                </circle>
                <text x={x(end.epoch) + 5} y={y(height) + 3} className={styles.number}>
                  {index + 1}
                </text>
              </>
            )}
          </g>
        );
      })}
    </svg>
  );
}
