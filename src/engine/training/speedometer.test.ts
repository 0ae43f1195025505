import { afterEach, expect, it, vi } from 'vitest';
import { Speedometer } from './speedometer';

afterEach(() => {
  vi.restoreAllMocks();
});

it('counts only the time between restart and add: a pause changes nothing', () => {
  let nowMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const speed = new Speedometer();
  expect(speed.imagesPerSecond).toBeNull();
  nowMs = 500;
  speed.add(10);
  expect(speed.imagesPerSecond).toBe(20);
  nowMs = 60_500;
  speed.restart();
  nowMs = 61_000;
  speed.add(10);
  expect(speed.imagesPerSecond).toBe(20);
});

it('forgets the first reading, in which kernels were compiled, and smooths those after it', () => {
  let nowMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
  const speed = new Speedometer();
  const speedAfter = (stepMs: number): number | null => {
    nowMs += stepMs;
    speed.add(10);
    return speed.imagesPerSecond;
  };
  expect(speedAfter(10_000)).toBe(1);
  expect(speedAfter(100)).toBe(100);
  expect(speedAfter(50)).toBeCloseTo(0.7 * 100 + 0.3 * 200);
});
