// What reaches many charts one after another, so that no single task draws them all.

import { useEffect, useState } from 'react';
import { turns } from '../turns';

/** The value once it is this component's turn to draw it; at first, at once. */
export function useInTurn<Value>(value: Value): Value {
  const [shown, setShown] = useState(value);
  const [asker] = useState(() => ({}));
  useEffect(() => {
    if (value !== shown) turns.take(asker, () => setShown(value));
    else turns.leave(asker);
  }, [value, shown, asker]);
  useEffect(() => () => turns.leave(asker), [asker]);
  return shown;
}

/** Whether it is this component's turn to be drawn for the first time; `atOnce` waits for no one. */
export function useArrived(atOnce: boolean): boolean {
  const [arrived, setArrived] = useState(atOnce);
  const [asker] = useState(() => ({}));
  useEffect(() => {
    if (!arrived) turns.take(asker, () => setArrived(true));
    return () => turns.leave(asker);
  }, [arrived, asker]);
  return arrived;
}

/** How many of so many rows to draw: a screenful at once, and the others a screenful at a time. */
export function useRevealed(count: number, atOnce: number): number {
  const [revealed, setRevealed] = useState(atOnce);
  const [asker] = useState(() => ({}));
  useEffect(() => {
    if (revealed < count) turns.take(asker, () => setRevealed(revealed + atOnce));
    return () => turns.leave(asker);
  }, [revealed, count, atOnce, asker]);
  return Math.min(revealed, count);
}
