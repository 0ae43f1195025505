import { useEffect, useState } from 'react';
import type { Embedding, EmbeddingMethod } from '../../../../engine/protocol/results';
import { useInspection } from '../../../../state/inspection';
import { giveUp, inspect, useAnswered } from '../../../../state/inspections';
import { useTraining } from '../../../../state/training';
import { useEvaluatedSplit } from '../useEvaluatedSplit';

const MOST = 1000;

interface Kept {
  readonly moment: string;
  readonly answer: Embedding;
  /** Epochs trained by then. */
  readonly epochs: number;
}

interface AskedEmbedding {
  /** The last one of this part of the data set, until the one that is asked for is there. */
  readonly answer: Embedding | null;
  /** Epochs trained when it was asked for. */
  readonly epochs: number;
  /** How much of the one that is asked for is there, from 0 to 1; `null` where it is all there. */
  readonly share: number | null;
  readonly problem: string | null;
}

/**
 * The images of the part that is looked at as points. Asked anew after each epoch, a layout by UMAP only after the run, since it
 * may take as long as an epoch. Leaving the view, or asking for another, ends what is under way.
 */
export function useEmbedding(method: EmbeddingMethod): AskedEmbedding {
  const split = useEvaluatedSplit();
  const seed = useTraining((state) => state.settings.seed);
  const epochs = useTraining((state) => state.history.epochs.length);
  const running = useTraining((state) => state.status?.phase === 'running');
  const generation = useInspection((state) => state.generation);
  const share = useAnswered((state) => state.embedding ?? 0);
  const [asOf, setAsOf] = useState(epochs);
  if (asOf !== epochs && !(running && method === 'umap')) setAsOf(epochs);
  const [kept, setKept] = useState<Partial<Record<EmbeddingMethod, Kept>>>({});
  const [failed, setFailed] = useState({ moment: '', problem: '' });

  const moment = `${split} ${seed} ${asOf} ${generation}`;
  const own = kept[method];
  const there = own?.moment === moment;
  const hopeless = failed.moment === `${moment} ${method}`;
  useEffect(() => {
    if (split === null || there || hopeless) return;
    let current = true;
    useAnswered.setState({ embedding: 0 });
    inspect('embedding', { split, most: MOST, method, seed }).then(
      (answer) => {
        if (!current) return;
        current = false;
        setKept((last) => ({ ...last, [method]: { moment, answer, epochs: asOf } }));
      },
      (error: unknown) => {
        if (!current) return;
        current = false;
        const problem = error instanceof Error ? error.message : String(error);
        setFailed({ moment: `${moment} ${method}`, problem });
      },
    );
    return () => {
      if (!current) return;
      current = false;
      giveUp('embedding', { split, most: 0, method: 'pca', seed });
    };
  }, [split, method, seed, asOf, moment, there, hopeless]);

  const others = Object.values(kept).filter(({ answer }) => answer.split === split);
  const shown = own?.answer.split === split ? own : (others[0] ?? null);
  return {
    answer: shown?.answer ?? null,
    epochs: shown?.epochs ?? epochs,
    share: there || hopeless ? null : share,
    problem: hopeless ? failed.problem : null,
  };
}
