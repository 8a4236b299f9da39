// Texts and datasets are kept until others are asked for: runs and views of one experiment share them.

import type { SharedSettings } from '../experiment/experiment';

/** Remembers what it made last. A failure is not remembered: it may be another time. */
export function lastOnly<Made>(
  keyOf: (shared: SharedSettings) => string,
  make: (shared: SharedSettings) => Promise<Made>,
): (shared: SharedSettings) => Promise<Made> {
  let last: { key: string; made: Promise<Made> } | undefined;
  return (shared) => {
    const key = keyOf(shared);
    if (last?.key !== key) {
      const made = make(shared);
      const current = { key, made };
      last = current;
      made.catch(() => {
        if (last === current) last = undefined;
      });
    }
    return last.made;
  };
}
