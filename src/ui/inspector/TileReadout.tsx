import type { RefObject } from 'react';
import type { TileInfo } from '../../engine/protocol/tiles';
import type { EngineView } from '../../state/views';
import { cellText } from './tileReading';
import type { Cell } from './tileReading';
import styles from './TileReadout.module.css';
import { useTileValues } from './useTileValues';

interface TileReadoutProps {
  readonly cell: Cell;
  /** The cell's tile, in CSS pixels of the grid. */
  readonly box: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  readonly info: TileInfo;
  readonly units: number | null;
  readonly name: string;
  readonly view: RefObject<EngineView | null>;
  readonly gridWidthPx: number;
  /** Whether assistive technology reads it out: where the keyboard moves, not the pointer. */
  readonly spoken: boolean;
}

/** A frame around the cell looked at, and its exact value beside it. */
export function TileReadout({ cell, box, info, units, name, view, gridWidthPx, spoken }: TileReadoutProps) {
  const values = useTileValues(view, cell.tile);
  const text = values === null ? null : cellText(cell, values, units);
  const width = box.width / info.width;
  const height = box.height / info.height;
  const left = box.left + cell.column * width;
  const top = box.top + cell.row * height;
  const share = gridWidthPx > 0 ? (left + width / 2) / gridWidthPx : 0.5;
  return (
    <>
      <div aria-hidden="true" className={styles.frame} style={{ left, top, width, height }} />
      <div
        aria-live={spoken ? 'polite' : 'off'}
        className={styles.label}
        data-below={top < 56}
        style={{
          left: left + width / 2,
          top: top < 56 ? top + height + 8 : top - 8,
          transform: `translate(${-100 * share}%, ${top < 56 ? 0 : -100}%)`,
        }}
      >
        <span className={styles.name}>{name}</span>
        {text ?? '…'}
      </div>
    </>
  );
}
