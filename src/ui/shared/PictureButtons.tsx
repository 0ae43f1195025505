import { useEffect, useState } from 'react';
import type { Pixels } from '../../engine/protocol';
import { reportFailure } from '../../state/engine';
import { useInspection, loadThumbnails } from '../../state/inspection';
import { PixelCanvas } from './PixelCanvas';
import styles from './PictureButtons.module.css';

export interface PictureButton {
  /** Of the image in the data set. */
  readonly id: number;
  /** Its accessible name and tooltip: `a cat, taken for a dog with 98 %`. */
  readonly name: string;
  /** Under the picture. */
  readonly caption?: string;
}

interface PictureButtonsProps {
  /** The accessible name of the list. */
  readonly label: string;
  readonly pictures: readonly PictureButton[];
}

const SIDE_PX = 96;

/** Pictures of the data set; pressing one makes it the picture that all views show. */
export function PictureButtons({ label, pictures }: PictureButtonsProps) {
  const source = useInspection((state) => state.source);
  const { chooseProbe } = useInspection.getState();
  const key = pictures.map(({ id }) => id).join(' ');
  const [loaded, setLoaded] = useState<{ readonly key: string; readonly pixels: Pixels } | null>(null);
  useEffect(() => {
    if (key === '') return;
    let current = true;
    loadThumbnails(key.split(' ').map(Number), SIDE_PX)
      .then((pixels) => {
        if (current) setLoaded({ key, pixels });
      })
      .catch(reportFailure('Showing the images'));
    return () => {
      current = false;
    };
  }, [key]);
  return (
    <ul className={styles.grid} aria-label={label}>
      {pictures.map(({ id, name, caption }, index) => (
        <li key={id}>
          <button
            type="button"
            className={styles.image}
            aria-label={name}
            title={name}
            aria-pressed={source?.kind === 'dataset' && source.imageId === id}
            onClick={() => void chooseProbe({ kind: 'dataset', imageId: id })}
          >
            <span className={styles.frame}>
              {loaded?.key === key && (
                <PixelCanvas
                  pixels={loaded.pixels}
                  x={index * loaded.pixels.height}
                  width={loaded.pixels.height}
                  className={styles.picture}
                />
              )}
            </span>
            {caption !== undefined && <span className={styles.caption}>{caption}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
