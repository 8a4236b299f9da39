// The name of the setting that a part of a link stands for, as the page calls it.

import { type RunFieldId, runFields, type SharedFieldId, sharedFields } from '../../experiment/fields';
import type { LinkProblem } from '../../experiment/link';
import type { Strings } from '../../ui/strings/strings';
import { settingWords } from '../runs/words';

/** `Learning rate (lr)`; the part as it stands where no setting has that key. */
export function problemPlace({ part, run }: LinkProblem, strings: Strings): string {
  const shared = (Object.keys(sharedFields) as SharedFieldId[]).find((id) => sharedFields[id].key === part);
  if (run === undefined && shared) return `${strings.sharedFields[shared].label} (${part})`;
  const setting = (Object.keys(runFields) as RunFieldId[]).find((id) => part !== '' && runFields[id].key === part);
  if (run !== undefined && setting && setting !== 'name')
    return `${settingWords(setting, strings).fullLabel} (${part})`;
  return `“${part}”`;
}
