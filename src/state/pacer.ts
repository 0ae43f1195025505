/** Gathers frequent requests into few calls: the first at once, then at most one per `intervalMs`, the last never lost. */
export interface Pacer {
  request(): void;
  /** Calls now if a request waits. */
  flush(): void;
}

/** A pacer for `call`. */
export function createPacer(intervalMs: number, call: () => void): Pacer {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let waiting = false;
  const run = () => {
    waiting = false;
    timer = setTimeout(() => {
      timer = null;
      if (waiting) run();
    }, intervalMs);
    call();
  };
  return {
    request: () => {
      waiting = true;
      if (timer === null) run();
    },
    flush: () => {
      if (!waiting) return;
      if (timer !== null) clearTimeout(timer);
      run();
    },
  };
}
