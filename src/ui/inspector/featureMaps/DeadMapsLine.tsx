import { useState } from 'react';
import { isDead, type DeadMaps, type MapStatistics } from '../../../engine/protocol/mapStatistics';
import { useInspection } from '../../../state/inspection';
import { reportFailure } from '../../../state/engine';
import { inspect, wasCancelled } from '../../../state/inspections';
import { Button } from '../../shared/Button';
import styles from '../TileView.module.css';

const SAMPLE = 64;

interface DeadMapsLineProps {
  readonly layerId: string;
  readonly statistics: MapStatistics;
  readonly vector: boolean;
}

/** How many maps are 0 in every cell: on this picture, and when asked on a sample of the user's. */
export function DeadMapsLine({ layerId, statistics, vector }: DeadMapsLineProps) {
  const step = useInspection((state) => state.step);
  const [sample, setSample] = useState<{ readonly dead: DeadMaps; readonly step: number } | null>(null);
  const word = vector ? 'units' : 'maps';
  const here = [...statistics.min.keys()].filter((map) => isDead(statistics, map));
  const count = here.length;
  const everywhere =
    sample?.dead.deadOn.flatMap((on, map) => (on === sample.dead.images ? [map + 1] : [])) ?? [];
  const check = () => {
    inspect('deadMaps', { layerId, images: SAMPLE })
      .then((dead) => setSample({ dead, step }))
      .catch((error: unknown) => {
        if (!wasCancelled(error)) reportFailure('Looking for dead maps')(error);
      });
  };
  return (
    <div className={styles.dead}>
      <p>
        {count === 0 ? 'None' : count} of {statistics.maps} {word} {count === 1 ? 'is' : 'are'} dead (0
        everywhere) on this picture{count > 0 && !vector ? ', crossed out' : ''}.
        {sample !== null && sample.dead.images > 0 && (
          <>
            {' '}
            On all of {sample.dead.images} of your images, at step {sample.step}: {everywhere.length}
            {everywhere.length > 0 && everywhere.length <= 24 && ` (${everywhere.join(', ')})`}.
          </>
        )}
        {sample?.dead.images === 0 && ' There are no images of your own to check.'}
      </p>
      <Button size="small" variant="quiet" onClick={check}>
        Check on {SAMPLE} images
      </Button>
    </div>
  );
}
