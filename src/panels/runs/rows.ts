// The rows of the runs table: which settings, in which groups, and what stays folded away.

import type { RunSettings } from '../../experiment/experiment';
import { applies } from '../../experiment/field';
import { type RunFormId, type RunGroup, type RunRow, runFields, runGroups } from '../../experiment/run-fields';
import { isRunSettingCalled } from '../../strings/find-setting';

export interface SettingRow {
  id: RunFormId;
  group: RunGroup;
}

/** How much of the table is shown: what is in use, all that applies, or what is called by a name. */
export type Shown = 'used' | 'all' | { called: string };

/** Rows from top to bottom, group by group: those that do something in some run. */
export function settingRows(runs: readonly RunSettings[], shown: Shown): SettingRow[] {
  const isShown = (id: RunFormId, row: RunRow): boolean => {
    if (typeof shown === 'object') return isRunSettingCalled(id, shown.called);
    if (!runs.some((run) => applies(row, run))) return false;
    return shown === 'all' || !row.folded || runs.some((run) => applies(row, run) && run[id] !== row.default);
  };
  const rows = (Object.entries(runFields) as [RunFormId, RunRow][]).filter(
    ([id, row]) => row.group !== null && isShown(id, row),
  );
  return runGroups.flatMap((group) => rows.filter(([, row]) => row.group === group).map(([id]) => ({ id, group })));
}

/** Rows by group, in order of appearance. */
export function grouped(rows: readonly SettingRow[]): { group: RunGroup; rows: SettingRow[] }[] {
  const groups = new Map<RunGroup, SettingRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups].map(([group, members]) => ({ group, rows: members }));
}
