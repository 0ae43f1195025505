import { useId, useState } from 'react';
import { trainingMemory } from '../../network/cost';
import { useInference } from '../../state/network';
import { useEpochEstimate } from '../../state/speed';
import { useTraining } from '../../state/training';
import { formatBytes, formatCount, formatMagnitude } from '../shared/format';
import { formatDuration } from '../training/format';
import styles from './NetworkTotals.module.css';

/** What the network costs: parameters, multiply-adds of a picture, memory to train it, time of an epoch. */
export function NetworkTotals() {
  const { totals } = useInference();
  const estimate = useEpochEstimate();
  return (
    <ul className={styles.totals} aria-label="Totals of the network">
      <li>{formatCount(totals.parameters)} parameters</li>
      <li>{formatMagnitude(totals.multiplyAdds)} multiply-adds</li>
      <li>
        <Memory />
      </li>
      <li>
        {estimate === null ? (
          <span className={styles.unknown}>train a step to measure an epoch</span>
        ) : (
          `${estimate.exact ? '' : 'about '}${formatDuration(estimate.seconds)} per epoch`
        )}
      </li>
    </ul>
  );
}

/** Memory for training at the batch size that is set; its parts open under the pointer, with the focus, and when pressed. */
function Memory() {
  const id = useId();
  const inference = useInference();
  const settings = useTraining((state) => state.settings);
  const [open, setOpen] = useState(false);
  const memory = trainingMemory(inference, settings);
  const parts = [
    ['weights', memory.weights],
    ['gradients', memory.gradients],
    [`${settings.optimizer}’s own memory`, memory.optimizerSlots],
    [`activations of ${formatCount(settings.batchSize)} images`, memory.activations],
  ] as const;
  return (
    <span
      className={styles.memory}
      onPointerEnter={({ pointerType }) => {
        if (pointerType === 'mouse') setOpen(true);
      }}
      onPointerLeave={() => setOpen(false)}
    >
      <button
        type="button"
        className={styles.button}
        aria-describedby={open ? id : undefined}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen(true)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || !open) return;
          event.stopPropagation();
          setOpen(false);
        }}
      >
        {formatBytes(memory.total)} to train
      </button>
      {open && (
        <span id={id} role="tooltip" className={styles.parts}>
          {parts.map(([name, bytes]) => (
            <span key={name} className={styles.part}>
              <span>{formatBytes(bytes)}</span> {name}
            </span>
          ))}
        </span>
      )}
    </span>
  );
}
