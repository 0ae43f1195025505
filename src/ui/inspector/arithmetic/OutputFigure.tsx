import type { ReactNode } from 'react';
import { formatValue } from '../../training/format';
import { CellMark } from '../maps/CellMark';
import { MapFigure, type MapCell } from '../maps/MapFigure';

interface OutputFigureProps {
  readonly caption: string;
  /** The accessible name, to be read before ": choose a cell". */
  readonly label: string;
  readonly size: { readonly height: number; readonly width: number };
  readonly values: ArrayLike<number> | null;
  readonly range?: number;
  readonly cell: MapCell;
  readonly onJump: (cell: MapCell) => void;
  /** Whether the map is being filled cell by cell: what has not been computed yet recedes. */
  readonly playing: boolean;
  readonly marks?: ReactNode;
}

/** A map that the layer makes: pointing at a cell, a tap or the arrow keys go there. */
export function OutputFigure(props: OutputFigureProps) {
  const { caption, label, size, values, range, cell, onJump, playing, marks } = props;
  const { height, width } = size;
  const computed = cell.row * width + cell.column;
  const value = values?.[computed];
  const place = `Row ${cell.row + 1}, column ${cell.column + 1}${value === undefined ? '' : `: ${formatValue(value)}`}`;
  return (
    <MapFigure
      caption={`${caption}. ${place}`}
      label={`${label}: choose a cell. ${place}`}
      height={height}
      width={width}
      values={values}
      {...(range === undefined ? {} : { range })}
      standOut={
        playing ? Array.from({ length: height * width }, (_, index) => (index <= computed ? 1 : 0)) : null
      }
      cell={cell}
      onPick={onJump}
      pickOnHover
      marks={
        <>
          {marks}
          <CellMark left={cell.column} top={cell.row} width={1} height={1} kind="cell" />
        </>
      }
    />
  );
}
