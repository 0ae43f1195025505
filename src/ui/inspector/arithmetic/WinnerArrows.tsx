import type { PoolingWinners } from '../../../engine/protocol/arithmetic';
import styles from './WinnerArrows.module.css';

/** More than these could not be told apart. */
const MOST = 4096;

/** From the middle of every window to the cell that wins it, in cells of the input. */
export function WinnerArrows({
  winners: { winners, width, inputWidth, windowRows, windowColumns },
}: {
  readonly winners: PoolingWinners;
}) {
  if (winners.length > MOST) return null;
  const middle = (indices: readonly number[] = []) => ((indices[0] ?? 0) + (indices.at(-1) ?? 0) + 1) / 2;
  const ends = [...winners].flatMap((cell, index) => {
    if (cell < 0) return [];
    const [x, y] = [(cell % inputWidth) + 0.5, Math.floor(cell / inputWidth) + 0.5];
    const from = [middle(windowColumns[index % width]), middle(windowRows[Math.floor(index / width)])];
    return [{ shaft: `M${from.join(' ')}L${x} ${y}`, head: `M${x} ${y}h0` }];
  });
  const shafts = ends.map(({ shaft }) => shaft).join('');
  return (
    <>
      <path d={shafts} className={styles.halo} />
      <path d={shafts} className={styles.shaft} />
      <path d={ends.map(({ head }) => head).join('')} className={styles.head} />
    </>
  );
}
