import { expect, it } from 'vitest';
import { useEvaluationView } from './evaluationView';

const { setFilter, showInEmbedding } = useEvaluationView.getState();

it('leads to a class in the embedding, whatever was filtered there before', () => {
  setFilter({ predicted: 2, mistakesOnly: true });
  expect(useEvaluationView.getState()).toMatchObject({ tab: 'confusion' });
  showInEmbedding({ truth: 1 });
  expect(useEvaluationView.getState()).toMatchObject({
    tab: 'embedding',
    filter: { truth: 1, predicted: null, mistakesOnly: false },
  });
  setFilter({ mistakesOnly: true });
  expect(useEvaluationView.getState().filter).toEqual({ truth: 1, predicted: null, mistakesOnly: true });
});
