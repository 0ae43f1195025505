import { useMemo, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Pixels } from '../../../engine/protocol';
import type { Shift } from '../../../engine/protocol/shiftTest';
import { useInference } from '../../../state/network';
import { PixelCanvas } from '../../shared/PixelCanvas';
import { formatDelta } from './shiftText';
import styles from './ShiftView.module.css';

interface ShiftPictureProps {
  readonly pixels: Pixels;
  /** In pixels of the network's input. */
  readonly shift: Shift;
  readonly onShift: (shift: Shift) => void;
}

const keys: Readonly<Record<string, Shift>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The picture, to be dragged by whole pixels of the network's input. */
export function ShiftPicture({ pixels, shift, onShift }: ShiftPictureProps) {
  const { nodes, order } = useInference();
  const [height = 32, width = 32] = nodes.get(order[0] ?? '')?.outputShape ?? [];
  const moved = useMemo(
    () =>
      movedPixels(
        pixels,
        Math.round((shift[0] * pixels.width) / width),
        Math.round((shift[1] * pixels.height) / height),
      ),
    [pixels, shift, width, height],
  );
  const grip = useRef<{ readonly x: number; readonly y: number; readonly shift: Shift } | null>(null);
  const held = (by: number, length: number) => Math.min(length - 1, Math.max(1 - length, Math.round(by)));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'Home' ? ([-shift[0], -shift[1]] as const) : keys[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onShift([held(shift[0] + step[0], width), held(shift[1] + step[1], height)]);
  };
  const onMove = (event: PointerEvent<HTMLElement>) => {
    if (grip.current === null) return;
    const box = event.currentTarget.getBoundingClientRect();
    const { x, y, shift: from } = grip.current;
    const next: Shift = [
      held(from[0] + ((event.clientX - x) / box.width) * width, width),
      held(from[1] + ((event.clientY - y) / box.height) * height, height),
    ];
    if (next[0] !== shift[0] || next[1] !== shift[1]) onShift(next);
  };
  return (
    <button
      type="button"
      aria-label={`Move the picture: ${formatDelta(shift)}. Arrow keys move it by a pixel, Home puts it back`}
      className={styles.picture}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, y: event.clientY, shift };
      }}
      onPointerMove={onMove}
      onPointerUp={() => (grip.current = null)}
      onPointerCancel={() => (grip.current = null)}
    >
      <PixelCanvas pixels={moved} x={0} width={moved.width} className={styles.canvas} />
    </button>
  );
}

/** Moved as the engine moves the network's input: what comes in from beyond the border repeats the nearest pixel. */
function movedPixels({ width, height, rgba }: Pixels, dx: number, dy: number): Pixels {
  const from = new Uint32Array(rgba.slice().buffer);
  const to = new Uint32Array(width * height);
  const held = (at: number, length: number): number => Math.min(length - 1, Math.max(0, at));
  for (let y = 0; y < height; y++) {
    const row = held(y - dy, height) * width;
    for (let x = 0; x < width; x++) to[y * width + x] = from[row + held(x - dx, width)] ?? 0;
  }
  return { width, height, rgba: new Uint8ClampedArray(to.buffer) };
}
