import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { IconButton } from '../../shared/IconButton';
import { SelectField } from '../../shared/SelectField';
import { Tooltip } from '../../shared/Tooltip';
import type { MapCell } from '../maps/MapFigure';
import styles from './CellPlayer.module.css';

/** Milliseconds from one cell to the next. */
const speeds = [
  { value: '700', label: '1×' },
  { value: '175', label: '4×' },
  { value: '44', label: '16×' },
] as const;

interface CellPlayerProps {
  /** Of the map that is walked over, in reading order. */
  readonly height: number;
  readonly width: number;
  readonly cell: MapCell;
  readonly onMove: (cell: MapCell) => void;
  readonly playing: boolean;
  readonly onPlaying: (playing: boolean) => void;
}

/** Walks over a map cell by cell: play, step, or scrub. */
export function CellPlayer({ height, width, cell, onMove, playing, onPlaying }: CellPlayerProps) {
  const id = useId();
  const [stepMs, setStepMs] = useState<(typeof speeds)[number]['value']>('700');
  const cells = height * width;
  const at = cell.row * width + cell.column;
  const goTo = (index: number) => {
    const held = (index + cells) % cells;
    onMove({ row: Math.floor(held / width), column: held % width });
  };
  const next = useRef(() => goTo(at + 1));
  useEffect(() => {
    next.current = () => goTo(at + 1);
  });
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => next.current(), Number(stepMs));
    return () => clearInterval(timer);
  }, [playing, stepMs]);
  const stepTo = (index: number) => {
    onPlaying(false);
    goTo(index);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const rows = event.key === 'PageUp' ? -1 : event.key === 'PageDown' ? 1 : 0;
    if (rows === 0) return;
    event.preventDefault();
    stepTo(at + rows * width);
  };
  return (
    <div className={styles.player} role="group" aria-label="Walk over the map">
      <IconButton
        label="Previous cell"
        icon={<SkipBack aria-hidden="true" />}
        onClick={() => stepTo(at - 1)}
      />
      <IconButton
        label={playing ? 'Pause' : 'Play'}
        icon={playing ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />}
        onClick={() => onPlaying(!playing)}
      />
      <IconButton
        label="Next cell"
        icon={<SkipForward aria-hidden="true" />}
        onClick={() => stepTo(at + 1)}
      />
      <label htmlFor={id} className="visually-hidden">
        Cell
      </label>
      <Tooltip
        className={styles.scrub}
        text="Arrow keys step a cell, Page Up and Page Down a row; Home and End go to the ends"
      >
        <input
          id={id}
          type="range"
          min={0}
          max={cells - 1}
          value={at}
          aria-valuetext={`row ${cell.row + 1}, column ${cell.column + 1}`}
          onKeyDown={onKeyDown}
          onChange={(event) => stepTo(Number(event.target.value))}
        />
      </Tooltip>
      <SelectField label="Speed" hideLabel value={stepMs} options={speeds} onChange={setStepMs} />
    </div>
  );
}
