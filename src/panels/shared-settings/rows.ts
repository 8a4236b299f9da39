// Which shared settings are shown, in which order, and the words for their values.

import type { SharedSettings } from '../../experiment/experiment';
import { applies } from '../../experiment/field';
import { type SharedFormId, type SharedRow, sharedFields, sharedGroups } from '../../experiment/shared-fields';
import { isSharedSettingCalled } from '../../strings/find-setting';
import { formatSetting } from '../../strings/format-setting';
import type { Strings } from '../../strings/strings';

const sharedIds = Object.keys(sharedFields) as SharedFormId[];

/** Those that apply, group by group. Folded ones show where the form is unfolded, or where they are in use. */
export function sharedRows(shared: SharedSettings, unfolded = false): SharedFormId[] {
  const rows = Object.entries<SharedRow>(sharedFields).filter(
    ([id, row]) =>
      applies(row, shared) && (unfolded || !row.folded || shared[id as keyof SharedSettings] !== row.default),
  );
  return sharedGroups.flatMap((group) =>
    rows.filter(([, row]) => row.group === group).map(([id]) => id as SharedFormId),
  );
}

/** Those that are called by a name, those among them that do nothing now as well. */
export const sharedRowsCalled = (called: string): SharedFormId[] =>
  sharedGroups
    .flatMap((group) => sharedIds.filter((id) => sharedFields[id].group === group))
    .filter((id) => isSharedSettingCalled(id, called));

/** Those that unfolding adds. */
export function foldedRows(shared: SharedSettings): SharedFormId[] {
  const shown = sharedRows(shared);
  return sharedRows(shared, true).filter((id) => !shown.includes(id));
}

export function sharedValueWords(id: SharedFormId, value: number | string, strings: Strings): string {
  const field = sharedFields[id];
  if (field.kind === 'number') return field.off && value === 0 ? strings.runs.off : formatSetting(field, Number(value));
  return (strings.sharedChoices as Record<string, Record<string, string>>)[id]?.[value] ?? String(value);
}
