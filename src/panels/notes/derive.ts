// Runs → what is worth saying about them. Every note holds under a stated condition, or is not written.

import type { Experiment, RunId, RunSettings } from '../../experiment/experiment';
import { dropoutPlaces, norms, roles } from '../../experiment/experiment';
import type { RunState } from '../../runs/store';
import {
  bestAccuracy,
  bestEpoch,
  gapOf,
  growthSinceBest,
  kernelNearZeroShare,
  overfitsFrom,
  type RunSummary,
  summaryOf,
} from '../../runs/summary';
import type { EpochResult } from '../../training/protocol';

export type Note =
  | { kind: 'memorizes'; id: RunId; trainLoss: number; epoch: number; growth: number }
  | { kind: 'overfits'; id: RunId; epoch: number; growth: number }
  | { kind: 'learnsWrongLabels'; id: RunId; accuracy: number; noise: number }
  | { kind: 'smallerGap'; id: RunId; reference: RunId; share: number; accuracy: 'same' | 'better' | 'worse' }
  | { kind: 'learnsNothing'; id: RunId; loss: number; penalized: boolean }
  | { kind: 'startsLate'; id: RunId; epochs: number }
  | { kind: 'sparse'; id: RunId; share: number }
  | { kind: 'best'; id: RunId; loss: number; epoch: number };

interface Told extends RunSummary {
  id: RunId;
  settings: RunSettings | undefined;
}

/** Before that, curves say too little. */
const fewestEpochs = 5;
const mostNotes = 3;
/** A train loss this low means that nearly every training text is known by heart. */
const memorizedLoss = 0.05;

/** At most three notes, the most telling first, one a run before a second of any. */
export function notesOf({ shared, runs: settings }: Experiment, runs: readonly RunState[]): Note[] {
  const told = runs
    .map(({ id, trainings }, index): Told => ({ id, settings: settings[index], ...summaryOf(trainings) }))
    .filter(({ results, status }) => results.length >= fewestEpochs && status !== 'failed');
  const reference = told.find((run) => run.id === 'A');
  const byRun = told.map((run) =>
    [
      wrongLabels(run, shared.labelNoise),
      learnsNothing(run),
      reference && run !== reference ? smallerGap(run, reference) : null,
      memorizes(run),
      startsLate(run),
      sparse(run),
      overfits(run),
    ].filter((note) => note !== null),
  );
  const best = bestOf(told);
  const first = byRun.flatMap((notes) => notes.slice(0, 1));
  const second = byRun.flatMap((notes) => notes.slice(1, 2).filter((note) => note.kind === 'sparse'));
  return [...first.slice(0, best ? mostNotes - 1 : mostNotes), ...(best ? [best] : []), ...second].slice(0, mostNotes);
}

function memorizes({ id, results }: Told): Note | null {
  const memorized = results.find((result) => result.train.loss < memorizedLoss);
  const growth = growthSinceBest(results);
  if (!memorized || results.at(-1)!.train.loss >= memorizedLoss || growth < 0.2) return null;
  return { kind: 'memorizes', id, trainLoss: memorized.train.loss, epoch: memorized.epoch, growth };
}

function overfits({ id, results }: Told): Note | null {
  const epoch = overfitsFrom(results);
  const growth = growthSinceBest(results);
  return epoch === null || growth < 0.05 ? null : { kind: 'overfits', id, epoch, growth };
}

/** Right on more training texts than are labelled right: the rest was learned by heart. */
function wrongLabels({ id, results }: Told, noise: number): Note | null {
  const accuracy = results.at(-1)!.train.accuracy;
  if (noise < 0.05 || accuracy < 1 - noise / 2) return null;
  return { kind: 'learnsWrongLabels', id, accuracy, noise };
}

function smallerGap(run: Told, reference: Told): Note | null {
  const gap = (state: Told) => gapOf(state.results.at(-1)!);
  const share = gap(run) / gap(reference);
  if (gap(reference) < 0.1 || !(share >= 0 && share <= 0.75)) return null;
  const texts = Math.min(run.data?.validationTexts ?? 0, reference.data?.validationTexts ?? 0);
  return {
    kind: 'smallerGap',
    id: run.id,
    reference: reference.id,
    share,
    accuracy: compareAccuracy(run, reference, texts),
  };
}

/** Better or worse only beyond two standard errors of the difference of two shares of so many texts. */
function compareAccuracy(run: Told, reference: Told, texts: number): 'same' | 'better' | 'worse' {
  const [ours, theirs] = [bestAccuracy(run.results), bestAccuracy(reference.results)];
  const error = Math.sqrt((ours * (1 - ours) + theirs * (1 - theirs)) / Math.max(1, texts));
  if (Math.abs(ours - theirs) <= 2 * error) return 'same';
  return ours > theirs ? 'better' : 'worse';
}

/** The loss of guessing every label equally often. */
const guessingLoss = (run: Told) => Math.log(run.data?.labels.length ?? 2);

const isGuessing = (result: EpochResult, run: Told) => result.train.loss > guessingLoss(run) * 0.98;

function learnsNothing(run: Told): Note | null {
  const last = run.results.at(-1)!;
  if (!isGuessing(last, run) || last.train.loss > guessingLoss(run) * 1.1 || run.status === 'training') return null;
  return {
    kind: 'learnsNothing',
    id: run.id,
    loss: last.train.loss,
    penalized: run.settings ? isRegularized(run.settings) : false,
  };
}

function isRegularized(run: RunSettings): boolean {
  return (
    roles.some((role) => norms.some((norm) => run[`${role}${norm}`] > 0)) ||
    dropoutPlaces.some((place) => run[`${place}Dropout`] > 0)
  );
}

function startsLate(run: Told): Note | null {
  const start = run.results.findIndex((result) => !isGuessing(result, run));
  return start >= 4 ? { kind: 'startsLate', id: run.id, epochs: start } : null;
}

function sparse({ id, results }: Told): Note | null {
  const share = kernelNearZeroShare(results.at(-1)!);
  return share >= 0.3 ? { kind: 'sparse', id, share } : null;
}

/** Only once all have ended, and only where the lead is no rounding. */
function bestOf(runs: readonly Told[]): Note | null {
  if (runs.length < 2 || runs.some((run) => run.status !== 'finished')) return null;
  const [first, second] = runs
    .map((run) => ({ id: run.id, best: bestEpoch(run.results)! }))
    .sort((a, b) => a.best.validation.loss - b.best.validation.loss);
  if (!first || !second || first.best.validation.loss > second.best.validation.loss - 0.005) return null;
  return { kind: 'best', id: first.id, loss: first.best.validation.loss, epoch: first.best.epoch };
}
