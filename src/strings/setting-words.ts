// The words for a run's setting: its name in its group, its full name, its sentence, its value.

import { type NetworkSettingId, subjectOf } from '../experiment/difference';
import { type RunFormId, type RunGroup, type RunRow, runFields } from '../experiment/run-fields';
import type { Grouped } from './en-settings';
import { formatSetting } from './format-setting';
import type { Strings } from './strings';

export interface SettingWords {
  /** Under its group's heading: `L2`. */
  label: string;
  /** On its own: `Recurrent kernel L2`. */
  fullLabel: string;
  help: string;
}

export function settingWords(id: RunFormId, strings: Strings): SettingWords {
  const subject = subjectOf(id);
  switch (subject.kind) {
    case 'penalty': {
      const label = strings.norms[subject.norm];
      return {
        label,
        fullLabel: strings.penaltyLabel(strings.roles[subject.role], label),
        help: strings.penaltyHelp(subject.role, subject.norm),
      };
    }
    case 'dropout': {
      const { label, help } = strings.dropout[subject.place];
      return { label, fullLabel: strings.dropoutLabel(label), help };
    }
    case 'network': {
      const words: Grouped = strings.network[subject.id as NetworkSettingId];
      const { label, help, fullLabel = label } = words;
      return { label, fullLabel, help };
    }
    default:
      return subject satisfies never;
  }
}

export function groupWords(group: RunGroup, strings: Strings): string {
  return group in strings.groups
    ? strings.groups[group as keyof Strings['groups']]
    : strings.roles[group as keyof Strings['roles']];
}

/** A value as a cell shows it; `compact` where a column is narrow. */
export function valueWords(id: RunFormId, value: number | string, strings: Strings, compact = false): string {
  const field: RunRow = runFields[id];
  if (field.kind === 'number') return field.off && value === 0 ? strings.runs.off : formatSetting(field, Number(value));
  const words = choiceWords(id, value, strings);
  return (compact ? words?.short : words?.name) ?? String(value);
}

/** What an option of a setting is called, also where a column is narrow, and a sentence on it. */
export const choiceWords = (id: RunFormId, option: number | string, strings: Strings) =>
  (strings.runChoices as Record<string, Record<string, { name: string; short: string; help: string }>>)[id]?.[option];
