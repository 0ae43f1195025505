import { describe, expect, it } from 'vitest';
import type { ImagePredictions } from '../../../engine/protocol/results';
import { calibration, classFigures, evaluationOf, judged, macroAverage, type JudgedImage } from './metrics';

/** Truths and predictions of scikit-learn's own example of `classification_report`. */
const truths = [0, 1, 2, 2, 2];
const predictions = [0, 0, 2, 2, 1];
const images = truths.map((truth, id): JudgedImage => ({
  id,
  truth,
  predicted: predictions[id] ?? -1,
  confidence: 0.9,
}));

const two: ImagePredictions = {
  split: 'train',
  classNames: ['a', 'b'],
  ids: [7, 9],
  labels: [1, 1],
  probabilities: Float32Array.of(0.25, 0.75, 0.5, 0.5),
  loss: 0.5,
};

describe('metrics', () => {
  it('takes the likeliest class of each image', () => {
    expect(judged(two)).toEqual([
      { id: 7, truth: 1, predicted: 1, confidence: 0.75 },
      { id: 9, truth: 1, predicted: 0, confidence: 0.5 },
    ]);
  });

  it('counts who is taken for whom', () => {
    expect(evaluationOf(two)).toEqual({
      split: 'train',
      loss: 0.5,
      accuracy: 0.5,
      classNames: ['a', 'b'],
      confusion: [
        [0, 0],
        [1, 1],
      ],
    });
  });

  it('are those of scikit-learn’s documentation: 0.50 1.00 0.67, 0 0 0, 1.00 0.67 0.80; macro 0.50 0.56 0.49', () => {
    const figures = classFigures(images, 3);
    const rounded = [...figures, macroAverage(figures)].map(({ precision, recall, f1, support }) => [
      precision.toFixed(2),
      recall.toFixed(2),
      f1.toFixed(2),
      support,
    ]);
    expect(rounded).toEqual([
      ['0.50', '1.00', '0.67', 1],
      ['0.00', '0.00', '0.00', 1],
      ['1.00', '0.67', '0.80', 3],
      ['0.50', '0.56', '0.49', 5],
    ]);
  });

  it('calibrates by hand: four of 0.9 with three right, one of 0.6 that is wrong', () => {
    const four = [0, 1, 2, 3].map((id): JudgedImage => ({
      id,
      truth: id === 0 ? 1 : 0,
      predicted: 0,
      confidence: 0.9,
    }));
    const { bins, expectedError } = calibration([
      ...four,
      { id: 4, truth: 1, predicted: 0, confidence: 0.6 },
    ]);
    expect(bins[8]).toMatchObject({ count: 4, accuracy: 0.75 });
    expect(bins[5]).toMatchObject({ count: 1, accuracy: 0 });
    expect(expectedError).toBeCloseTo((4 / 5) * 0.15 + (1 / 5) * 0.6, 6);
  });
});
