/** Samples of a run in bounded room: when it is full every second one goes, and from then on half as many come. */
import type { HealthSample } from '../protocol/health';

const MOST_SAMPLES = 120;

export class HealthHistory {
  private kept: HealthSample[] = [];
  /** Of so many samples one is kept. */
  private stride = 1;
  private seen = 0;
  private newest: HealthSample | null = null;

  get latest(): HealthSample | null {
    return this.newest;
  }

  /** Oldest first, the latest always among them. */
  get samples(): readonly HealthSample[] {
    const { kept, newest } = this;
    return newest === null || kept.at(-1) === newest ? kept : [...kept, newest];
  }

  add(sample: HealthSample): void {
    this.newest = sample;
    if (this.seen++ % this.stride !== 0) return;
    this.kept.push(sample);
    if (this.kept.length < MOST_SAMPLES) return;
    this.kept = this.kept.filter((_, index) => index % 2 === 0);
    this.stride *= 2;
  }
}
