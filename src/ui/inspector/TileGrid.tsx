import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { ViewContent, ViewSettings } from '../../engine/protocol';
import type { TileInfo } from '../../engine/protocol/tiles';
import { useTheme } from '../../state/theme';
import type { EngineView } from '../../state/views';
import { useElementWidth } from '../shared/useElementWidth';
import { EngineCanvas } from './EngineCanvas';
import { movedCell } from './movedCell';
import styles from './TileGrid.module.css';
import { gridGeometry, tileBox, viewLayout, visibleWindow } from './tileLayout';
import { TileReadout } from './TileReadout';
import { cellAt, cellBox, tileName } from './tileReading';
import type { Cell } from './tileReading';
import { useDensity } from './useDensity';
import { useVisibleRange } from './useVisibleRange';

interface TileGridProps {
  readonly content: ViewContent;
  readonly info: TileInfo;
  readonly layerLabel: string;
  /** How many numbers a vector has; `null` for maps and filters. */
  readonly units: number | null;
  readonly sidePx: number;
  readonly range: ViewSettings['range'];
  /** Which tile lies at each place; left out where each is at its own. */
  readonly order?: readonly number[];
  /** The chosen cell, framed. */
  readonly chosen?: Cell | null;
  readonly onChoose?: (cell: Cell) => void;
  /** Tiles to mark, and the word for why. */
  readonly marked?: { readonly tiles: ReadonlySet<number>; readonly word: string };
  /** Hears whether the pointer or the focus is in the grid: tiles should keep their places then. */
  readonly onHeld?: (held: boolean) => void;
}

/**
 * All tiles of a view on one canvas that covers what is on the screen, under one transparent element a tile. The pointer
 * reads cells; with the keyboard, arrows move from cell to cell, Shift and arrows from tile to tile.
 */
export function TileGrid(props: TileGridProps) {
  const { content, info, layerLabel, units, sidePx, range, order, chosen, onChoose, marked, onHeld } = props;
  const { ref, widthPx } = useElementWidth<HTMLDivElement>();
  const visible = useVisibleRange(ref);
  const theme = useTheme((state) => state.shown);
  const density = useDensity();
  const view = useRef<EngineView | null>(null);
  const [hovered, setHovered] = useState<Cell | null>(null);
  /** The keyboard's cell; its tile is the one Tab stop of the grid. */
  const [cursor, setCursor] = useState<Cell>({ tile: 0, row: 0, column: 0 });
  const [focused, setFocused] = useState(false);

  const geometry = useMemo(
    () => gridGeometry(info, Math.max(widthPx, 1), sidePx, density),
    [info, widthPx, sidePx, density],
  );
  const window = visibleWindow(geometry, visible.topPx, visible.bottomPx);
  const layout = viewLayout(geometry, window, info.tiles);
  const top = tileBox(geometry, layout.first).top;
  const last = tileBox(geometry, info.tiles - 1);
  const stop = Math.min(cursor.tile, info.tiles - 1);
  const tileAt = (place: number): number => order?.[place] ?? place;
  const placeOf = (tile: number): number => order?.indexOf(tile) ?? tile;
  const read = hovered ?? (focused ? { ...cursor, tile: tileAt(stop) } : null);

  const cellUnder = (tile: number, event: MouseEvent<HTMLElement>): Cell => {
    const corner = event.currentTarget.getBoundingClientRect();
    return cellAt(tile, event.clientX - corner.left, event.clientY - corner.top, corner, info);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && onChoose !== undefined) {
      event.preventDefault();
      onChoose({ ...cursor, tile: tileAt(stop) });
      return;
    }
    const next = movedCell({ ...cursor, tile: stop }, event, info, geometry.columns);
    if (next === null) return;
    event.preventDefault();
    setHovered(null);
    setCursor(next);
    if (next.tile !== stop) ref.current?.querySelector<HTMLElement>(`[data-tile="${next.tile}"]`)?.focus();
  };

  const nameOf = (tile: number): string => tileName(content, layerLabel, tile);
  const tiles = Array.from({ length: layout.count }, (_, index) => layout.first + index);
  return (
    <div
      ref={ref}
      data-tile-grid
      role="group"
      aria-label={`${layerLabel}: arrow keys move from cell to cell, with Shift from one to the next`}
      className={styles.grid}
      style={{ height: last.top + last.height }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        setFocused(event.target.matches(':focus-visible'));
        onHeld?.(true);
      }}
      onPointerEnter={() => onHeld?.(true)}
      onBlur={({ currentTarget, relatedTarget }) => {
        setFocused(false);
        if (currentTarget.contains(relatedTarget)) return;
        setHovered(null);
        onHeld?.(false);
      }}
      // A finger leaves at once: what it tapped stays to be read, until it scrolls or taps elsewhere.
      onPointerLeave={({ pointerType }) => {
        if (pointerType === 'touch') return;
        setHovered(null);
        onHeld?.(false);
      }}
      onPointerCancel={() => setHovered(null)}
    >
      {widthPx > 0 && (
        <div className={styles.canvas} style={{ top }}>
          <EngineCanvas
            viewRef={view}
            density={density}
            settings={{ content, layout, theme, range, ...(order === undefined ? {} : { order }) }}
          />
        </div>
      )}
      {tiles.map((tile) => (
        <div
          key={tile}
          role="img"
          aria-label={nameOf(tileAt(tile))}
          aria-description={marked?.tiles.has(tileAt(tile)) === true ? marked.word : undefined}
          data-tile={tile}
          tabIndex={tile === stop || (tile === layout.first && !tiles.includes(stop)) ? 0 : -1}
          className={styles.tile}
          data-marked={marked?.tiles.has(tileAt(tile)) ?? false}
          style={tileBox(geometry, tile)}
          onPointerMove={(event) => setHovered(cellUnder(tileAt(tile), event))}
          onPointerDown={(event) => setHovered(cellUnder(tileAt(tile), event))}
          onClick={(event) => onChoose?.(cellUnder(tileAt(tile), event))}
          onFocus={() => setCursor((cell) => (cell.tile === tile ? cell : { ...cell, tile }))}
        />
      ))}
      {chosen != null && chosen.tile < info.tiles && (
        <div
          aria-hidden="true"
          className={styles.chosen}
          style={cellBox(tileBox(geometry, placeOf(chosen.tile)), chosen, info)}
        />
      )}
      {read !== null && (
        <TileReadout
          cell={read}
          box={tileBox(geometry, placeOf(read.tile))}
          info={info}
          units={units}
          name={units === null ? nameOf(read.tile) : layerLabel}
          view={view}
          gridWidthPx={widthPx}
          spoken={hovered === null}
        />
      )}
    </div>
  );
}
