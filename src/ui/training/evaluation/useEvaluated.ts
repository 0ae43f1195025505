import { useState } from 'react';
import type { ImagePredictions } from '../../../engine/protocol/results';
import { useTraining } from '../../../state/training';
import { evaluationOf, type PartEvaluation } from './metrics';
import { useEvaluatedSplit } from './useEvaluatedSplit';
import { useImagePredictions } from './useImagePredictions';

/** How well the network does on the images that are looked at. */
export interface Evaluated extends PartEvaluation {
  /** When the network was asked. */
  readonly asOf: { readonly name: 'after epoch' | 'at step'; readonly value: number };
}

/**
 * Training evaluates the validation images at the end of each epoch. Other parts are asked about when they are looked at:
 * `null` until the answer is there, or there is none.
 */
export function useEvaluated(): { readonly evaluated: Evaluated | null; readonly problem: string | null } {
  const split = useEvaluatedSplit();
  const result = useTraining((state) => state.evaluation);
  const step = useTraining((state) => state.history.batches.at(-1)?.step ?? 0);
  const byTraining = split === null || split === result?.split;
  const { answer, problem } = useImagePredictions(!byTraining);
  const [asked, setAsked] = useState<{ readonly answer: ImagePredictions | null; readonly step: number }>({
    answer,
    step,
  });
  if (asked.answer !== answer) setAsked({ answer, step });
  if (byTraining && result !== null) {
    return { evaluated: { ...result, asOf: { name: 'after epoch', value: result.epoch } }, problem: null };
  }
  if (answer === null) return { evaluated: null, problem };
  return {
    evaluated: { ...evaluationOf(answer), asOf: { name: 'at step', value: asked.step } },
    problem: null,
  };
}
