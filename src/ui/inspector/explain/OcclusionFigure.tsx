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
  /** One, or two to be compared; `null`: the likeliest. */
  readonly classes: readonly (number | null)[];
}

/** Occlusion takes a hundred passes and more, so it is run when it is asked for, and says of when it is. */
export function OcclusionFigure({ opacity, classes }: OcclusionFigureProps) {
  const step = useInspection((state) => state.step);
  const probe = useInspection((state) => state.probe);
  const [running, setRunning] = useState(false);
  const [last, setLast] = useState<{
    readonly answers: readonly Occlusion[];
    readonly step: number;
    readonly probe: unknown;
    readonly asked: string;
  } | null>(null);
  const asked = classes.join(' ');
  const run = async () => {
    const answers: Occlusion[] = [];
    // One after the other: a question gives way to the same one asked anew.
    for (const classIndex of classes) answers.push(await inspect('occlusion', { classIndex }));
    setLast({ answers, step, probe, asked });
  };
  const shown = last?.probe === probe && last.asked === asked ? last : null;
  const [first] = shown?.answers ?? [];
  return (
    <div className={styles.part}>
      {shown === null || first === undefined ? (
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
          height={first.tops.length}
          width={first.lefts.length}
          maps={shown.answers}
          opacity={opacity}
          about={
            `How far the probability falls when a square of ${first.windowPx} × ${first.windowPx} pixels is hidden` +
            `${shown.step === step ? '' : `, as of step ${shown.step}`}.`
          }
        />
      )}
      <div>
        <Button
          size="small"
          disabled={running}
          onClick={() => {
            setRunning(true);
            run()
              .catch(reportFailure('Hiding parts of the picture'))
              .finally(() => setRunning(false));
          }}
        >
          {running ? 'Hiding…' : shown === null ? 'Run occlusion' : 'Run again'}
        </Button>
      </div>
    </div>
  );
}
