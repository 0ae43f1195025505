/** Images per second, smoothed, counting only the time between `restart` and `add`. */
export class Speedometer {
  private startedMs = performance.now();
  private smoothed: number | null = null;
  private readings = 0;

  get imagesPerSecond(): number | null {
    return this.smoothed;
  }

  /** Milliseconds since the last restart or reading. */
  get elapsedMs(): number {
    return performance.now() - this.startedMs;
  }

  /** Starts the clock again: what passed since the last reading was not training. */
  restart(): void {
    this.startedMs = performance.now();
  }

  /** Counts images whose computation is known to be done. */
  add(images: number): void {
    const now = performance.now();
    const current = (images * 1000) / Math.max(now - this.startedMs, 0.001);
    this.startedMs = now;
    this.readings++;
    // The first step compiles its kernels, which none after it does: of its reading nothing stays.
    this.smoothed =
      this.smoothed === null || this.readings === 2 ? current : 0.7 * this.smoothed + 0.3 * current;
  }
}
