import { useState } from 'react';
import type { Occlusion } from '../../../engine/protocol/explanation';
import { reportFailure } from '../../../state/engine';
import { useInspection } from '../../../state/inspection';
import { inspect } from '../../../state/inspections';
import { Button } from '../../shared/Button';
import { ExplanationFigure } from './ExplanationFigure';
import styles from './ExplainView.module.css';

interface OcclusionFigureProps {
  readonly opacity: number;
  /** `null`: the likeliest. */
  readonly classIndex: number | null;
}

/** Occlusion takes a hundred passes and more, so it is run when it is asked for, and says of when it is. */
export function OcclusionFigure({ opacity, classIndex }: OcclusionFigureProps) {
  const step = useInspection((state) => state.step);
  const probe = useInspection((state) => state.probe);
  const [running, setRunning] = useState(false);
  const [last, setLast] = useState<{
    readonly answer: Occlusion;
    readonly step: number;
    readonly probe: unknown;
    readonly asked: number | null;
  } | null>(null);
  const run = () => {
    setRunning(true);
    inspect('occlusion', { classIndex })
      .then((answer) => setLast({ answer, step, probe, asked: classIndex }))
      .catch(reportFailure('Hiding parts of the picture'))
      .finally(() => setRunning(false));
  };
  const shown = last?.probe === probe && last.asked === classIndex ? last : null;
  return (
    <div className={styles.part}>
      {shown === null ? (
        <section className={styles.part} aria-label="Occlusion">
          <h3>Occlusion</h3>
          <p className={styles.note}>
            Hides one part of the picture after the other under a grey square and watches the probability
            fall.
          </p>
        </section>
      ) : (
        <ExplanationFigure
          name="Occlusion"
          className={shown.answer.className}
          height={shown.answer.tops.length}
          width={shown.answer.lefts.length}
          values={shown.answer.values}
          opacity={opacity}
          about={
            `How far the probability falls when a square of ${shown.answer.windowPx} × ${shown.answer.windowPx} pixels is hidden` +
            `${shown.step === step ? '' : `, as of step ${shown.step}`}.`
          }
        />
      )}
      <div>
        <Button size="small" disabled={running} onClick={run}>
          {running ? 'Hiding…' : shown === null ? 'Run occlusion' : 'Run again'}
        </Button>
      </div>
    </div>
  );
}
