import type { LayerPicture } from '../../../network/layerPicture';
import { CellMap } from './CellMap';
import { cells, stretched } from './cellValues';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

type Picture = Extract<LayerPicture, { readonly kind: 'stamp' }>;

const INPUT = [
  [0.9, 0.3, 0.6],
  [0.2, 1, 0.4],
  [0.5, 0.3, 0.8],
] as const;
const SIDE = INPUT.length;
const INPUT_CELL = 16;

/** Every cell of a small map stamps a window of weights onto a larger one. */
export function StampPicture({ picture }: { readonly picture: Picture }) {
  const { size, strides } = picture;
  const rows = (SIDE - 1) * strides[0] + size[0];
  const columns = (SIDE - 1) * strides[1] + size[1];
  const cell = Math.min(13, 112 / rows, 150 / columns);
  const left = 222 - (columns * cell) / 2;
  const top = 70 - (rows * cell) / 2;
  const inputLeft = 66 - (SIDE * INPUT_CELL) / 2;
  const inputTop = 70 - (SIDE * INPUT_CELL) / 2;
  const after = (step: number) =>
    cells(rows, columns, (row, column) => {
      let sum = 0;
      for (let index = 0; index <= step; index++) {
        const down = row - Math.floor(index / SIDE) * strides[0];
        const along = column - (index % SIDE) * strides[1];
        if (down < 0 || along < 0 || down >= size[0] || along >= size[1]) continue;
        sum += (INPUT[Math.floor(index / SIDE)]?.[index % SIDE] ?? 0) * weight(down, along, size);
      }
      return sum;
    });
  const most = Math.max(...after(SIDE * SIDE - 1).flat());
  return (
    <PictureFigure
      steps={SIDE * SIDE}
      restsAt={4}
      caption={
        `Each cell of a 3 × 3 map stamps a ${size[0]} × ${size[1]} window of weights, ` +
        `${strides[0] === strides[1] ? strides[0] : `${strides[0]} down, ${strides[1]} across`} apart; where stamps overlap they ` +
        `add up. With padding valid that makes ${rows} × ${columns}.`
      }
    >
      {(step) => {
        const row = Math.floor(step / SIDE);
        const column = step % SIDE;
        const x = left + column * strides[1] * cell;
        const y = top + row * strides[0] * cell;
        const fromX = inputLeft + (column + 1) * INPUT_CELL;
        const fromY = inputTop + row * INPUT_CELL;
        return (
          <>
            <CellMap x={inputLeft} y={inputTop} cell={INPUT_CELL} values={stretched(INPUT, 0.15)} />
            <CellMap
              x={left}
              y={top}
              cell={cell}
              values={after(step).map((line) => line.map((value) => (most === 0 ? 0 : value / most)))}
            />
            <path
              className={styles.ray}
              d={`M${fromX} ${fromY}L${x} ${y}M${fromX} ${fromY + INPUT_CELL}L${x} ${y + size[0] * cell}`}
            />
            <rect
              className={styles.window}
              x={fromX - INPUT_CELL}
              y={fromY}
              width={INPUT_CELL}
              height={INPUT_CELL}
            />
            <rect className={styles.window} x={x} y={y} width={size[1] * cell} height={size[0] * cell} />
            <text className={styles.quiet} x={66} y={143}>
              3 × 3
            </text>
            <text className={styles.quiet} x={222} y={143}>
              {rows} × {columns}
            </text>
          </>
        );
      }}
    </PictureFigure>
  );
}

/** Strongest in the middle of the window. */
function weight(down: number, along: number, [rows, columns]: readonly [number, number]): number {
  const off = (at: number, count: number) => (at - (count - 1) / 2) / count;
  return Math.exp(-(off(down, rows) ** 2 + off(along, columns) ** 2) * 4);
}
