import {
  useEffect,
  useRef,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import { colourOf, palettes } from '../../../engine/protocol/palette';
import { useTheme } from '../../../state/theme';
import { classNames } from '../../shared/classNames';
import styles from './MapFigure.module.css';

export interface MapCell {
  readonly row: number;
  readonly column: number;
}

interface MapFigureProps {
  /** What it is, for the caption: `Input, channel 3`. */
  readonly caption: ReactNode;
  /** The accessible name. */
  readonly label: string;
  readonly height: number;
  readonly width: number;
  /** Row-major; `null` while it is not known. */
  readonly values: ArrayLike<number> | null;
  /** The magnitude with the strongest colour; the largest in `values` where left out. */
  readonly range?: number;
  /** Row-major: cells with 0 here recede. */
  readonly standOut?: ArrayLike<number> | null;
  /** Drawn under the values, [height, width] in whatever resolution: a photo. */
  readonly ground?: ReactNode;
  /** From 0 to 1, over the ground. */
  readonly opacity?: number;
  /** Cells around the map that are no part of it, hatched: top, bottom, left, right. */
  readonly rim?: readonly [number, number, number, number];
  /** Marks in cells: an SVG whose unit is one cell; those on the rim have negative places, or such beyond the map. */
  readonly marks?: ReactNode;
  /** The cell that arrow keys go on from. */
  readonly cell?: MapCell | undefined;
  /** Called with the cell that is pressed, tapped or moved to; without it the figure is only looked at. */
  readonly onPick?: (cell: MapCell) => void;
  /** Whether to point at a cell is to pick it, for a mouse or a pen. */
  readonly pickOnHover?: boolean;
  /** Called with the cell under the pointer, `null` when it leaves. */
  readonly onHover?: (cell: MapCell | null) => void;
  readonly className?: string;
}

/** How much of its colour a cell keeps that recedes. */
export const FAINT = 0.22;

const noRim = [0, 0, 0, 0] as const;

/** One map in colours, cell by cell, with marks on it. Press, drag, tap or arrow keys choose a cell. */
export function MapFigure(props: MapFigureProps) {
  const {
    caption,
    label,
    height,
    width,
    values,
    range,
    standOut = null,
    ground,
    opacity = 1,
    rim = noRim,
    marks,
    cell,
    onPick,
    pickOnHover = false,
    onHover,
  } = props;
  const theme = useTheme((state) => state.shown);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (values === null || context == null) return;
    const image = context.createImageData(width, height);
    const most = range ?? largest(values);
    for (let index = 0; index < width * height; index++) {
      const [red, green, blue] = colourOf(palettes[theme], most === 0 ? 0 : (values[index] ?? 0) / most);
      image.data.set([red, green, blue, standOut?.[index] === 0 ? FAINT * 255 : 255], index * 4);
    }
    context.putImageData(image, 0, 0);
  }, [values, range, standOut, theme, width, height]);

  const [top, bottom, left, right] = rim;
  const [rows, columns] = [top + height + bottom, left + width + right];
  const cellAt = (event: MouseEvent<HTMLElement>): MapCell => {
    const box = event.currentTarget.getBoundingClientRect();
    const within = (place: number, length: number) => Math.min(length - 1, Math.max(0, Math.floor(place)));
    return {
      row: within(((event.clientY - box.top) / box.height) * rows - top, height),
      column: within(((event.clientX - box.left) / box.width) * columns - left, width),
    };
  };
  const pick = (next: MapCell) => {
    if (next.row !== cell?.row || next.column !== cell.column) onPick?.(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || onPick === undefined) return;
    event.preventDefault();
    const from = cell ?? { row: 0, column: 0 };
    const held = (index: number, length: number) => Math.min(length - 1, Math.max(0, index));
    onPick({ row: held(from.row + step[0], height), column: held(from.column + step[1], width) });
  };
  const interactive =
    onPick === undefined
      ? { role: 'img' }
      : {
          role: 'application',
          'aria-roledescription': 'map of cells',
          tabIndex: 0,
          onKeyDown,
          // A finger that comes down may be about to scroll: it picks where it taps.
          onClick: (event: MouseEvent<HTMLElement>) => pick(cellAt(event)),
          onPointerDown: (event: PointerEvent<HTMLElement>) => {
            if (event.pointerType === 'touch') return;
            event.currentTarget.setPointerCapture(event.pointerId);
            pick(cellAt(event));
          },
        };
  return (
    <figure className={classNames(styles.figure, props.className)}>
      <div
        {...interactive}
        aria-label={label}
        className={styles.map}
        data-pickable={onPick !== undefined}
        data-rimmed={rows !== height || columns !== width}
        style={{ aspectRatio: `${columns} / ${rows}` }}
        onPointerMove={(event) => {
          onHover?.(cellAt(event));
          const pressed = event.buttons === 1 || pickOnHover;
          if (pressed && event.pointerType !== 'touch') pick(cellAt(event));
        }}
        onPointerLeave={() => onHover?.(null)}
      >
        {ground}
        <canvas
          ref={canvas}
          width={width}
          height={height}
          aria-hidden="true"
          className={styles.cells}
          style={{
            left: `${(left / columns) * 100}%`,
            top: `${(top / rows) * 100}%`,
            width: `${(width / columns) * 100}%`,
            height: `${(height / rows) * 100}%`,
            opacity: values === null ? 0 : opacity,
          }}
        />
        {marks !== undefined && (
          <svg
            viewBox={`${-left} ${-top} ${columns} ${rows}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            className={styles.marks}
          >
            {marks}
          </svg>
        )}
      </div>
      <figcaption className={styles.caption}>{caption}</figcaption>
    </figure>
  );
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The largest magnitude. */
export function largest(values: ArrayLike<number>): number {
  let most = 0;
  for (let index = 0; index < values.length; index++) most = Math.max(most, Math.abs(values[index] ?? 0));
  return most;
}
