import { EngineError } from '../failure';

export type ReadingKind = 'import' | 'draw' | 'reread';

interface Job {
  readonly kind: ReadingKind;
  readonly abort: AbortController;
  /** Resolves when the job has ended, well or badly. */
  readonly settled: Promise<unknown>;
}

/** At most one reading of pictures at a time, which can be aborted and waited for. */
export class Reading {
  #job: Job | null = null;

  /** What is under way. */
  get kind(): ReadingKind | null {
    return this.#job?.kind ?? null;
  }

  /** Throws `busy` while another reading is under way. */
  async run<Result>(kind: ReadingKind, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    if (this.#job !== null) {
      throw new EngineError('busy', 'Pictures are still being read. Wait for it to end, or cancel it.');
    }
    const abort = new AbortController();
    const result = work(abort.signal);
    this.#job = { kind, abort, settled: Promise.allSettled([result]) };
    try {
      return await result;
    } finally {
      this.#job = null;
    }
  }

  abort(): void {
    this.#job?.abort.abort();
  }

  /** Resolves once nothing is under way. */
  async idle(): Promise<void> {
    while (this.#job !== null) await this.#job.settled;
  }
}
