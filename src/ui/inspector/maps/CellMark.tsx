import styles from './CellMark.module.css';

interface CellMarkProps {
  /** In cells of the map. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** `window`: what is read; `next`: what is read next; `cell`: what is chosen; `faint`: one of many. */
  readonly kind: 'window' | 'next' | 'cell' | 'faint';
}

/** A rectangle of cells on a map, legible on every colour: a dark line beside a light one. */
export function CellMark({ kind, left: x, top: y, width, height }: CellMarkProps) {
  return (
    <>
      {kind !== 'next' && <rect {...{ x, y, width, height }} className={styles.halo} />}
      <rect {...{ x, y, width, height }} className={styles.line} data-kind={kind} />
    </>
  );
}
