// The rows of the runs table: which settings, in which groups, and what stays folded away.

import { dropoutPlaces, norms, type Role, type RunSettings, roles } from '../../experiment/experiment';
import { dropoutId, penaltyId, type RunFieldId } from '../../experiment/fields';

export type Group = 'network' | 'dropout' | Role;

export interface SettingRow {
  id: Exclude<RunFieldId, 'name'>;
  group: Group;
}

const plainRoles = ['kernel', 'recurrent'] as const satisfies readonly Role[];
const plainNorms = ['L1', 'L2'] as const;

const networkRows: readonly SettingRow[] = (['cell', 'units', 'embeddingSize'] as const).map((id) => ({
  id,
  group: 'network',
}));
const dropoutRows: readonly SettingRow[] = dropoutPlaces.map((place) => ({ id: dropoutId(place), group: 'dropout' }));

const penaltyRows = (shownRoles: readonly Role[], shownNorms: readonly ('L1' | 'L2' | 'L3')[]): SettingRow[] =>
  shownRoles.flatMap((role) => shownNorms.map((norm) => ({ id: penaltyId(role, norm), group: role })));

/** Rows from top to bottom. Folded: L1 and L2 of both kernels; unfolded: all norms of all weights. */
export function settingRows(unfolded: boolean): SettingRow[] {
  const plain = penaltyRows(plainRoles, unfolded ? norms : plainNorms);
  const rest = unfolded
    ? penaltyRows(
        roles.filter((role) => role !== 'kernel' && role !== 'recurrent'),
        norms,
      )
    : [];
  return [...networkRows, ...plain, ...dropoutRows, ...rest];
}

/** How many settings that are folded away some run uses. */
export function foldedInUse(runs: readonly RunSettings[]): number {
  const shown = new Set(settingRows(false).map((row) => row.id));
  return settingRows(true).filter((row) => !shown.has(row.id) && runs.some((run) => run[row.id] !== 0)).length;
}

/** Rows by group, in order of appearance. */
export function grouped(rows: readonly SettingRow[]): { group: Group; rows: SettingRow[] }[] {
  const groups = new Map<Group, SettingRow[]>();
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
  return [...groups].map(([group, members]) => ({ group, rows: members }));
}
