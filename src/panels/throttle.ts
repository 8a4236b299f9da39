// Calls at once, then at most once in an interval; the last call is never lost.

export interface Throttled {
  (): void;
  /** Without waiting. */
  now(): void;
  cancel(): void;
}

export function throttle(call: () => void, intervalMs: number): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    last = performance.now();
    call();
  };
  const throttled = () => {
    if (timer !== undefined) return;
    const wait = last + intervalMs - performance.now();
    if (wait <= 0) now();
    else timer = setTimeout(now, wait);
  };
  return Object.assign(throttled, { now, cancel: () => clearTimeout(timer) });
}
