import type { Window } from '../../../engine/protocol/arithmetic';

/** How a window moves: `window 3 × 3, stride 2, padding 1, dilation 2`; the last two only where there are such. */
export function windowText({ rows, columns, strides, dilation, rim }: Window): string {
  return [
    `window ${rows.length} × ${columns.length}`,
    `stride ${pair(strides)}`,
    ...(Math.max(...rim) === 0 ? [] : [paddingText(rim)]),
    ...(Math.max(...dilation) === 1 ? [] : [`dilation ${pair(dilation)}`]),
  ].join(', ');
}

function pair([down, across]: readonly [number, number]): string {
  return down === across ? `${down}` : `${down} × ${across}`;
}

/** An odd number of rows or columns is added unevenly: the larger half behind the last. */
function paddingText([top, bottom, left, right]: Window['rim']): string {
  if (top === bottom && left === right) return `padding ${pair([top, left])}`;
  return `padding ${pair([top, left])} before and ${pair([bottom, right])} behind`;
}
