// The sweep of the session, its strings, and what its points say in the reader's look at them.

import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { SweepState } from '../../runs/sweep-state';
import { type PointRow, rowsOf, type SweepVerdict, verdictOf } from '../../runs/swept-points';
import { type SweepStrings, sweepStrings } from '../../strings/sweep-strings';
import { usePreferences } from '../../ui/preferences';
import { useSession, useView } from '../playground';

export const useSweepStrings = (): SweepStrings => sweepStrings[usePreferences().language];

export const useSweep = (): SweepState => useStore(useSession().sweep);

export function useSweepRows(): { rows: readonly PointRow[]; verdict: SweepVerdict | null } {
  const { points, rungs } = useSweep();
  const { moment, metric } = useView((view) => view.sweepLook);
  const rows = useMemo(() => rowsOf({ points, rungs }, moment), [points, rungs, moment]);
  const verdict = useMemo(() => verdictOf(rows, metric), [rows, metric]);
  return { rows, verdict };
}
