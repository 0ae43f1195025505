import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { Pause, Play } from 'lucide-react';
import { IconButton } from '../../shared/IconButton';
import { useLessMotion, useSteps } from './useSteps';
import styles from './PictureFigure.module.css';

/** Every picture is drawn in this box, whatever size it is shown at. */
export const PICTURE_WIDTH = 320;
export const PICTURE_HEIGHT = 150;

interface PictureFigureProps {
  /** Says what is to be seen, for those who see it and those who do not. */
  readonly caption: string;
  /** How many states it goes through, one a second; left out where nothing moves. */
  readonly steps?: number;
  /** The one it shows while it stands still; the first unless said otherwise. */
  readonly restsAt?: number;
  readonly children: (step: number) => ReactNode;
}

/** A drawing with its caption. What moves rests while the pointer is on it, when told to, and where the system asks for less motion. */
export function PictureFigure({ caption, steps = 1, restsAt = 0, children }: PictureFigureProps) {
  const id = useId();
  const lessMotion = useLessMotion();
  const [paused, setPaused] = useState(false);
  const [hovered, setHovered] = useState(false);
  const moves = steps > 1 && !lessMotion;
  const step = useSteps(steps, moves && !paused && !hovered);
  return (
    <figure className={styles.figure}>
      <div
        className={styles.frame}
        onPointerEnter={({ pointerType }) => setHovered(pointerType === 'mouse')}
        onPointerLeave={() => setHovered(false)}
      >
        <svg
          role="img"
          aria-labelledby={id}
          viewBox={`0 0 ${PICTURE_WIDTH} ${PICTURE_HEIGHT}`}
          className={styles.drawing}
        >
          {children(moves ? step : restsAt)}
        </svg>
        {moves && (
          <span className={styles.pause}>
            <IconButton
              label={paused ? 'Play the picture' : 'Pause the picture'}
              icon={paused ? <Play aria-hidden="true" /> : <Pause aria-hidden="true" />}
              onClick={() => setPaused(!paused)}
            />
          </span>
        )}
      </div>
      <figcaption id={id} className={styles.caption}>
        {caption.replaceAll(' × ', '\u00a0×\u00a0').replaceAll(' %', '\u00a0%')}
      </figcaption>
    </figure>
  );
}
