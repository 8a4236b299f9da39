// Undo and redo over any immutable value, as a value itself.

export interface History<Value> {
  /** Oldest first, at most `historyLimit`. */
  past: readonly Value[];
  present: Value;
  /** The next to redo first. */
  future: readonly Value[];
  /** The gesture of the last push, until an undo or redo ends it. */
  gesture?: string;
}

/** How many steps can be undone; older ones are forgotten. */
export const historyLimit = 100;

/** A history of which nothing can be undone yet. */
export function startHistory<Value>(present: Value): History<Value> {
  return { past: [], present, future: [] };
}

/**
 * Makes `next` the present and forgets what could be redone. Pushes of one gesture (one drag of a slider:
 * give every drag its own name) make one step; without a gesture, each push is a step of its own.
 */
export function push<Value>(history: History<Value>, next: Value, gesture = ''): History<Value> {
  if (Object.is(next, history.present)) return history;
  if (gesture !== '' && gesture === history.gesture) return { ...history, present: next };
  const past = [...history.past, history.present].slice(-historyLimit);
  return { past, present: next, future: [], ...(gesture !== '' && { gesture }) };
}

/** One step back; the same history where there is none. */
export function undo<Value>(history: History<Value>): History<Value> {
  if (history.past.length === 0) return history;
  const present = history.past.at(-1) as Value;
  return { past: history.past.slice(0, -1), present, future: [history.present, ...history.future] };
}

/** One step forward again; the same history where there is none. */
export function redo<Value>(history: History<Value>): History<Value> {
  if (history.future.length === 0) return history;
  const present = history.future[0] as Value;
  return { past: [...history.past, history.present], present, future: history.future.slice(1) };
}
