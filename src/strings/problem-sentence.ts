// The sentence on a part of a link that was not taken as it stands.

import { runIds } from '../experiment/experiment';
import type { Field } from '../experiment/field';
import type { LinkProblem } from '../experiment/link';
import { type RunFieldId, runFields } from '../experiment/run-fields';
import { type SharedFieldId, sharedFields } from '../experiment/shared-fields';
import { settingWords } from './setting-words';
import type { Strings } from './strings';
import { writtenNumber } from './written-number';

/** Names run and setting, what was given and what is used instead. */
export function problemSentence(linkProblem: LinkProblem, strings: Strings): string {
  const problem = written(linkProblem);
  const place = problemPlace(problem, strings);
  const id = problem.run === undefined ? undefined : runIds[problem.run];
  return strings.messages.problem(problem, id === undefined ? place : strings.messages.inRun(id, place));
}

/** With numbers as people write them; a name, a checksum and what no setting is written with stay as they are. */
function written(problem: LinkProblem): LinkProblem {
  const { part, run, used } = problem;
  const fields: readonly Field[] = Object.values(run === undefined ? sharedFields : runFields);
  const isNumber = fields.some(({ key, kind }) => key === part && kind === 'number');
  return isNumber && used !== undefined ? { ...problem, used: writtenNumber(used) } : problem;
}

/** `Learning rate (lr)`; the part as it stands where no setting has that key. */
function problemPlace({ part, run }: LinkProblem, strings: Strings): string {
  const shared = (Object.keys(sharedFields) as SharedFieldId[]).find((id) => sharedFields[id].key === part);
  if (run === undefined && shared) return `${strings.sharedFields[shared].label} (${part})`;
  const setting = (Object.keys(runFields) as RunFieldId[]).find((id) => part !== '' && runFields[id].key === part);
  if (run !== undefined && setting && setting !== 'name' && setting !== 'letter' && setting !== 'fork')
    return `${settingWords(setting, strings).fullLabel} (${part})`;
  return `“${part}”`;
}
