// A deadline for an answer that comes as a message.

/** A sixth of the time is a second timer of its own. */
const graceShare = 1 / 6;

/**
 * Calls `expire` after `ms`, unless the returned function cancels it first. When the page was busy or asleep,
 * the timer can be overdue while the answer is already queued behind it; the last part of the wait starts
 * only then, and lets that answer in.
 */
export function startDeadline(ms: number, expire: () => void): () => void {
  const grace = ms * graceShare;
  let timer = setTimeout(() => {
    timer = setTimeout(expire, grace);
  }, ms - grace);
  return () => clearTimeout(timer);
}
