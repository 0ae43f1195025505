import { Compass } from 'lucide-react';
import { useTour } from '../../state/tour';
import { Button } from '../shared/Button';
import { tourSteps } from './steps';
import styles from './Tour.module.css';

/** Begins the guided tour, or goes on where it was left. */
export function TourButton() {
  const left = useTour((state) => state.left);
  const under = useTour((state) => state.step !== null);
  const { begin, leave } = useTour.getState();
  const place =
    left > 0
      ? `Go on with the tour at ${Math.min(left + 1, tourSteps.length)} of ${tourSteps.length}`
      : 'What a CNN does, in your own network';
  return (
    <Button
      size="small"
      variant="quiet"
      icon={<Compass aria-hidden="true" />}
      aria-pressed={under}
      title={place}
      onClick={under ? leave : begin}
    >
      <span className={styles.word}>Tour</span>
    </Button>
  );
}
