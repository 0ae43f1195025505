import { describe, expect, it } from 'vitest';
import { smoothedLosses, suggestedRate } from './rateSuggestion';

/** Points at rates 1, 2, 3 … */
function points(losses: readonly number[]) {
  const curve = smoothedLosses(losses);
  return losses.map((loss, index) => ({
    rate: index + 1,
    batchLoss: loss,
    loss,
    smoothed: curve[index] ?? NaN,
  }));
}
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

describe('the curve', () => {
  it('weighs neighbours by a normal density of three points', () => {
    // exp(-1/18) = 0.945959 beside 1.
    expect(smoothedLosses([1, 0])).toEqual([
      expect.closeTo(1 / 1.945959, 5),
      expect.closeTo(0.945959 / 1.945959, 5),
    ]);
    expect(smoothedLosses([])).toEqual([]);
  });

  it('does not lag behind: a step in the losses is half-way where it is', () => {
    const curve = smoothedLosses(range(40).map((at) => (at < 20 ? 2 : 0)));
    expect(((curve[19] ?? NaN) + (curve[20] ?? NaN)) / 2).toBeCloseTo(1, 6);
    expect(curve[0]).toBeCloseTo(2, 5);
    expect(curve[39]).toBeCloseTo(0, 5);
  });
});

describe('the suggested rate', () => {
  it('is where the curve falls fastest before its lowest point', () => {
    // Flat, then a cosine from 2 down to 1 between points 30 and 60, then up to 9 within ten.
    const losses = range(71).map((at) => {
      if (at < 30) return 2;
      if (at < 60) return 1.5 + Math.cos(((at - 30) / 30) * Math.PI) / 2;
      return 1 + 0.8 * (at - 60);
    });
    const suggestion = suggestedRate(points(losses));
    expect(suggestion?.kind).toBe('steepest');
    expect(Math.abs((suggestion?.rate ?? NaN) - 46)).toBeLessThanOrEqual(1);
    const lowest = suggestion?.kind === 'steepest' ? suggestion.lowest : NaN;
    expect(lowest).toBeGreaterThan(50);
    expect(lowest).toBeLessThan(62);
  });

  it('does not fall for a low that scatter alone explains', () => {
    // Falls by 0.2 around point 20; from 60 on losses leap between 0 and 3.2, whose mean is lower still.
    const losses = range(80).map((at) => (at < 60 ? (at < 20 ? 2 : 1.8) : at % 2 === 0 ? 0 : 3.2));
    expect(suggestedRate(points(losses))?.rate).toBeLessThan(30);
  });

  it('is a tenth of the rate at which the loss rises, where it never falls', () => {
    const losses = range(80).map((at) => (at < 60 ? 0.7 : 0.7 + (at - 59) / 100));
    const suggestion = suggestedRate(points(losses));
    expect(suggestion?.kind).toBe('belowRise');
    // The loss of the 61st is higher by 1.4 %, but the curve looks at those before it, too.
    const rise = suggestion?.kind === 'belowRise' ? suggestion.rise : NaN;
    expect(Math.abs(rise - 61)).toBeLessThanOrEqual(2);
    expect(suggestion?.rate).toBeCloseTo(rise / 10, 9);
  });

  it('is none where the loss stays, or was never measured', () => {
    expect(suggestedRate(points(range(50).map(() => 0.7)))).toBeNull();
    expect(suggestedRate([])).toBeNull();
  });
});
