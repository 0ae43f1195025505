import { CellMap } from './CellMap';
import { cells, sampleMap, stretched } from './cellValues';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

const SIDE = 4;
const CELL = 8;
const PLANES = [0, 1, 2] as const;
/** Of the three maps, in one filter of the second half. */
const MIX = [0.6, -0.4, 0.8];

/** One window per map first, then all maps mixed cell by cell. */
export function DepthThenPointPicture({ size }: { readonly size: readonly [number, number] }) {
  const rows = SIDE + size[0] - 1;
  const columns = SIDE + size[1] - 1;
  const cell = Math.min(CELL, 34 / rows, 72 / columns);
  const inputs = PLANES.map((plane) => sampleMap(rows, columns, plane % 2));
  const filtered = inputs.map((values) =>
    stretched(
      cells(SIDE, SIDE, (row, column) => {
        let sum = 0;
        for (let down = 0; down < size[0]; down++)
          for (let along = 0; along < size[1]; along++) sum += values[row + down]?.[column + along] ?? 0;
        return sum;
      }),
    ),
  );
  const mixed = stretched(
    cells(SIDE, SIDE, (row, column) =>
      filtered.reduce((sum, values, plane) => sum + (values[row]?.[column] ?? 0) * (MIX[plane] ?? 0), 0),
    ),
  );
  const yOf = (plane: number) => 8 + plane * 44;
  return (
    <PictureFigure
      steps={SIDE * SIDE}
      restsAt={6}
      caption={`First a ${size[0]} × ${size[1]} window for each map by itself, then a 1 × 1 window that mixes all maps in each cell.`}
    >
      {(step) => {
        const row = Math.floor(step / SIDE);
        const column = step % SIDE;
        return (
          <>
            {PLANES.map((plane) => {
              const windowX = 56 - (columns * cell) / 2 + column * cell;
              const windowY = yOf(plane) + row * cell;
              const x = 148 + column * CELL;
              const y = yOf(plane) + row * CELL;
              return (
                <g key={plane}>
                  <CellMap
                    x={56 - (columns * cell) / 2}
                    y={yOf(plane)}
                    cell={cell}
                    values={inputs[plane] ?? []}
                  />
                  <CellMap x={148} y={yOf(plane)} cell={CELL} values={filtered[plane] ?? []} />
                  <path
                    className={styles.ray}
                    d={`M${windowX + size[1] * cell} ${windowY + (size[0] * cell) / 2}L${x} ${y + CELL / 2}M${x + CELL} ${y + CELL / 2}L${248 + column * CELL} ${yOf(1) + row * CELL + CELL / 2}`}
                  />
                  <rect
                    className={styles.window}
                    x={windowX}
                    y={windowY}
                    width={size[1] * cell}
                    height={size[0] * cell}
                  />
                  <rect className={styles.window} x={x} y={y} width={CELL} height={CELL} />
                </g>
              );
            })}
            <CellMap x={248} y={yOf(1)} cell={CELL} values={mixed} />
            <rect
              className={styles.window}
              x={248 + column * CELL}
              y={yOf(1) + row * CELL}
              width={CELL}
              height={CELL}
            />
            <text className={styles.quiet} x={108} y={144}>
              depthwise
            </text>
            <text className={styles.quiet} x={222} y={144}>
              pointwise
            </text>
          </>
        );
      }}
    </PictureFigure>
  );
}
