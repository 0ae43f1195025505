import { useValueColour } from '../../shared/valueColour';
import styles from './ArithmeticView.module.css';

/** A value as a bar from the middle, to the right where it is positive; `range` fills half. Decoration: the number stands beside it. */
export function ContributionBar({ value, range }: { readonly value: number; readonly range: number }) {
  const colour = useValueColour();
  const share = range === 0 ? 0 : (Math.abs(value) / range) * 50;
  return (
    <span className={styles.bar} aria-hidden="true">
      <span
        style={{
          background: colour(Math.sign(value) * 0.6, 1).background,
          left: `${value < 0 ? 50 - share : 50}%`,
          width: `${share}%`,
        }}
      />
    </span>
  );
}
