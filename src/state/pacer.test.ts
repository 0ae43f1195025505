import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createPacer } from './pacer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('calls at once, then at most once an interval, and never loses the last request', () => {
  const call = vi.fn();
  const pacer = createPacer(300, call);
  pacer.request();
  expect(call).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 50; i++) pacer.request();
  expect(call).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(300);
  expect(call).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(3000);
  expect(call).toHaveBeenCalledTimes(2);
});

it('flushes only what waits', () => {
  const call = vi.fn();
  const pacer = createPacer(300, call);
  pacer.flush();
  expect(call).not.toHaveBeenCalled();
  pacer.request();
  pacer.request();
  pacer.flush();
  expect(call).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(3000);
  expect(call).toHaveBeenCalledTimes(2);
});
