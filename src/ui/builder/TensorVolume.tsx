import type { Shape } from '../../network/layerType';
import styles from './TensorVolume.module.css';

/** Pixels for a size of 1,024: shapes are drawn on a logarithmic scale, so that 126 and 14 can both be seen. */
const PX_PER_DOUBLING = 2;

/**
 * A tensor's shape as a small block: front = height × width, depth = channels; a bar for a vector. The
 * shape shrinking and deepening along the network is what this shows; the card says it in numbers.
 */
export function TensorVolume({ shape }: { readonly shape: Shape }) {
  const [height, width, channels] = shape;
  if (height === undefined) return null;
  if (width === undefined || channels === undefined) {
    const length = volumeWidth(shape) - 2;
    return (
      <svg width={length + 2} height="8" aria-hidden="true" className={styles.volume}>
        <rect className={styles.front} x="1" y="1" width={length} height="6" rx="1.5" />
      </svg>
    );
  }
  const front = { width: 2 + scaled(width), height: 2 + scaled(height) };
  const depth = depthOf(channels);
  const lift = depth * 0.4;
  const top = 1 + lift;
  return (
    <svg
      width={front.width + depth + 2}
      height={front.height + lift + 2}
      aria-hidden="true"
      className={styles.volume}
    >
      <path
        className={styles.side}
        d={`M1 ${top}l${depth} ${-lift}h${front.width}l${-depth} ${lift}z
          M${1 + front.width} ${top}l${depth} ${-lift}v${front.height}l${-depth} ${lift}z`}
      />
      <rect className={styles.front} x="1" y={top} width={front.width} height={front.height} />
    </svg>
  );
}

/** How wide the drawing of a shape is, in pixels. */
export function volumeWidth([height = 0, width, channels]: Shape): number {
  if (width === undefined || channels === undefined) return 8 + scaled(height) * 2;
  return 4 + scaled(width) + depthOf(channels);
}

function depthOf(channels: number): number {
  return 1 + scaled(channels) * 1.1;
}

function scaled(size: number): number {
  return Math.log2(size + 1) * PX_PER_DOUBLING;
}
