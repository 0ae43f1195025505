import type { Ref } from 'react';
import type { LayerShift, ShiftTest } from '../../../engine/protocol/shiftTest';
import { useElementWidth } from '../../shared/useElementWidth';
import { linearScale, ticksTo } from '../../training/chartScale';
import { formatValue } from '../../training/format';
import styles from './ShiftView.module.css';

interface ShiftChartProps {
  readonly ref: Ref<SVGSVGElement>;
  readonly test: ShiftTest;
  readonly family: ShiftTest | null;
  /** Id of the layer marked. */
  readonly chosen: string;
  readonly nameOf: (layerId: string) => string;
}

const HEIGHT_PX = 200;

/** Change by layer, in the order of the network. */
export function ShiftChart({ ref, test, family, chosen, nameOf }: ShiftChartProps) {
  const { ref: box, widthPx } = useElementWidth<HTMLDivElement>();
  const { layers } = test;
  const values = [test, ...(family === null ? [] : [family])].flatMap((each) =>
    each.layers.flatMap(({ change }) => change),
  );
  const moved = layers.map(({ movedChange }) => movedChange[0] ?? 0);
  const ticks = ticksTo(Math.max(...values.map((value) => value ?? 0), ...moved), 4);
  const [left, right, top, bottom] = [40, Math.max(80, widthPx - 10), 8, HEIGHT_PX - 26];
  const x = linearScale(0, layers.length - 1, left + 6, right - 6);
  const y = linearScale(0, ticks.at(-1) ?? 1, bottom, top);
  const path = (of: readonly LayerShift[], value: (layer: LayerShift) => number | null): string => {
    let open = false;
    return of
      .map((layer, index) => {
        const at = value(layer);
        const command = open ? 'L' : 'M';
        open = at !== null;
        return at === null ? '' : `${command}${x(index).toFixed(1)} ${y(at).toFixed(1)}`;
      })
      .join('');
  };
  const at = layers.findIndex(({ layerId }) => layerId === chosen);
  const summary = layers
    .map(({ layerId, change }) => `${nameOf(layerId)} ${valueText(change[0])}`)
    .join(', ');
  return (
    <div ref={box} className={styles.chart}>
      <svg ref={ref} role="img" aria-label={`Change by layer: ${summary}`} width={widthPx} height={HEIGHT_PX}>
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={right} y1={y(tick)} y2={y(tick)} className={styles.grid} />
            <text x={left - 6} y={y(tick)} dy="0.32em" textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {at >= 0 && <line x1={x(at)} x2={x(at)} y1={top} y2={bottom} className={styles.cursor} />}
        {at >= 0 && (
          <text
            x={x(at)}
            y={bottom + 18}
            textAnchor={at < layers.length / 3 ? 'start' : at > (2 * layers.length) / 3 ? 'end' : 'middle'}
          >
            {nameOf(chosen)}
          </text>
        )}
        {family?.shifts.map(([dx], index) => (
          <path
            key={dx}
            d={path(family.layers, ({ change }) => change[index] ?? null)}
            className={styles.thin}
          />
        ))}
        <path d={path(layers, ({ change }) => change[0] ?? null)} className={styles.whole} />
        <path d={path(layers, ({ movedChange }) => movedChange[0] ?? null)} className={styles.along} />
        {layers.map(({ layerId, change, movedChange }, index) => (
          <g key={layerId}>
            {change[0] != null && (
              <circle cx={x(index)} cy={y(change[0])} r={layerId === chosen ? 5 : 3} className={styles.dot}>
                <title>{`${nameOf(layerId)}: ${valueText(change[0])}`}</title>
              </circle>
            )}
            {movedChange[0] != null && (
              <circle
                cx={x(index)}
                cy={y(movedChange[0])}
                r={layerId === chosen ? 5 : 3}
                className={styles.hollow}
              >
                <title>{`${nameOf(layerId)}, moved along: ${valueText(movedChange[0])}`}</title>
              </circle>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

function valueText(value: number | null | undefined): string {
  return value == null ? 'not defined' : formatValue(value);
}
