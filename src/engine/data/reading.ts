export type ReadingKind = 'import' | 'sample' | 'reread';

interface Job {
  readonly kind: ReadingKind;
  readonly abort: AbortController;
  /** Resolves when the job has ended, well or badly. */
  readonly settled: Promise<unknown>;
}

/** Readings of pictures, one at a time in the order they were asked for: who drops more meanwhile loses nothing. */
export class Reading {
  readonly #jobs: Job[] = [];

  /** What is under way. */
  get kind(): ReadingKind | null {
    return this.#jobs[0]?.kind ?? null;
  }

  /** Does `work` once all that was asked for before has ended; its signal may be aborted by then. */
  async run<Result>(kind: ReadingKind, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const abort = new AbortController();
    const before = this.#jobs.at(-1)?.settled;
    const result = before === undefined ? work(abort.signal) : before.then(() => work(abort.signal));
    const job: Job = { kind, abort, settled: Promise.allSettled([result]) };
    this.#jobs.push(job);
    try {
      return await result;
    } finally {
      this.#jobs.splice(this.#jobs.indexOf(job), 1);
    }
  }

  /** Aborts what is under way and what waits for it. */
  abort(): void {
    for (const { abort } of this.#jobs) abort.abort();
  }

  /** Aborts a change of size that is under way, and nothing else. */
  abortReread(): void {
    const [running] = this.#jobs;
    if (running?.kind === 'reread') running.abort.abort();
  }

  /** Resolves once nothing is under way. */
  async idle(): Promise<void> {
    while (this.#jobs.length > 0) await this.#jobs.at(-1)?.settled;
  }
}
