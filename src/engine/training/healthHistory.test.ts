import { expect, it } from 'vitest';
import { HealthHistory } from './healthHistory';

it('keeps a run in bounded room: evenly spread over it, the latest always there', () => {
  const history = new HealthHistory();
  expect(history.latest).toBeNull();
  expect(history.samples).toEqual([]);
  for (let step = 1; step <= 1000; step++) {
    history.add({ step, pictures: 0, layers: [] });
    expect(history.latest?.step).toBe(step);
    expect(history.samples.at(-1)?.step).toBe(step);
    expect(history.samples.length).toBeLessThanOrEqual(120);
  }
  const steps = history.samples.map(({ step }) => step);
  expect(steps[0]).toBe(1);
  // Halved at 120, 240, 480 and 960: one of 16 is kept.
  expect(steps.slice(1, -1).map((step, index) => step - (steps[index] ?? 0))).toEqual(
    steps.slice(1, -1).map(() => 16),
  );
});
