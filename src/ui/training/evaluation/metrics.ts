/** How good predictions are, from the probabilities of every image. Names and formulas are scikit-learn's. */
import type { EvaluationResult } from '../../../engine/protocol';
import type { ImagePredictions } from '../../../engine/protocol/results';

/** How well the network does on a part of the data set, whenever it was asked. */
export type PartEvaluation = Omit<EvaluationResult, 'epoch'>;

export interface JudgedImage {
  readonly id: number;
  readonly truth: number;
  readonly predicted: number;
  /** Of the predicted class. */
  readonly confidence: number;
}

/** Each image with its likeliest class. */
export function judged({ ids, labels, probabilities }: ImagePredictions): readonly JudgedImage[] {
  const classes = ids.length === 0 ? 0 : probabilities.length / ids.length;
  return ids.map((id, index) => {
    const own = probabilities.subarray(index * classes, (index + 1) * classes);
    const confidence = Math.max(...own);
    return { id, truth: labels[index] ?? -1, predicted: own.indexOf(confidence), confidence };
  });
}

/** What `EvaluationResult` says of the images that training evaluates, of any part. */
export function evaluationOf(predictions: ImagePredictions): PartEvaluation {
  const { split, classNames, loss } = predictions;
  const images = judged(predictions);
  const confusion = classNames.map(() => classNames.map(() => 0));
  for (const { truth, predicted } of images) {
    const row = confusion[truth];
    if (row?.[predicted] !== undefined) row[predicted]++;
  }
  const right = images.filter(({ truth, predicted }) => truth === predicted).length;
  return { split, loss, accuracy: right / images.length, classNames, confusion };
}

export interface ClassFigures {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Images that are of the class. */
  readonly support: number;
}

/**
 * Per class: precision TP / (TP + FP), recall TP / (TP + FN) and F1, their harmonic mean; 0 where nothing is divided, as
 * scikit-learn's `classification_report` has it.
 */
export function classFigures(images: readonly JudgedImage[], classes: number): readonly ClassFigures[] {
  return Array.from({ length: classes }, (_, each) => {
    const right = images.filter(({ truth, predicted }) => truth === each && predicted === each).length;
    const support = images.filter(({ truth }) => truth === each).length;
    const named = images.filter(({ predicted }) => predicted === each).length;
    const precision = named === 0 ? 0 : right / named;
    const recall = support === 0 ? 0 : right / support;
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    return { precision, recall, f1, support };
  });
}

/** The plain mean over the classes, each counting the same. */
export function macroAverage(figures: readonly ClassFigures[]): ClassFigures {
  const mean = (value: (each: ClassFigures) => number) =>
    figures.reduce((sum, each) => sum + value(each), 0) / Math.max(1, figures.length);
  return {
    precision: mean(({ precision }) => precision),
    recall: mean(({ recall }) => recall),
    f1: mean(({ f1 }) => f1),
    support: figures.reduce((sum, { support }) => sum + support, 0),
  };
}

export interface CalibrationBin {
  /** Confidences from `from` (exclusive, but for 0) to `to` (inclusive). */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence and share that is right; `null` in an empty bin. */
  readonly confidence: number | null;
  readonly accuracy: number | null;
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Mean distance between confidence and accuracy, bins weighed by their images. */
  readonly expectedError: number;
}

/** Ten bins of equal width and the expected calibration error (Guo et al. 2017, https://arxiv.org/abs/1706.04599). */
export function calibration(images: readonly JudgedImage[]): Calibration {
  const bins = Array.from({ length: 10 }, (_, index): CalibrationBin => {
    const [from, to] = [index / 10, (index + 1) / 10];
    const inside = images.filter(
      ({ confidence }) => Math.min(9, Math.max(0, Math.ceil(confidence * 10) - 1)) === index,
    );
    const count = inside.length;
    if (count === 0) return { from, to, count, confidence: null, accuracy: null };
    const confidence = inside.reduce((sum, each) => sum + each.confidence, 0) / count;
    const accuracy = inside.filter(({ truth, predicted }) => truth === predicted).length / count;
    return { from, to, count, confidence, accuracy };
  });
  const expectedError = bins.reduce(
    (sum, { count, confidence, accuracy }) =>
      sum + (count / Math.max(1, images.length)) * Math.abs((confidence ?? 0) - (accuracy ?? 0)),
    0,
  );
  return { bins, expectedError };
}
