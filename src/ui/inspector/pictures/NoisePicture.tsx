import { scatter } from './cellValues';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

const POINTS = 41;
const MIDDLE = 74;
/** Picture units for a value of 1. */
const SCALE = 46;

/** A signal, and the same with noise of this size on it; other noise with every step. */
export function NoisePicture({ standardDeviation }: { readonly standardDeviation: number }) {
  const line = (value: (index: number) => number) =>
    Array.from({ length: POINTS }, (_, index) => {
      const y = Math.min(146, Math.max(4, MIDDLE - value(index) * SCALE));
      return `${index === 0 ? 'M' : 'L'}${20 + index * 7} ${y.toFixed(1)}`;
    }).join('');
  const signal = (index: number) => 0.9 * Math.sin((index / (POINTS - 1)) * 2 * Math.PI);
  return (
    <PictureFigure
      steps={6}
      caption={`While training, every value gets a little noise (standard deviation ${standardDeviation}), other noise at every step. A finished network adds none.`}
    >
      {(step) => (
        <>
          <path className={styles.axis} d={`M20 ${MIDDLE}h280`} />
          <path className={styles.dashed} d={line(signal)} />
          <path
            className={styles.line}
            d={line((index) => signal(index) + standardDeviation * normal(index, step))}
          />
        </>
      )}
    </PictureFigure>
  );
}

/** Normally distributed, by Box and Muller. */
function normal(index: number, step: number): number {
  const first = Math.max(1e-9, scatter(index, step, 1));
  return Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * scatter(index, step, 2));
}
