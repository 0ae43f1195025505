import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { IconButton } from '../../shared/IconButton';
import type { MapCell } from '../maps/MapFigure';
import styles from './CellPlayer.module.css';

const STEP_MS = 700;

interface CellPlayerProps {
  /** Of the map that is walked over, in reading order. */
  readonly height: number;
  readonly width: number;
  readonly cell: MapCell;
  readonly onMove: (cell: MapCell) => void;
}

/** Walks over a map cell by cell: play, step, or scrub. */
export function CellPlayer({ height, width, cell, onMove }: CellPlayerProps) {
  const id = useId();
  const cells = height * width;
  const at = cell.row * width + cell.column;
  const [playing, setPlaying] = useState(false);
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
    const timer = setInterval(() => next.current(), STEP_MS);
    return () => clearInterval(timer);
  }, [playing]);
  const stepTo = (index: number) => {
    setPlaying(false);
    goTo(index);
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
        onClick={() => setPlaying(!playing)}
      />
      <IconButton
        label="Next cell"
        icon={<SkipForward aria-hidden="true" />}
        onClick={() => stepTo(at + 1)}
      />
      <label htmlFor={id} className={styles.hidden}>
        Cell
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={cells - 1}
        value={at}
        aria-valuetext={`row ${cell.row + 1}, column ${cell.column + 1}`}
        onChange={(event) => stepTo(Number(event.target.value))}
      />
      <output className={styles.place}>
        {cell.row + 1}, {cell.column + 1}
      </output>
    </div>
  );
}
