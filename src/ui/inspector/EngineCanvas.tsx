import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { ViewSettings } from '../../engine/protocol';
import { useInspection } from '../../state/inspection';
import { openEngineView } from '../../state/views';
import type { EngineView } from '../../state/views';
import styles from './EngineCanvas.module.css';

interface EngineCanvasProps {
  readonly settings: ViewSettings;
  /** Device pixels per CSS pixel. */
  readonly density: number;
  /** Where the open view is put, for reading its numbers. */
  readonly viewRef?: RefObject<EngineView | null>;
}

/**
 * A canvas that the engine draws on. A canvas can be handed over once and has one kind of context for ever, so each opening
 * (first, after a switch of backend, after a lost device) gets a canvas of its own, made here and not by React.
 */
export function EngineCanvas({ settings, density, viewRef }: EngineCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EngineView | null>(null);
  const generation = useInspection((state) => state.generation);
  const latest = useRef(settings);
  const key = JSON.stringify(settings);
  const told = useRef('');

  useEffect(() => {
    latest.current = settings;
    if (view.current === null || told.current === key) return;
    told.current = key;
    view.current.update(settings);
  }, [settings, key]);

  useEffect(() => {
    const place = host.current;
    if (place === null) return;
    const canvas = document.createElement('canvas');
    canvas.width = latest.current.layout.canvasWidth;
    canvas.height = latest.current.layout.canvasHeight;
    place.append(canvas);
    const opened = openEngineView(canvas, latest.current);
    told.current = JSON.stringify(latest.current);
    view.current = opened;
    if (viewRef !== undefined) viewRef.current = opened;
    return () => {
      opened.close();
      canvas.remove();
      view.current = null;
      if (viewRef !== undefined) viewRef.current = null;
    };
  }, [generation, viewRef]);

  const { canvasWidth, canvasHeight } = settings.layout;
  return (
    <div
      ref={host}
      aria-hidden="true"
      className={styles.host}
      style={{ width: canvasWidth / density, height: canvasHeight / density }}
    />
  );
}
