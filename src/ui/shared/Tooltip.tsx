import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import styles from './Tooltip.module.css';

interface TooltipProps {
  readonly text: string;
  /** The one control it speaks of. */
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

interface Place {
  readonly left: number;
  readonly top: number;
  readonly below: boolean;
}

const DELAY_MS = 450;
/** Half of the tooltip's greatest width (CSS) and a margin: keeps it inside the window. */
const HALF_WIDTH_PX = 136;

/**
 * Shows `text` while its control is hovered or has the keyboard's focus; Escape hides it. Only for the eye: what
 * assistive technology should hear is the control's name or description.
 */
export function Tooltip({ text, children, className }: TooltipProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const timer = useRef<number | undefined>(undefined);
  const [place, setPlace] = useState<Place | null>(null);

  const show = (delayMs: number) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      const box = anchor.current?.firstElementChild?.getBoundingClientRect();
      if (box === undefined) return;
      const below = box.top < 96;
      const centre = box.left + box.width / 2;
      const rightmost = document.documentElement.clientWidth - HALF_WIDTH_PX;
      setPlace({
        left: Math.max(HALF_WIDTH_PX, Math.min(centre, rightmost)),
        top: below ? box.bottom + 6 : box.top - 6,
        below,
      });
    }, delayMs);
  };
  const hide = () => {
    window.clearTimeout(timer.current);
    setPlace(null);
  };

  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    if (place === null) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setPlace(null);
    };
    const onScroll = () => setPlace(null);
    window.addEventListener('keydown', onKey);
    window.addEventListener('scroll', onScroll, { capture: true, passive: true });
    return () => {
      window.removeEventListener('keydown', onKey);
      window.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [place]);

  return (
    <span
      ref={anchor}
      className={className ?? styles.anchor}
      onPointerEnter={(event) => {
        if (event.pointerType === 'mouse') show(DELAY_MS);
      }}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => {
        if (event.target.matches(':focus-visible')) show(DELAY_MS);
      }}
      onBlur={hide}
    >
      {children}
      {place !== null &&
        createPortal(
          <span
            aria-hidden="true"
            className={styles.tip}
            data-below={place.below}
            style={{ left: place.left, top: place.top }}
          >
            {text}
          </span>,
          document.body,
        )}
    </span>
  );
}
