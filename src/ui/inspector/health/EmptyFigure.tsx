import styles from './HealthView.module.css';

interface EmptyFigureProps {
  readonly title: string;
  /** Why there is nothing to draw yet. */
  readonly reason: string;
}

/** In the place of a chart that has nothing to show. */
export function EmptyFigure({ title, reason }: EmptyFigureProps) {
  return (
    <figure aria-label={title} className={styles.figure}>
      <figcaption className={styles.caption}>{title}</figcaption>
      <p className={styles.empty}>{reason}</p>
    </figure>
  );
}
