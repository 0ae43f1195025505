import { Pause, Play, RotateCcw, Square, StepForward } from 'lucide-react';
import { useRunLock } from '../../state/runLock';
import { useTraining } from '../../state/training';
import { Button } from '../shared/Button';
import { IconButton } from '../shared/IconButton';
import { TrainingStatusLine } from './TrainingStatusLine';
import styles from './TransportBar.module.css';
import { useTrainingObstacle } from './useTrainingObstacle';

/** Starts, holds and ends a run, and says where it stands. Every button keeps its place in every phase. */
export function TransportBar() {
  const { train, pause, resume, step, stop, resetWeights } = useTraining.getState();
  const phase = useTraining((state) => state.status?.phase);
  const hasHistory = useTraining((state) => state.history.batches.length > 0);
  const asking = useTraining((state) => state.asking);
  const active = useRunLock((state) => state.locked);
  const obstacle = useTrainingObstacle();
  const paused = phase === 'paused';
  const mayBegin = !active && obstacle === null && asking === null;
  return (
    <div className={styles.bar}>
      <div role="group" aria-label="Training run" className={styles.buttons}>
        {paused ? (
          <Button
            variant="primary"
            icon={<Play aria-hidden="true" />}
            className={styles.main}
            onClick={() => void resume()}
          >
            Resume
          </Button>
        ) : active ? (
          <Button
            icon={<Pause aria-hidden="true" />}
            className={styles.main}
            disabled={phase !== 'running'}
            onClick={() => void pause()}
          >
            Pause
          </Button>
        ) : (
          <Button
            variant="primary"
            icon={<Play aria-hidden="true" />}
            className={styles.main}
            disabled={!mayBegin}
            title={hasHistory ? 'Trains on from the weights as they are now' : undefined}
            onClick={() => void train()}
          >
            Train
          </Button>
        )}
        <IconButton
          label="Step one batch"
          icon={<StepForward aria-hidden="true" />}
          disabled={!(paused ? asking === null : mayBegin)}
          onClick={() => void step()}
        />
        <IconButton
          label="Stop"
          tip="Stop: ends the run, the weights stay"
          icon={<Square aria-hidden="true" />}
          disabled={!active || asking === 'stop'}
          onClick={() => void stop()}
        />
        <IconButton
          label="Reset weights"
          tip="Reset weights: forget what was learnt and start again from the seed"
          icon={<RotateCcw aria-hidden="true" />}
          disabled={!mayBegin}
          onClick={() => void resetWeights()}
        />
      </div>
      <TrainingStatusLine obstacle={obstacle} />
    </div>
  );
}
