import { describe, expect, it } from 'vitest';
import { trainingCaveats, trainingObstacle } from './trainingObstacle';
import type { ClassSummary, DatasetSummary } from '../engine/protocol';

const named = (name: string, train: number, validation: number): ClassSummary => ({
  name,
  count: train + validation,
  train,
  validation,
  test: 0,
});

function summaryOf(classes: readonly ClassSummary[], unlabelled = 0): DatasetSummary {
  return {
    images: classes.reduce((sum, entry) => sum + entry.count, unlabelled),
    classes,
    unlabelled: Array.from({ length: unlabelled }, (_, id) => ({
      id,
      path: `${id}.png`,
      label: -1,
      split: 'train' as const,
    })),
    rejected: [],
    format: { height: 8, width: 8, channels: 3 },
    split: { kind: 'pooled', validationFraction: 0.2 },
    hasSplitFolders: false,
    source: 'files',
  };
}

describe('trainingObstacle', () => {
  it.each([
    ['no data set', null, 'Add images'],
    ['no images', summaryOf([]), 'Add images'],
    ['no class', summaryOf([], 3), 'Give your images a class'],
    ['one class', summaryOf([named('cat', 8, 2)]), 'Add a second class'],
    [
      'a class without training images',
      summaryOf([named('cat', 8, 2), named('dog', 0, 1)]),
      'Add images of “dog”',
    ],
  ])('%s', (_, summary, start) => {
    expect(trainingObstacle(summary, 'a problem of the network')).toContain(start);
  });

  it('comes to the network when the pictures will do', () => {
    const summary = summaryOf([named('cat', 8, 2), named('dog', 8, 2)]);
    expect(trainingObstacle(summary, 'Dense 1: add Flatten')).toBe('Dense 1: add Flatten');
    expect(trainingObstacle(summary, null)).toBeNull();
  });
});

describe('trainingCaveats', () => {
  it('tells of images without a class and of a missing validation part', () => {
    const caveats = trainingCaveats(summaryOf([named('cat', 8, 0), named('dog', 8, 0)], 2));
    expect(caveats).toHaveLength(2);
    expect(caveats[0]).toContain('2 images have no class');
  });

  it('is silent when all is used', () => {
    expect(trainingCaveats(summaryOf([named('cat', 8, 2), named('dog', 8, 2)]))).toEqual([]);
  });
});
