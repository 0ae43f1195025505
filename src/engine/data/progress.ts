import type { ImportProgress } from '../protocol';

const intervalMs = 100;

/** Counts pictures and tells the listener about ten times a second; `end` tells the last figures. */
export class Progress {
  #done = 0;
  #rejected = 0;
  #toldAtMs = -Infinity;

  constructor(
    public total: number,
    private readonly listener: (progress: ImportProgress) => void,
  ) {
    this.#tell(true);
  }

  advance(): void {
    this.#done++;
    if (performance.now() - this.#toldAtMs >= intervalMs) this.#tell(true);
  }

  /** Counts a refused file: it is done, too. */
  reject(): void {
    this.#rejected++;
    this.advance();
  }

  end(): void {
    this.#tell(false);
  }

  #tell(active: boolean): void {
    this.#toldAtMs = performance.now();
    this.listener({ done: this.#done, total: this.total, rejected: this.#rejected, active });
  }
}
