import { useLayoutEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';

/** The width of an element in CSS pixels, kept up to date; 0 until it is laid out. Put `ref` on the element. */
export function useElementWidth<E extends HTMLElement>(): {
  readonly ref: RefObject<E | null>;
  readonly widthPx: number;
} {
  const ref = useRef<E>(null);
  const [widthPx, setWidthPx] = useState(0);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    setWidthPx(Math.floor(element.clientWidth));
    const observer = new ResizeObserver(() => setWidthPx(Math.floor(element.clientWidth)));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, widthPx };
}
