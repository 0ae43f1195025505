import type { Window } from '../../../engine/protocol/arithmetic';
import { CellMark } from '../maps/CellMark';
import styles from './WindowMark.module.css';

/** The window on the input, and faintly where it moves next; it slides there unless the user wants less motion. */
export function WindowMark({ window }: { readonly window: Window }) {
  const { rows, columns, dilation, strides } = window;
  const [top = 0, left = 0] = [rows[0], columns[0]];
  const height = (rows.at(-1) ?? top) - top + 1;
  const width = (columns.at(-1) ?? left) - left + 1;
  const hasGaps = Math.max(...dilation) > 1;
  return (
    <g className={styles.sliding} style={{ transform: `translate(${left}px, ${top}px)` }}>
      <CellMark left={strides[1]} top={0} width={width} height={height} kind="next" />
      <CellMark left={0} top={0} width={width} height={height} kind={hasGaps ? 'faint' : 'window'} />
      {hasGaps &&
        rows.flatMap((y) =>
          columns.map((x) => (
            <CellMark
              key={`${y - top} ${x - left}`}
              left={x - left}
              top={y - top}
              width={1}
              height={1}
              kind="window"
            />
          )),
        )}
    </g>
  );
}
