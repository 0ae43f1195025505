import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { useTheme } from '../../../../state/theme';
import { IconButton } from '../../../shared/IconButton';
import { useElementWidth } from '../../../shared/useElementWidth';
import { nearestInDirection, type Direction } from '../nearestInDirection';
import { drawScatter, pointAt, type ScatterPoint, type ScatterScene } from './drawScatter';
import styles from './ScatterPlot.module.css';
import { broughtIntoSight, MOST_ZOOM, onScreen, panned, scaleOf, wholeView, zoomed } from './scatterView';
import { pictured, thumbnailSide } from './thumbnailPlaces';
import { useScatterGestures } from './useScatterGestures';
import type { Thumbnails } from './useThumbnails';

const TALLEST_PX = 480;
const ZOOM_STEP = 1.5;
const PAN_PX = 48;
const REACH_PX = 8;
const FINGER_REACH_PX = 20;

interface ScatterPlotProps {
  /** The accessible name. */
  readonly label: string;
  readonly points: readonly ScatterPoint[];
  /** Indices of those that are shown. */
  readonly shown: readonly number[];
  readonly thumbnails: Thumbnails;
  readonly chosen: number | null;
  readonly looked: number | null;
  readonly onLook: (index: number | null) => void;
  readonly onChoose: (index: number) => void;
  /** Before the buttons that zoom. */
  readonly controls: ReactNode;
  /** Lies over the plot's upper rim. */
  readonly over: ReactNode;
  /** Is given what is on the screen, for files. */
  readonly sceneRef: RefObject<ScatterScene | null>;
}

/** Points on a plane, as pictures where there is room. Wheel, pinch, drag, buttons and keys move and zoom it. */
export function ScatterPlot(props: ScatterPlotProps) {
  const { label, points, shown, thumbnails, chosen, looked, onLook, onChoose, controls, over, sceneRef } =
    props;
  const keysId = useId();
  const theme = useTheme((state) => state.shown);
  const { ref, widthPx } = useElementWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState(wholeView);
  const size = { width: widthPx, height: Math.min(widthPx, TALLEST_PX) };
  const { width, height } = size;

  const drawn = useMemo((): ScatterScene => {
    const area = { width, height };
    const places = points.map(({ place }) => onScreen(view, area, place));
    const side = thumbnailSide(shown.length, (2 * scaleOf(view, area)) ** 2);
    return {
      size: area,
      points,
      places,
      shown,
      side,
      pictured: pictured(places, inPriority(points, shown), side),
      thumbnails,
      chosen,
      looked,
    };
  }, [width, height, points, shown, view, thumbnails, chosen, looked]);

  useEffect(() => {
    sceneRef.current = drawn;
    const context = canvas.current?.getContext('2d');
    if (context == null || drawn.size.width === 0) return;
    const ratio = window.devicePixelRatio;
    context.canvas.width = Math.round(drawn.size.width * ratio);
    context.canvas.height = Math.round(drawn.size.height * ratio);
    context.scale(ratio, ratio);
    const look = getComputedStyle(context.canvas);
    const token = (name: string) => look.getPropertyValue(name);
    drawScatter(context, drawn, {
      ground: token('--surface'),
      ink: token('--ink'),
      accent: token('--accent'),
    });
  }, [drawn, sceneRef, theme]);

  const gestures = useScatterGestures({
    element: ref,
    size,
    view,
    setView,
    onPoint: (at) => onLook(at === null ? null : pointAt(drawn, at, REACH_PX)),
    onPress: (at, how) => {
      const pressed = pointAt(drawn, at, how === 'touch' ? FINGER_REACH_PX : REACH_PX);
      onLook(pressed);
      if (pressed !== null) onChoose(pressed);
    },
  });

  const zoomBy = (factor: number) =>
    setView((last) => {
      const about = looked === null ? null : points[looked]?.place;
      return zoomed(
        last,
        size,
        factor,
        about == null ? [width / 2, height / 2] : onScreen(last, size, about),
      );
    });
  const look = (index: number) => {
    onLook(index);
    const place = points[index]?.place;
    if (place !== undefined) setView((last) => broughtIntoSight(last, size, place));
  };
  const go = (direction: Direction) => {
    const from = looked ?? chosen;
    const at = from === null ? -1 : shown.indexOf(from);
    const places = shown.map((index) => drawn.places[index] ?? ([0, 0] as const));
    const next = shown[at === -1 ? 0 : nearestInDirection(places, at, direction)];
    if (next !== undefined) look(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    const deed =
      direction === undefined
        ? keyDeeds[event.key]
        : event.shiftKey
          ? () => setView((last) => panned(last, size, -direction[0] * PAN_PX, -direction[1] * PAN_PX))
          : () => go(direction);
    if (deed === undefined) return;
    event.preventDefault();
    deed({ zoomBy, whole: () => setView(wholeView), choose: () => looked !== null && onChoose(looked) });
  };

  return (
    <div className={styles.plot}>
      <div className={styles.bar}>
        {controls}
        <div className={styles.buttons} role="group" aria-label="Zoom of the plot">
          <IconButton
            label="Zoom out"
            tip="Zoom out (−)"
            icon={<Minus aria-hidden="true" />}
            disabled={view.zoom === 1}
            onClick={() => zoomBy(1 / ZOOM_STEP)}
          />
          <IconButton
            label="Zoom in"
            tip="Zoom in (+)"
            icon={<Plus aria-hidden="true" />}
            disabled={view.zoom === MOST_ZOOM}
            onClick={() => zoomBy(ZOOM_STEP)}
          />
          <IconButton
            label="Show all"
            tip="Show all (0)"
            icon={<Maximize aria-hidden="true" />}
            disabled={view.zoom === 1}
            onClick={() => setView(wholeView)}
          />
        </div>
      </div>
      <div
        ref={ref}
        role="application"
        aria-roledescription="scatter plot"
        aria-label={label}
        aria-describedby={keysId}
        tabIndex={0}
        className={styles.field}
        data-close={view.zoom > 1}
        data-over={looked !== null}
        style={{ height }}
        onKeyDown={onKeyDown}
        {...gestures}
      >
        <canvas ref={canvas} aria-hidden="true" className={styles.canvas} />
        <div className={styles.over}>{over}</div>
      </div>
      <p id={keysId} className="visually-hidden">
        Arrow keys go from image to image, Enter chooses one for all views. Plus and minus zoom, 0 shows all,
        arrow keys with Shift move the plot.
      </p>
    </div>
  );
}

interface Deeds {
  zoomBy(factor: number): void;
  whole(): void;
  choose(): void;
}

const keyDeeds: Readonly<Record<string, (deeds: Deeds) => void>> = {
  '+': ({ zoomBy }) => zoomBy(ZOOM_STEP),
  '=': ({ zoomBy }) => zoomBy(ZOOM_STEP),
  '-': ({ zoomBy }) => zoomBy(1 / ZOOM_STEP),
  '0': ({ whole }) => whole(),
  Enter: ({ choose }) => choose(),
  ' ': ({ choose }) => choose(),
};

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** Mistakes first; the rest mixed, however they are sorted, so that no class has all the room. */
function inPriority(points: readonly ScatterPoint[], shown: readonly number[]): readonly number[] {
  const rank = (index: number) => (points[index]?.wrong === true ? -1 : (index * 0.618034) % 1);
  return [...shown].sort((a, b) => rank(a) - rank(b) || a - b);
}
