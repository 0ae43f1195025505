import type { LayerShift, Shift } from '../../../engine/protocol/shiftTest';
import { formatValue } from '../../training/format';

/** `3 px right, 2 px up`; `not moved`. */
export function formatDelta([dx, dy]: Shift): string {
  const parts = [
    dx === 0 ? '' : `${Math.abs(dx)} px ${dx > 0 ? 'right' : 'left'}`,
    dy === 0 ? '' : `${Math.abs(dy)} px ${dy > 0 ? 'down' : 'up'}`,
  ].filter(Boolean);
  return parts.length === 0 ? 'not moved' : parts.join(', ');
}

/** What the first shift of a test does to a layer: `Conv2D 1 changes by 0.12; against its maps moved along, by 0.02.` */
export function shiftSummary(label: string, { stride, change, movedChange }: LayerShift): string {
  const [whole, moved] = [change[0] ?? null, movedChange[0] ?? null];
  const before =
    whole === null ? `${label} was 0 everywhere and is not now` : `${label} changes by ${formatValue(whole)}`;
  if (moved !== null) return `${before}; against its maps moved along, by ${formatValue(moved)}.`;
  return stride === null
    ? `${before}. Its outputs have no place in the picture.`
    : `${before}. Against its maps moved along it cannot be compared: its cells lie ${stride[1]} × ${stride[0]} pixels apart, ` +
        'which does not divide this shift, or it moves everything out.';
}
