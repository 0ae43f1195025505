import { expect, it } from 'vitest';
import { rateFrame } from './rateFrame';

const point = (rate: number, smoothed: number) => ({ rate, batchLoss: smoothed, loss: smoothed, smoothed });

it('has equal room for each decade', () => {
  const { x, plot } = rateFrame([], 400);
  expect([1e-6, 10].map(x)).toEqual([plot.left, plot.right]);
  expect(x(1e-3) - x(1e-4)).toBeCloseTo((plot.right - plot.left) / 7, 6);
});

it('shows the fall, and lets what runs away leave through the top', () => {
  const { y, plot, yTicks } = rateFrame([point(1e-6, 0.7), point(0.01, 0.5), point(1, 40)], 400);
  expect(y(0.5)).toBeLessThan(plot.bottom);
  expect(y(0.5) - y(0.7)).toBeGreaterThan((plot.bottom - plot.top) / 3);
  expect(y(40)).toBeLessThan(0);
  expect(yTicks).toEqual([0.5, 0.6, 0.7, 0.8]);
});
