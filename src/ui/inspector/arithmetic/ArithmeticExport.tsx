import type { Arithmetic } from '../../../engine/protocol/arithmetic';
import { ExportButtons } from '../../shared/ExportButtons';
import { csvOf, saveText } from '../../shared/saveFile';
import { saveMapPictures, type MapPicture, type Outline } from '../maps/saveMapPicture';
import { arithmeticRows } from './arithmeticRows';

interface ArithmeticExportProps {
  readonly answer: Arithmetic;
  readonly layerLabel: string;
  /** The maps that are shown; none where there are only numbers. */
  readonly pictures?: readonly MapPicture[];
}

/** Saves the numbers, and the maps with what is outlined on them. */
export function ArithmeticExport({ answer, layerLabel, pictures = [] }: ArithmeticExportProps) {
  const name = `${layerLabel} arithmetic`;
  return (
    <ExportButtons
      of={`the arithmetic of ${layerLabel}`}
      formats={[
        ...(pictures.length === 0
          ? []
          : [{ name: 'PNG' as const, save: () => saveMapPictures(`${name}.png`, pictures) }]),
        { name: 'CSV', save: () => saveText(`${name}.csv`, 'text/csv', csvOf(arithmeticRows(answer))) },
      ]}
    />
  );
}

/** A map as it is saved, with rectangles around cells. */
export function outlined(
  size: { readonly height: number; readonly width: number },
  values: ArrayLike<number> | null,
  ...outlines: readonly Outline[]
): MapPicture {
  const { height, width } = size;
  return { height, width, values, opacity: 1, photo: null, outlines };
}

/** The rectangle from the first to the last of rows and columns. */
export function outlineOf(rows: readonly number[], columns: readonly number[]): Outline {
  const [top = 0, left = 0] = [rows[0], columns[0]];
  return {
    left,
    top,
    width: (columns.at(-1) ?? left) - left + 1,
    height: (rows.at(-1) ?? top) - top + 1,
  };
}
