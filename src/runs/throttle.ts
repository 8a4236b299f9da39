// An action that many may ask for but that runs at most once in an interval.

export interface Throttle {
  /** Asks for the action; the last request of an interval is never lost. */
  request(): void;
  /** Runs the action now, whether or not one was asked for. */
  flush(): void;
  /** Whether a requested action has yet to run. */
  isPending(): boolean;
  /** Forgets what was asked for. */
  cancel(): void;
}

/**
 * @param intervalMs least time between two actions that `request` leads to
 * @param edge `both` runs the first request after a quiet interval at once, `trailing` waits an interval
 */
export function createThrottle(intervalMs: number, edge: 'both' | 'trailing', action: () => void): Throttle {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastRun = Number.NEGATIVE_INFINITY;

  const cancel = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  const flush = () => {
    cancel();
    lastRun = performance.now();
    action();
  };
  const request = () => {
    if (timer !== undefined) return;
    const wait = edge === 'both' ? lastRun + intervalMs - performance.now() : intervalMs;
    if (wait <= 0) flush();
    else timer = setTimeout(flush, wait);
  };
  return { request, flush, cancel, isPending: () => timer !== undefined };
}
