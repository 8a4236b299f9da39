// The words for a run's setting: its name in its group, its full name, its sentence, its value.

import { subjectOf } from '../../experiment/difference';
import type { Cell } from '../../experiment/experiment';
import { type RunFieldId, runFields } from '../../experiment/fields';
import { formatSetting } from '../../ui/format';
import type { Strings } from '../../ui/strings/strings';
import type { Group } from './rows';

type SettingId = Exclude<RunFieldId, 'name'>;

export interface SettingWords {
  /** Under its group's heading: `L2`. */
  label: string;
  /** On its own: `Recurrent kernel L2`. */
  fullLabel: string;
  help: string;
}

export function settingWords(id: SettingId, strings: Strings): SettingWords {
  const subject = subjectOf(id);
  switch (subject.kind) {
    case 'penalty': {
      const label = strings.norms[subject.norm];
      return {
        label,
        fullLabel: strings.penaltyLabel(strings.roles[subject.role], subject.norm),
        help: strings.penaltyHelp(subject.role, subject.norm),
      };
    }
    case 'dropout': {
      const { label, help } = strings.dropout[subject.place];
      return { label, fullLabel: strings.dropoutLabel(label), help };
    }
    case 'network': {
      const { label, help } = strings.network[subject.id as Exclude<typeof subject.id, 'name'>];
      return { label, fullLabel: label, help };
    }
    default:
      return subject satisfies never;
  }
}

export function groupWords(group: Group, strings: Strings): string {
  return group === 'network' || group === 'dropout' ? strings.groups[group] : strings.roles[group];
}

/** A value as a cell shows it; `compact` where a column is narrow. */
export function valueWords(id: SettingId, value: number | string, strings: Strings, compact = false): string {
  const field = runFields[id];
  if (field.kind === 'number') return field.off && value === 0 ? strings.runs.off : formatSetting(field, Number(value));
  return compact ? strings.cells[value as Cell].short : String(value);
}
