import {
  useEffect,
  useRef,
  type Dispatch,
  type PointerEvent,
  type RefObject,
  type SetStateAction,
} from 'react';
import { panned, zoomed, type Place, type ScatterSize, type ScatterView } from './scatterView';

/** A pointer that moved less was pressed, not dragged. */
const DRAG_PX = 4;
/** A notch of a wheel is about 100 pixels; a pinch on a trackpad comes as small ones with Ctrl. */
const ZOOM_PER_PX = 0.0018;
const PINCH_ZOOM_PER_PX = 0.01;
const LINE_PX = 16;

interface GestureOptions {
  readonly element: RefObject<HTMLElement | null>;
  readonly size: ScatterSize;
  readonly view: ScatterView;
  readonly setView: Dispatch<SetStateAction<ScatterView>>;
  /** Hears where the pointer is, `null` where it left. */
  readonly onPoint: (at: Place | null) => void;
  /** Hears of a press that was no drag. */
  readonly onPress: (at: Place, how: string) => void;
}

/** Wheel, drag and pinch on a plot. */
export function useScatterGestures(options: GestureOptions) {
  const { element, size, view, setView, onPoint, onPress } = options;
  const down = useRef(new Map<number, Place>());
  const movedPx = useRef(0);

  const whole = view.zoom === 1;
  const { width, height } = size;
  useEffect(() => {
    const target = element.current;
    if (target === null) return;
    // React's own would be passive: the page would scroll as well.
    const onWheel = (event: WheelEvent) => {
      const turnedPx = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1);
      const factor = Math.exp(-turnedPx * (event.ctrlKey ? PINCH_ZOOM_PER_PX : ZOOM_PER_PX));
      // Where all is seen already, the page goes on scrolling.
      if (whole && factor <= 1 && !event.ctrlKey) return;
      event.preventDefault();
      const at = within(target, event);
      setView((last) => zoomed(last, { width, height }, factor, at));
    };
    target.addEventListener('wheel', onWheel, { passive: false });
    return () => target.removeEventListener('wheel', onWheel);
  }, [element, whole, width, height, setView]);

  const release = (event: PointerEvent<HTMLElement>) => {
    down.current.delete(event.pointerId);
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      down.current.set(event.pointerId, within(event.currentTarget, event));
      if (down.current.size === 1) movedPx.current = 0;
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const to = within(event.currentTarget, event);
      const from = down.current.get(event.pointerId);
      if (from === undefined) {
        onPoint(to);
        return;
      }
      const other = [...down.current].find(([id]) => id !== event.pointerId)?.[1];
      movedPx.current += distance(from, to);
      down.current.set(event.pointerId, to);
      if (movedPx.current < DRAG_PX) return;
      onPoint(null);
      if (other === undefined) {
        setView((last) => panned(last, size, to[0] - from[0], to[1] - from[1]));
        return;
      }
      const factor = distance(other, to) / Math.max(1, distance(other, from));
      const [before, after] = [between(other, from), between(other, to)];
      setView((last) =>
        panned(zoomed(last, size, factor, before), size, after[0] - before[0], after[1] - before[1]),
      );
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const pressed = down.current.size === 1 && down.current.has(event.pointerId);
      release(event);
      if (pressed && movedPx.current < DRAG_PX) {
        onPress(within(event.currentTarget, event), event.pointerType);
      }
    },
    onPointerCancel: release,
    onPointerLeave: () => {
      if (down.current.size === 0) onPoint(null);
    },
  };
}

function within(element: HTMLElement, event: { readonly clientX: number; readonly clientY: number }): Place {
  const box = element.getBoundingClientRect();
  return [event.clientX - box.left - element.clientLeft, event.clientY - box.top - element.clientTop];
}

function distance([x, y]: Place, [otherX, otherY]: Place): number {
  return Math.hypot(x - otherX, y - otherY);
}

function between([x, y]: Place, [otherX, otherY]: Place): Place {
  return [(x + otherX) / 2, (y + otherY) / 2];
}
