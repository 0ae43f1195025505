/** Decides when views are drawn while training runs. */
import type { ViewPace } from '../protocol';

/** Faster than this nobody sees. */
const LEAST_INTERVAL_MS = 80;

export class ViewPacer {
  pace: ViewPace = 'live';
  /** Something the user did (chose another layer, another probe) wants a drawing, whatever the pace. */
  private asked = false;
  private endedMs = -Infinity;
  private costMs = 0;
  /** What inspections took since the last drawing: they are part of what looking costs. */
  private spentMs = 0;

  ask(): void {
    this.asked = true;
  }

  /** Whether to draw at `nowMs`, between two batches. */
  due(nowMs: number): boolean {
    if (this.asked) return true;
    const sinceMs = nowMs - this.endedMs;
    switch (this.pace) {
      case 'everyStep':
        return true;
      // Fifteen parts of training after one part of drawing: a sixteenth of the time. The promise is a tenth; what
      // drawing costs the page and its compositor beside the engine is not in `costMs`.
      case 'live':
        return sinceMs >= Math.max(LEAST_INTERVAL_MS, 15 * (this.costMs + this.spentMs));
      case 'everySecond':
        return sinceMs >= 1000;
      case 'everyTenSeconds':
        return sinceMs >= 10_000;
      case 'off':
        return false;
      default:
        return this.pace satisfies never;
    }
  }

  /** A drawing took from `startedMs` to `endedMs`. */
  drew(startedMs: number, endedMs: number): void {
    this.asked = false;
    this.spentMs = 0;
    this.costMs = endedMs - startedMs;
    this.endedMs = endedMs;
  }

  /** An inspection took so long. */
  spent(durationMs: number): void {
    this.spentMs += durationMs;
  }
}
