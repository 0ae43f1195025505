import type { CellValues } from './cellValues';
import styles from './drawing.module.css';

interface CellMapProps {
  readonly x: number;
  readonly y: number;
  /** Side of a cell. */
  readonly cell: number;
  /** 0 is empty, 1 is full hue; `null` is not there yet. */
  readonly values: CellValues;
}

/** A feature map: cells on a ground, with a grid where they are large enough for one. */
export function CellMap({ x, y, cell, values }: CellMapProps) {
  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  const lines = [
    ...Array.from({ length: Math.max(0, rows - 1) }, (_, row) => `M0 ${(row + 1) * cell}h${columns * cell}`),
    ...Array.from({ length: Math.max(0, columns - 1) }, (_, at) => `M${(at + 1) * cell} 0v${rows * cell}`),
  ];
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className={styles.ground} width={columns * cell} height={rows * cell} />
      {values.flatMap((row, top) =>
        row.map(
          (value, left) =>
            value !== null &&
            value > 0.01 && (
              <rect
                key={`${top} ${left}`}
                className={styles.cell}
                x={left * cell}
                y={top * cell}
                width={cell}
                height={cell}
                fillOpacity={value}
              />
            ),
        ),
      )}
      {cell >= 4 && <path className={styles.grid} d={lines.join('')} />}
    </g>
  );
}
