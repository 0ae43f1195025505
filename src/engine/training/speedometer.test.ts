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
