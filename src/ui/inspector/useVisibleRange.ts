import { useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Which part of an element's height is on the screen, in CSS pixels from its top; follows any scrolling and resizing. */
export function useVisibleRange(ref: RefObject<HTMLElement | null>): {
  readonly topPx: number;
  readonly bottomPx: number;
} {
  const [range, setRange] = useState({ topPx: 0, bottomPx: 900 });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    let frame = 0;
    const measure = () => {
      frame = 0;
      const { top, height } = element.getBoundingClientRect();
      const topPx = Math.min(height, Math.max(0, -top));
      const bottomPx = Math.max(topPx, Math.min(height, window.innerHeight - top));
      setRange((last) => (last.topPx === topPx && last.bottomPx === bottomPx ? last : { topPx, bottomPx }));
    };
    const soon = () => {
      if (frame === 0) frame = requestAnimationFrame(measure);
    };
    measure();
    const observer = new ResizeObserver(soon);
    observer.observe(element);
    // Scrolling does not bubble: captured, it is heard from whatever scrolls.
    window.addEventListener('scroll', soon, { capture: true, passive: true });
    window.addEventListener('resize', soon);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      window.removeEventListener('scroll', soon, { capture: true });
      window.removeEventListener('resize', soon);
    };
  }, [ref]);
  return range;
}
