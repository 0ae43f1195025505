import { CellMap } from './CellMap';
import { sampleMap } from './cellValues';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

interface RimPictureProps {
  readonly change: 'pad' | 'crop';
  /** [top, bottom, left, right]. */
  readonly sides: readonly number[];
}

/** Rows and columns of the part that is there before padding, or left after cropping. */
const CORE = 5;

/** Cells added around a map, or cut from its rim: as many as the layer has it, at each side. */
export function RimPicture({ change, sides }: RimPictureProps) {
  const [top = 0, bottom = 0, left = 0, right = 0] = sides;
  const rows = CORE + top + bottom;
  const columns = CORE + left + right;
  const cell = Math.min(14, 110 / rows, 116 / columns);
  const pad = change === 'pad';
  const values = sampleMap(pad ? CORE : rows, pad ? CORE : columns);
  const kept = pad ? values : values.slice(top, top + CORE).map((row) => row.slice(left, left + CORE));
  const whole = { width: columns * cell, height: rows * cell };
  const small = CORE * cell;
  const [before, after] = [
    { x: 84 - (pad ? small : whole.width) / 2, y: 66 - (pad ? small : whole.height) / 2 },
    { x: 236 - (pad ? whole.width : small) / 2, y: 66 - (pad ? whole.height : small) / 2 },
  ];
  const shape = [`${CORE} × ${CORE}`, `${rows} × ${columns}`];
  const [from, to] = pad ? shape : shape.toReversed();
  return (
    <PictureFigure
      caption={
        `${pad ? 'Zeros are added around every map' : 'Cells are cut from the rim of every map'}: ${top} above, ${bottom} below, ` +
        `${left} left, ${right} right. ${from ?? ''} becomes ${to ?? ''}.`
      }
    >
      {() => (
        <>
          <CellMap
            {...before}
            cell={cell}
            values={
              pad
                ? values
                : values.map((row, at) =>
                    row.map((value, across) =>
                      at < top || at >= top + CORE || across < left || across >= left + CORE
                        ? value * 0.3
                        : value,
                    ),
                  )
            }
          />
          {!pad && (
            <rect
              className={styles.window}
              x={before.x + left * cell}
              y={before.y + top * cell}
              width={small}
              height={small}
            />
          )}
          <path className={styles.axis} d="M152 66h16m-5-4l5 4-5 4" />
          {pad && <rect className={styles.padding} {...after} {...whole} />}
          {pad && cell >= 7 && (
            <Zeros {...after} cell={cell} rows={rows} columns={columns} top={top} left={left} />
          )}
          <CellMap
            x={after.x + (pad ? left * cell : 0)}
            y={after.y + (pad ? top * cell : 0)}
            cell={cell}
            values={kept}
          />
          <text className={styles.quiet} x={84} y={143}>
            {from}
          </text>
          <text className={styles.quiet} x={236} y={143}>
            {to}
          </text>
        </>
      )}
    </PictureFigure>
  );
}

interface ZerosProps {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  readonly rows: number;
  readonly columns: number;
  readonly top: number;
  readonly left: number;
}

/** A 0 in every cell that was added. */
function Zeros({ x, y, cell, rows, columns, top, left }: ZerosProps) {
  return Array.from({ length: rows * columns }, (_, index) => {
    const row = Math.floor(index / columns);
    const column = index % columns;
    if (row >= top && row < top + CORE && column >= left && column < left + CORE) return null;
    return (
      <text
        key={index}
        className={styles.quiet}
        fontSize={cell * 0.62}
        x={x + (column + 0.5) * cell}
        y={y + (row + 0.72) * cell}
      >
        0
      </text>
    );
  });
}
