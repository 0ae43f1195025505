import { useEffect, useRef, useState } from 'react';
import type { FeatureVisualization } from '../../../engine/protocol/filterPictures';
import { useInspection } from '../../../state/inspection';
import { inspect, wasCancelled } from '../../../state/inspections';

/** Between two pictures on the screen. */
const STEPS_AT_ONCE = 8;

interface Visualization {
  readonly picture: FeatureVisualization;
  /** The map's mean on the noise that it began with. */
  readonly startActivation: number;
  /** The training step that it is about. */
  readonly trainingStep: number;
}

/** Makes a picture for a map, step by step; leaving the view or asking for another ends it. */
export function useVisualization() {
  const [shown, setShown] = useState<Visualization | null>(null);
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const turn = useRef(0);
  const stop = () => {
    turn.current++;
    setRunning(false);
  };
  useEffect(
    () => () => {
      turn.current++;
    },
    [],
  );

  const climb = async (query: Query, steps: number, own: number): Promise<void> => {
    const trainingStep = useInspection.getState().step;
    let from: FeatureVisualization | null = null;
    let startActivation = NaN;
    do {
      const next: FeatureVisualization = await inspect('featureVisualization', {
        ...query,
        steps: Math.min(STEPS_AT_ONCE, steps - (from?.step ?? 0)),
        from,
      });
      if (turn.current !== own) return;
      startActivation = next.startActivation ?? startActivation;
      from = next;
      setShown({ picture: next, startActivation, trainingStep });
    } while (!from.dead && from.step < steps);
  };
  const begin = (query: Query, steps: number) => {
    const own = ++turn.current;
    setRunning(true);
    setProblem(null);
    climb(query, steps, own)
      .catch((error: unknown) => {
        if (!wasCancelled(error)) setProblem(error instanceof Error ? error.message : String(error));
      })
      .finally(() => {
        if (turn.current === own) setRunning(false);
      });
  };
  return { shown, running, problem, begin, stop };
}

interface Query {
  readonly layerId: string;
  readonly map: number;
  readonly seed: number;
}
