// One thing after another, each in a task of its own: what many parts of the page draw at once would hold it up together.

export interface Turns {
  /** Does it when its turn comes; of one asker only what was asked for last, in the place of the first. */
  take(asker: object, action: () => void): void;
  /** Forgets what it asked for. */
  leave(asker: object): void;
}

/** Between two turns: what one of them has changed is drawn, and input is heard, before the next. */
const breathMs = 4;

export function createTurns(): Turns {
  const waiting = new Map<object, () => void>();
  let isDue = false;

  function plan(waitMs: number) {
    if (isDue || waiting.size === 0) return;
    isDue = true;
    setTimeout(next, waitMs);
  }

  function next() {
    isDue = false;
    const [first] = waiting;
    if (!first) return;
    const [asker, action] = first;
    waiting.delete(asker);
    // First, so that an action that fails takes no one else's turn.
    plan(breathMs);
    action();
  }

  return {
    take(asker, action) {
      waiting.set(asker, action);
      plan(0);
    },
    leave: (asker) => void waiting.delete(asker),
  };
}

/** Those of the page, which has one thread. */
export const turns = createTurns();
