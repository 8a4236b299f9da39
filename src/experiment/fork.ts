// A fork: a run that goes on from an epoch with other settings than it had up to there. It is kept in the run as what
// was otherwise before, so that a run holds its whole story and needs no other: `10__k2_0` reads "up to epoch 10 with
// k2 = 0, from then on as the run says". Older forks follow: `20__k2_0__10__de_.5`.

import type { RunSettings } from './experiment';
import { type RunFieldId, type RunGroup, type RunRow, runFields } from './run-fields';
import { sharedFields } from './shared-fields';
import { parseField, printField } from './spelling';

/** A part of a run's training with one set of settings. */
export interface Phase {
  /** Infinity for the last one. */
  lastEpoch: number;
  run: RunSettings;
}

interface Branch {
  /** After which the run went on otherwise. */
  epoch: number;
  /** What was otherwise up to there. */
  before: Partial<RunSettings>;
}

const separator = '__';
const fixedGroups: readonly RunGroup[] = ['network', 'stopping'];

/**
 * Whether a training can go on with another value: not of what makes its weights and their first values. When to stop
 * is asked after the last fork alone.
 */
function mayChange(id: RunFieldId): boolean {
  const { group, scope }: RunRow = runFields[id];
  return scope === 'training' && group !== null && !fixedGroups.includes(group);
}

export const changeableSettings = (Object.keys(runFields) as RunFieldId[]).filter(mayChange);

/** From the first epoch on; one phase where the run is no fork. None but the last one stops early. */
export function phasesOf(run: RunSettings): Phase[] {
  let phase: Phase = { lastEpoch: Number.POSITIVE_INFINITY, run: { ...run, fork: '' } };
  const phases = [phase];
  for (const { epoch, before } of branchesOf(run.fork)) {
    phase = { lastEpoch: epoch, run: { ...phase.run, ...before, patience: 0 } };
    phases.unshift(phase);
  }
  return phases;
}

/** The epoch from which a run went on otherwise, the last of them; null where it is no fork. */
export const forkEpochOf = ({ fork }: RunSettings): number | null => branchesOf(fork)[0]?.epoch ?? null;

/** A run that goes on from this epoch of another with the settings that it had there, to be changed. */
export function forkAt(run: RunSettings, epoch: number): RunSettings {
  const phase = phasesOf(run).find(({ lastEpoch }) => lastEpoch >= epoch)!;
  const older = branchesOf(run.fork).filter((branch) => branch.epoch < epoch);
  return { ...phase.run, patience: run.patience, fork: printBranches([{ epoch, before: {} }, ...older]) };
}

/** A run with other settings: of a fork from its epoch on, but for what makes the network, which it always had. */
export function patchRun(run: RunSettings, patch: Partial<RunSettings>): RunSettings {
  const next = { ...run, ...patch };
  const [last, ...older] = branchesOf(run.fork);
  if (!last || patch.fork !== undefined) return next;
  const pinned = (Object.keys(patch) as RunFieldId[]).filter((id) => mayChange(id) && !(id in last.before));
  const before = { ...last.before, ...Object.fromEntries(pinned.map((id) => [id, run[id]])) };
  const told = Object.entries(before).filter(([id, value]) => value !== next[id as RunFieldId]);
  return { ...next, fork: printBranches([{ ...last, before: Object.fromEntries(told) }, ...older]) };
}

/** A fork as it is written where all of it could be read; the empty text where it could not. */
export function checkedFork(text: string): string {
  const branches = branchesOf(text);
  const isDescending = branches.every(({ epoch }, i) => i === 0 || epoch < branches[i - 1]!.epoch);
  return isDescending && printBranches(branches) === text ? text : '';
}

/** The last one first. What cannot be read is left out: links are checked when they are opened. */
function branchesOf(text: string): Branch[] {
  const branches: Branch[] = [];
  for (const part of text === '' ? [] : text.split(separator)) {
    const last = branches.at(-1);
    if (/^\d+$/.test(part)) {
      const { value, rejection } = parseField(sharedFields.epochs, part);
      if (!rejection) branches.push({ epoch: Number(value), before: {} });
      continue;
    }
    const [, key, given] = /^([a-z\d]+)_(.*)$/i.exec(part) ?? [];
    const id = changeableSettings.find((candidate) => runFields[candidate].key === key);
    if (!last || id === undefined) continue;
    const { value, rejection } = parseField(runFields[id], given!);
    if (!rejection) Object.assign(last.before, { [id]: value });
  }
  return branches;
}

const printBranches = (branches: readonly Branch[]): string =>
  branches
    .flatMap(({ epoch, before }) => [
      String(epoch),
      ...changeableSettings
        .filter((id) => id in before)
        .map((id) => `${runFields[id].key}_${printField(runFields[id], before[id]!)}`),
    ])
    .join(separator);
