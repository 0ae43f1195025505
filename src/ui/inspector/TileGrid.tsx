import { useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
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
import { cellAt, tileName } from './tileReading';
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
}

/**
 * All tiles of a view on one canvas that covers what is on the screen, under one transparent element a tile. The pointer
 * reads cells; with the keyboard, arrows move from cell to cell, Shift and arrows from tile to tile.
 */
export function TileGrid({ content, info, layerLabel, units, sidePx, range }: TileGridProps) {
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
  const read = hovered ?? (focused ? { ...cursor, tile: stop } : null);

  const onPointer = (tile: number) => (event: PointerEvent<HTMLElement>) => {
    const corner = event.currentTarget.getBoundingClientRect();
    setHovered(cellAt(tile, event.clientX - corner.left, event.clientY - corner.top, corner, info));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = movedCell({ ...cursor, tile: stop }, event, info, geometry.columns);
    if (next === null) return;
    event.preventDefault();
    setHovered(null);
    setCursor(next);
    if (next.tile !== stop) ref.current?.querySelector<HTMLElement>(`[data-tile="${next.tile}"]`)?.focus();
  };

  const tiles = Array.from({ length: layout.count }, (_, index) => layout.first + index);
  return (
    <div
      ref={ref}
      role="group"
      aria-label={`${layerLabel}: arrow keys move from cell to cell, with Shift from one to the next`}
      className={styles.grid}
      style={{ height: last.top + last.height }}
      onKeyDown={onKeyDown}
      onFocus={(event) => setFocused(event.target.matches(':focus-visible'))}
      onBlur={({ currentTarget, relatedTarget }) => {
        setFocused(false);
        if (!currentTarget.contains(relatedTarget)) setHovered(null);
      }}
      // A finger leaves at once: what it tapped stays to be read, until it scrolls or taps elsewhere.
      onPointerLeave={({ pointerType }) => {
        if (pointerType !== 'touch') setHovered(null);
      }}
      onPointerCancel={() => setHovered(null)}
    >
      {widthPx > 0 && (
        <div className={styles.canvas} style={{ top }}>
          <EngineCanvas viewRef={view} density={density} settings={{ content, layout, theme, range }} />
        </div>
      )}
      {tiles.map((tile) => (
        <div
          key={tile}
          role="img"
          aria-label={tileName(content, layerLabel, tile)}
          data-tile={tile}
          tabIndex={tile === stop || (tile === layout.first && !tiles.includes(stop)) ? 0 : -1}
          className={styles.tile}
          style={tileBox(geometry, tile)}
          onPointerMove={onPointer(tile)}
          onPointerDown={onPointer(tile)}
          onFocus={() => setCursor((cell) => (cell.tile === tile ? cell : { ...cell, tile }))}
        />
      ))}
      {read !== null && (
        <TileReadout
          cell={read}
          box={tileBox(geometry, read.tile)}
          info={info}
          units={units}
          name={units === null ? tileName(content, layerLabel, read.tile) : layerLabel}
          view={view}
          gridWidthPx={widthPx}
          spoken={hovered === null}
        />
      )}
    </div>
  );
}
