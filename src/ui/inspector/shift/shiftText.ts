import type { Shift } from '../../../engine/protocol/shiftTest';

/** `3 px right, 2 px up`; `not moved`. */
export function formatDelta([dx, dy]: Shift): string {
  const parts = [
    dx === 0 ? '' : `${Math.abs(dx)} px ${dx > 0 ? 'right' : 'left'}`,
    dy === 0 ? '' : `${Math.abs(dy)} px ${dy > 0 ? 'down' : 'up'}`,
  ].filter(Boolean);
  return parts.length === 0 ? 'not moved' : parts.join(', ');
}
