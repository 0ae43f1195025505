import type { LayerPicture } from '../../../network/layerPicture';
import { CellMap } from './CellMap';
import { cells, sampleMap } from './cellValues';
import styles from './drawing.module.css';
import { PictureFigure } from './PictureFigure';

type Picture = Extract<LayerPicture, { readonly kind: 'resize' }>;

const SIDE = 4;
const AREA = 104;
/** What a map of 4 × 4 could be asked to become. */
const ANY_SIZE = [7, 7] as const;

/** A map before and after, with values by the layer's own rule. */
export function ResizePicture({ picture }: { readonly picture: Picture }) {
  const { interpolation, factor } = picture;
  const [rows, columns] = factor === null ? ANY_SIZE : [SIDE * factor[0], SIDE * factor[1]];
  const values = sampleMap(SIDE, SIDE);
  const at = (row: number, column: number) =>
    values[Math.min(SIDE - 1, Math.max(0, row))]?.[Math.min(SIDE - 1, Math.max(0, column))] ?? 0;
  const resized = cells(rows, columns, (row, column) => {
    // Cells have their place by their middles.
    const down = ((row + 0.5) * SIDE) / rows - 0.5;
    const along = ((column + 0.5) * SIDE) / columns - 0.5;
    if (interpolation === 'nearest')
      return at(Math.floor(((row + 0.5) * SIDE) / rows), Math.floor(((column + 0.5) * SIDE) / columns));
    const [top, left] = [Math.floor(down), Math.floor(along)];
    const mix = (a: number, b: number, share: number) => a + (b - a) * share;
    return mix(
      mix(at(top, left), at(top, left + 1), along - left),
      mix(at(top + 1, left), at(top + 1, left + 1), along - left),
      down - top,
    );
  });
  const how =
    interpolation === 'nearest'
      ? 'each new cell takes the value of the nearest old one'
      : 'each new cell is a mix of the four around it';
  const cell = AREA / Math.max(rows, columns);
  return (
    <PictureFigure
      caption={`${factor === null ? 'Maps are brought to the size that is asked for' : 'Maps are made larger'}: ${how}. Here ${SIDE} × ${SIDE} becomes ${rows} × ${columns}.`}
    >
      {() => (
        <>
          <CellMap x={84 - 26} y={66 - 26} cell={13} values={values} />
          <path className={styles.axis} d="M142 66h16m-5-4l5 4-5 4" />
          <CellMap x={236 - (columns * cell) / 2} y={66 - (rows * cell) / 2} cell={cell} values={resized} />
          <text className={styles.quiet} x={84} y={143}>
            {SIDE} × {SIDE}
          </text>
          <text className={styles.quiet} x={236} y={143}>
            {rows} × {columns}
          </text>
        </>
      )}
    </PictureFigure>
  );
}
