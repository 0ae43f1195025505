import type { ArchitectureFigures } from './useArchitectureFigures';
import styles from './LayerSkyline.module.css';

const HEIGHT = 28;
const LEAST = 3;

/** A network at a glance: a bar for each layer, in its family's hue, as high as its maps are (by doublings). */
export function LayerSkyline({ layers }: Pick<ArchitectureFigures, 'layers'>) {
  const tallest = Math.log2(Math.max(2, ...layers.map(({ rows }) => rows)));
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${Math.max(1, layers.length)} ${HEIGHT}`}
      preserveAspectRatio="none"
      className={styles.skyline}
    >
      {layers.map(({ id, family, rows }, index) => {
        const height = LEAST + (Math.log2(rows) / tallest) * (HEIGHT - LEAST);
        return (
          <rect
            key={id}
            data-family={family}
            className={styles.bar}
            x={index + (layers.length < 120 ? 0.08 : 0)}
            y={HEIGHT - height}
            width={layers.length < 120 ? 0.84 : 1}
            height={height}
          />
        );
      })}
    </svg>
  );
}
