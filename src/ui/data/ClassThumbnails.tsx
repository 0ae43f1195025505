import { useEffect, useRef } from 'react';
import { reportFailure } from '../../state/engine';
import { loadPictures } from '../../state/inspection';
import styles from './ClassThumbnails.module.css';

interface ClassThumbnailsProps {
  /** The class's index. */
  readonly label: number;
  /** Changes when the pictures behind the class do. */
  readonly version: string;
}

const TILES = 6;
/** As wide as the widest place has them: the row fills its column. */
const SIDE_PX = 42;

/** The first few pictures of a class, as the network gets them. Decoration: the count says it in words. */
export function ClassThumbnails({ label, version }: ClassThumbnailsProps) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    let current = true;
    const side = Math.round(SIDE_PX * Math.min(2, window.devicePixelRatio));
    loadPictures(label, 0, TILES, side)
      .then(({ thumbnails: pixels }) => {
        const target = canvas.current;
        if (!current || target === null || pixels === null) return;
        target.width = pixels.width;
        target.height = pixels.height;
        target.style.width = `${(pixels.width / side / TILES) * 100}%`;
        target.getContext('2d')?.putImageData(new ImageData(pixels.rgba, pixels.width, pixels.height), 0, 0);
      })
      .catch(reportFailure('Showing the images of a class'));
    return () => {
      current = false;
    };
  }, [label, version]);

  return <canvas ref={canvas} width={1} height={1} aria-hidden="true" className={styles.thumbnails} />;
}
