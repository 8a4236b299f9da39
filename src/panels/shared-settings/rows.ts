// Which shared settings are shown, in which order, and the words for their values.

import type { SharedSettings } from '../../experiment/experiment';
import { applies } from '../../experiment/field';
import { type SharedFormId, type SharedRow, sharedFields, sharedGroups } from '../../experiment/fields';
import { formatSetting } from '../../strings/format-setting';
import type { Strings } from '../../strings/strings';

/** Those that apply, group by group. */
export function sharedRows(shared: SharedSettings): SharedFormId[] {
  const rows = Object.entries<SharedRow>(sharedFields).filter(([, row]) => applies(row, shared));
  return sharedGroups.flatMap((group) =>
    rows.filter(([, row]) => row.group === group).map(([id]) => id as SharedFormId),
  );
}

export function sharedValueWords(id: SharedFormId, value: number | string, strings: Strings): string {
  const field = sharedFields[id];
  if (field.kind === 'number') return field.off && value === 0 ? strings.runs.off : formatSetting(field, Number(value));
  return (strings.sharedChoices as Record<string, Record<string, string>>)[id]?.[value] ?? String(value);
}
