import type { Window } from '../../../engine/protocol/arithmetic';

/** How a window moves: `window 3 × 3, stride 2, padding 1, dilation 2`; the last three only where they are not usual. */
export function windowText({ rows, columns, strides, dilation, rim }: Window): string {
  const pair = ([down, across]: readonly [number, number]) =>
    down === across ? `${down}` : `${down} × ${across}`;
  const [top, bottom, left, right] = rim;
  const padding = top === bottom && left === right ? pair([top, left]) : rim.join(', ');
  return [
    `window ${rows.length} × ${columns.length}`,
    `stride ${pair(strides)}`,
    ...(Math.max(...rim) === 0
      ? []
      : [
          top === bottom && left === right
            ? `padding ${padding}`
            : `padding ${padding} (top, bottom, left, right)`,
        ]),
    ...(Math.max(...dilation) === 1 ? [] : [`dilation ${pair(dilation)}`]),
  ].join(', ');
}
