// The rows of the runs table: which settings, in which groups, and what stays folded away.

import type { RunSettings } from '../../experiment/experiment';
import { type RunFormId, type RunGroup, type RunRow, runFields, runGroups } from '../../experiment/fields';

export interface SettingRow {
  id: RunFormId;
  group: RunGroup;
}

/** Rows from top to bottom, group by group. Folded, some are left out. */
export function settingRows(unfolded: boolean): SettingRow[] {
  const rows = Object.entries<RunRow>(runFields).filter(([, { folded }]) => unfolded || !folded);
  return runGroups.flatMap((group) =>
    rows.filter(([, row]) => row.group === group).map(([id]) => ({ id: id as RunFormId, group })),
  );
}

/** How many settings that are folded away some run uses. */
export function foldedInUse(runs: readonly RunSettings[]): number {
  const shown = new Set(settingRows(false).map((row) => row.id));
  return settingRows(true).filter(
    (row) => !shown.has(row.id) && runs.some((run) => run[row.id] !== runFields[row.id].default),
  ).length;
}

/** Rows by group, in order of appearance. */
export function grouped(rows: readonly SettingRow[]): { group: RunGroup; rows: SettingRow[] }[] {
  const groups = new Map<RunGroup, SettingRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups].map(([group, members]) => ({ group, rows: members }));
}
