import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartRows, keepExtremes } from './chartRows';
import type { BatchPoint, EpochPoint } from '../../engine/protocol';

const batch = (step: number, epoch: number, loss: number): BatchPoint => ({
  step,
  epoch,
  loss,
  accuracy: 0.5,
});
const epoch = (number: number, step: number, loss: number, validationLoss: number | null): EpochPoint => ({
  epoch: number,
  step,
  loss,
  accuracy: 0.5,
  validationLoss,
  validationAccuracy: null,
  durationMs: 10,
});

describe('keepExtremes', () => {
  it('keeps a spike that plain thinning would lose', () => {
    const values = Array.from({ length: 10000 }, (_, index) => (index === 7777 ? 50 : 1));
    const kept = keepExtremes(values, (value) => value, 400);
    expect(kept.length).toBeLessThanOrEqual(400);
    expect(kept).toContain(50);
  });

  it('stays within the limit, in order, with first, last, lowest and highest', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 3000 }),
        fc.integer({ min: 8, max: 400 }),
        (values, limit) => {
          const points = values.map((value, index) => ({ value, index }));
          const kept = keepExtremes(points, (point) => point.value, limit);
          expect(kept.length).toBeLessThanOrEqual(limit);
          expect(kept[0]?.index).toBe(0);
          expect(kept.at(-1)?.index).toBe(values.length - 1);
          expect(kept.every((point, at) => at === 0 || point.index > (kept[at - 1]?.index ?? -1))).toBe(true);
          const keptValues = kept.map((point) => point.value);
          expect(Math.max(...keptValues)).toBe(Math.max(...values));
          expect(Math.min(...keptValues)).toBe(Math.min(...values));
        },
      ),
    );
  });

  it('does not move points already drawn when more arrive', () => {
    const values = Array.from({ length: 1000 }, (_, index) => (Math.sin(index * 12.9898) * 43758.5453) % 1);
    const before = new Set(keepExtremes(values.slice(0, 900), (value) => value, 400).slice(0, -2));
    const after = new Set(keepExtremes(values, (value) => value, 400));
    expect([...before].filter((value) => !after.has(value))).toEqual([]);
  });
});

describe('chartRows', () => {
  it('puts batches and epochs on one step axis', () => {
    const batches = [batch(1, 1, 0.9), batch(2, 1, 0.8), batch(3, 2, 0.7)];
    const rows = chartRows({ batches, epochs: [epoch(1, 2, 0.85, 0.95)] }, 'loss');
    expect(rows).toEqual([
      { step: 1, epoch: 1, batch: 0.9, training: null, validation: null },
      { step: 2, epoch: 1, batch: 0.8, training: 0.85, validation: 0.95 },
      { step: 3, epoch: 2, batch: 0.7, training: null, validation: null },
    ]);
  });

  it('leaves a gap where a loss is not a number', () => {
    expect(chartRows({ batches: [batch(1, 1, Number.NaN)], epochs: [] }, 'loss')[0]?.batch).toBeNull();
  });

  it('has no validation points without validation images', () => {
    expect(chartRows({ batches: [], epochs: [epoch(1, 4, 0.5, null)] }, 'loss')[0]?.validation).toBeNull();
  });
});
