import { useEffect, useState } from 'react';
import type { Pixels } from '../../../../engine/protocol';
import type { Embedding } from '../../../../engine/protocol/results';
import { reportFailure } from '../../../../state/engine';
import { loadThumbnails } from '../../../../state/inspection';
import { PixelCanvas } from '../../../shared/PixelCanvas';
import { formatPercent } from '../../format';
import styles from './EmbeddingView.module.css';

const SIDE_PX = 112;

/** The picture of the point that is looked at, and what the network says of it. */
export function LookedAt({ answer, index }: { readonly answer: Embedding; readonly index: number | null }) {
  const id = index === null ? undefined : answer.ids[index];
  const [loaded, setLoaded] = useState<{ readonly id: number; readonly pixels: Pixels } | null>(null);
  useEffect(() => {
    if (id === undefined) return;
    let current = true;
    loadThumbnails([id], SIDE_PX)
      .then((pixels) => {
        if (current) setLoaded({ id, pixels });
      })
      .catch(reportFailure('Showing an image'));
    return () => {
      current = false;
    };
  }, [id]);
  if (index === null || id === undefined) {
    return (
      <p className={styles.looked}>
        Point at a picture to see what it is; press it to look into the network with it.
      </p>
    );
  }
  const name = (which: readonly number[]) => answer.classNames[which[index] ?? -1] ?? '?';
  const [truth, predicted] = [name(answer.labels), name(answer.predicted)];
  const path = answer.paths[index] ?? '';
  return (
    <div className={styles.looked} role="status">
      <span className={styles.picture}>
        {loaded?.id === id && (
          <PixelCanvas pixels={loaded.pixels} x={0} width={loaded.pixels.width} className={styles.pixels} />
        )}
      </span>
      <span className={styles.about}>
        <span className={styles.path} title={path}>
          {path}
        </span>
        <span>
          {truth === predicted ? `${truth}, told right` : `${truth}, taken for ${predicted}`} with{' '}
          {formatPercent(answer.confidences[index] ?? 0)}
        </span>
      </span>
    </div>
  );
}
