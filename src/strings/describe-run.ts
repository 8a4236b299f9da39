// One line on a run: what regularizes run A, and how every other run differs from A.

import { differences, subjectOf } from '../experiment/difference';
import { dropoutPlaces, isRecurrent, norms, type RunSettings, roles, runIdsOf } from '../experiment/experiment';
import type { NumberField } from '../experiment/field';
import { forkEpochOf } from '../experiment/fork';
import { defaultRun, type RunFieldId, runFields } from '../experiment/run-fields';
import { formatSetting } from './format-setting';
import { valueWords } from './setting-words';
import type { Strings } from './strings';

/** The name a user gave, or else what the run is. */
export function nameOfRun(runs: readonly RunSettings[], index: number, strings: Strings): string {
  const run = runs[index];
  return run === undefined ? '' : run.name || describeRun(runs, index, strings);
}

export function describeRun(runs: readonly RunSettings[], index: number, strings: Strings): string {
  const run = runs[index]!;
  const reference = index === 0 ? unregularized(run) : runs[0]!;
  const changed = new Map(differences(run, reference).map(({ id, value }) => [id, value]));
  const epoch = forkEpochOf(run);
  const phrases = [
    ...(epoch === null || run.fork === reference.fork ? [] : [strings.difference.fork(epoch)]),
    ...networkPhrases(changed, strings),
    ...penaltyPhrases(changed, strings),
    ...dropoutPhrases(changed, strings),
  ];
  if (phrases.length > 0) return phrases.join(strings.difference.separator);
  return index === 0 ? strings.runs.nothing : strings.runs.sameAs(runIdsOf(runs)[0]!);
}

/** The same network without regularization, which A is told apart from. */
function unregularized(run: RunSettings): RunSettings {
  const network = (Object.keys(runFields) as RunFieldId[]).filter((id) => runFields[id].group === 'network');
  return { ...defaultRun, ...Object.fromEntries(network.map((id) => [id, run[id]])) };
}

/** A run's network in a few words: `LSTM, 32 units`. */
export function networkWords({ cell, units }: RunSettings, strings: Strings): string {
  const name = valueWords('cell', cell, strings);
  if (!isRecurrent(cell)) return name;
  return [name, strings.difference.units(String(units))].join(strings.difference.separator);
}

type Changed = ReadonlyMap<RunFieldId, number | string>;

function networkPhrases(changed: Changed, strings: Strings): string[] {
  return [...changed].flatMap(([id, value]) => {
    const subject = subjectOf(id);
    if (subject.kind !== 'network' || subject.id === 'name' || subject.id === 'letter') return [];
    // Said of the run as a whole.
    if (subject.id === 'fork') return [];
    const words = valueWords(subject.id, value, strings);
    return [subject.id === 'cell' ? words : strings.difference[subject.id](words)];
  });
}

/** `L2 1e-2 on both kernels`: one phrase where kernel and recurrent kernel agree. */
function penaltyPhrases(changed: Changed, strings: Strings): string[] {
  const { difference, runs } = strings;
  return norms.flatMap((norm) => {
    const phrase = (value: number | string, where: string) =>
      Number(value) === 0
        ? runs.noMore(`${strings.norms[norm]} ${where}`)
        : `${strings.norms[norm]} ${formatSetting(runFields.kernelL1 as NumberField, Number(value))} ${where}`;
    const kernel = changed.get(`kernel${norm}`);
    const together = kernel !== undefined && kernel === changed.get(`recurrent${norm}`);
    const apart = roles.filter((role) => !(together && (role === 'kernel' || role === 'recurrent')));
    return [
      ...(together ? [phrase(kernel, difference.onBothKernels)] : []),
      ...apart.flatMap((role) => {
        const value = changed.get(`${role}${norm}`);
        return value === undefined ? [] : [phrase(value, difference.on[role])];
      }),
    ];
  });
}

/** `dropout words 0.3, output 0.5`: one word for all places. */
function dropoutPhrases(changed: Changed, { difference, runs }: Strings): string[] {
  const values = dropoutPlaces.flatMap((place) => {
    const value = changed.get(`${place}Dropout`);
    return value === undefined ? [] : [{ place, value: Number(value) }];
  });
  if (values.length === 0) return [];
  if (values.every(({ value }) => value === 0)) return [runs.noMore(difference.dropout)];
  const parts = values.map(({ place, value }) => `${difference.dropoutAt[place]} ${value}`);
  return [`${difference.dropout} ${parts.join(difference.separator)}`];
}
