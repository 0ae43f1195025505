import { describe, expect, it } from 'vitest';
import type { RatePoint } from '../../engine/protocol/learningRateFinder';
import { decadeText, rateText, sweepRows, sweepText } from './rateText';

const point = (rate: number, smoothed: number): RatePoint => ({
  rate,
  batchLoss: smoothed + 0.1,
  loss: smoothed,
  smoothed,
});
const points = [point(1e-6, 0.7), point(0.001, 0.6), point(0.01, 0.5), point(1, 2.5)];

it('writes rates in full, to two digits, within what the recipe takes', () => {
  expect([5.2345e-4, 1.04e-6, 1e-7, 3.333, 12].map(rateText)).toEqual([
    '0.00052',
    '0.000001',
    '0.000001',
    '3.3',
    '10',
  ]);
  expect([-6, -3, -2, 0, 1].map(decadeText)).toEqual(['10⁻⁶', '10⁻³', '0.01', '1', '10']);
});

describe('what a sweep came to', () => {
  it('names the suggested rate, how far the loss falls and where it runs away', () => {
    const text = sweepText({
      points,
      ending: 'diverged',
      suggestion: { kind: 'steepest', rate: 0.001, lowest: 0.01 },
    });
    expect(text).toBe(
      'The loss falls fastest at 0.001. It goes from 0.7000 down to 0.5000 at 0.01. At 1 it has run away.',
    );
  });

  it('says of a tenth of where the loss rises what it is', () => {
    const suggestion = { kind: 'belowRise', rate: 0.001, rise: 0.01 } as const;
    expect(sweepText({ points, ending: 'diverged', suggestion })).toBe(
      'So few batches show no clear fall of the loss, but above 0.01 it rises. A tenth of that, 0.001, is on the safe side. At 1 it has run away.',
    );
  });

  it('says what to do where there is nothing to suggest', () => {
    expect(sweepText({ points, ending: 'notANumber', suggestion: null })).toBe(
      'The loss neither falls nor rises. Above 1 it is not a number. See in the Health view whether anything reaches the weights.',
    );
    expect(sweepText({ points: [], ending: 'notANumber', suggestion: null })).toContain('Reset the weights');
    expect(sweepText({ points: [], ending: 'cancelled', suggestion: null })).toContain('no rate was tried');
    expect(sweepText({ points, ending: 'cancelled', suggestion: null })).toBe(
      'Cancelled at 1: too early to suggest a rate.',
    );
  });
});

it('exports a row a batch', () => {
  expect(sweepRows(points).slice(0, 2)).toEqual([
    ['rate', 'batch_loss', 'loss', 'smoothed_loss'],
    [1e-6, expect.closeTo(0.8, 6), 0.7, 0.7],
  ]);
});
