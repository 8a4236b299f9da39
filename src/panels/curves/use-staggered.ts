// What reaches many charts one after another, so that no single task draws them all.

import { useEffect, useState } from 'react';

/** The value as it was `delayMs` ago; at first, at once. */
export function useStaggered<Value>(value: Value, delayMs: number): Value {
  const [shown, setShown] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setShown(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return delayMs === 0 ? value : shown;
}

/** Whether it is so long since the component came. */
export function useArrived(delayMs: number): boolean {
  const [arrived, setArrived] = useState(delayMs === 0);
  useEffect(() => {
    const timer = setTimeout(() => setArrived(true), delayMs);
    return () => clearTimeout(timer);
  }, [delayMs]);
  return arrived;
}
