import type { Ref } from 'react';
import { useInference } from '../../../state/network';
import styles from './ReceptiveFieldView.module.css';

const WIDTH = 320;
const HEIGHT = 96;
const RIM = 22;

/** How the receptive field grows from layer to layer, this layer marked; layers that see everything are at the top. */
export function GrowthCurve({
  layerId,
  ref,
}: {
  readonly layerId: string;
  readonly ref: Ref<SVGSVGElement>;
}) {
  const { nodes, order } = useInference();
  const points = order.flatMap((id, index) => {
    const size = nodes.get(id)?.receptiveField?.size;
    return size === undefined ? [] : [{ id, index, size: Math.max(...size) }];
  });
  const most = Math.max(1, ...points.map(({ size }) => size));
  const x = (index: number) => RIM + (index / Math.max(1, order.length - 1)) * (WIDTH - 2 * RIM);
  const y = (size: number) => HEIGHT - RIM - (size / most) * (HEIGHT - 2 * RIM);
  const here = points.find(({ id }) => id === layerId);
  return (
    <svg
      ref={ref}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Receptive field by layer, up to ${most} pixels${here === undefined ? '' : `; this layer: ${here.size}`}`}
      className={styles.curve}
    >
      <line x1={RIM} x2={WIDTH - RIM} y1={HEIGHT - RIM} y2={HEIGHT - RIM} className={styles.axis} />
      <polyline
        points={points.map(({ index, size }) => `${x(index)},${y(size)}`).join(' ')}
        className={styles.line}
      />
      {here !== undefined && <circle cx={x(here.index)} cy={y(here.size)} r={4} className={styles.here} />}
      {here !== undefined && (
        <text x={x(here.index)} y={y(here.size) - 8} textAnchor="middle" className={styles.text}>
          {here.size} px
        </text>
      )}
      <text x={RIM} y={HEIGHT - 6} className={styles.text}>
        first layer
      </text>
      <text x={WIDTH - RIM} y={HEIGHT - 6} textAnchor="end" className={styles.text}>
        last layer
      </text>
    </svg>
  );
}
