import type { UnitReceptiveField } from '../../../network/unitReceptiveField';

/** `This unit sees 5 × 5 pixels: rows 3 to 7, columns 3 to 7, 2 % of the picture.` Rows and columns count from 1. */
export function fieldText(
  { clipped, unclipped }: UnitReceptiveField,
  picture: { readonly height: number; readonly width: number },
): string {
  if (clipped === null) return 'This unit sees nothing of the picture: only padding lies under it.';
  const [height, width] = [lengthOf(clipped.rows), lengthOf(clipped.columns)];
  const all = height === picture.height && width === picture.width;
  const share = (height * width) / (picture.height * picture.width);
  const place = all
    ? 'all of the picture'
    : `rows ${clipped.rows[0] + 1} to ${clipped.rows[1] + 1}, columns ${clipped.columns[0] + 1} to ${clipped.columns[1] + 1}, ` +
      `${share < 0.01 ? 'less than 1' : Math.round(share * 100)} % of the picture`;
  const beyond =
    unclipped !== null && (lengthOf(unclipped.rows) > height || lengthOf(unclipped.columns) > width)
      ? ` Its field of ${lengthOf(unclipped.rows)} × ${lengthOf(unclipped.columns)} reaches into the padding.`
      : '';
  return `This unit sees ${height} × ${width} pixels: ${place}.${beyond}`;
}

function lengthOf([first, last]: readonly [number, number]): number {
  return last - first + 1;
}
