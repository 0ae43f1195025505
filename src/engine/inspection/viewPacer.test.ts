import { describe, expect, it } from 'vitest';
import { ViewPacer } from './viewPacer';

describe('ViewPacer', () => {
  it('spends a sixteenth of the time on drawing at the default pace, whatever a drawing costs', () => {
    const pacer = new ViewPacer();
    let nowMs = 0;
    let drawingMs = 0;
    while (nowMs < 60_000) {
      nowMs += 10; // a training step
      if (!pacer.due(nowMs)) continue;
      const costMs = 30 + (nowMs % 70);
      pacer.drew(nowMs, nowMs + costMs);
      nowMs += costMs;
      drawingMs += costMs;
    }
    expect(drawingMs / nowMs).toBeLessThan(0.066);
    expect(drawingMs / nowMs).toBeGreaterThan(0.05);
  });

  it('draws at once when asked, even when off', () => {
    const pacer = new ViewPacer();
    pacer.pace = 'off';
    expect(pacer.due(1000)).toBe(false);
    pacer.ask();
    expect(pacer.due(1000)).toBe(true);
    pacer.drew(1000, 1010);
    expect(pacer.due(5000)).toBe(false);
  });

  it('keeps to fixed paces', () => {
    const pacer = new ViewPacer();
    pacer.pace = 'everySecond';
    pacer.drew(0, 5);
    expect(pacer.due(900)).toBe(false);
    expect(pacer.due(1005)).toBe(true);
  });
});
