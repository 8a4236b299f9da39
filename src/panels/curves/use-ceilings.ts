// The ceilings of the experiment's text, kept while its runs start anew on the same text.

import { useRef } from 'react';
import type { SharedSettings } from '../../experiment/experiment';
import { textsKey } from '../../experiment/keys';
import { type RunState, trainingsOf } from '../../runs/store';
import type { Ceilings } from './ceilings';

export function useCeilings(runs: readonly RunState[], shared: SharedSettings): Ceilings | null {
  const last = useRef<{ key: string; ceilings: Ceilings } | null>(null);
  const key = textsKey(shared);
  if (last.current?.key !== key) {
    const ceilings = trainingsOf(runs).find(({ data }) => data?.ceilings)?.data?.ceilings;
    last.current = ceilings ? { key, ceilings } : null;
  }
  return last.current?.ceilings ?? null;
}
