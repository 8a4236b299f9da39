// Runs → what is worth saying about them. Every note holds under a stated condition, or is not written.

import type { Experiment, RunId, RunSettings } from '../../experiment/experiment';
import { constrainedRoles, dropoutPlaces, norms, roles } from '../../experiment/experiment';
import { alwaysTheSame, isGuess, isLopsided } from '../../runs/guessing';
import { bestLossDifference, finishedPairs } from '../../runs/pairs';
import { fewestPairs, type PairedDifference, pairedDifference } from '../../runs/statistics';
import { type RunState, trainingsOf } from '../../runs/store';
import {
  bestAccuracy,
  bestEpoch,
  gapOf,
  growthSinceBest,
  overfitsFrom,
  type RunSummary,
  summaryOf,
  unsettledBy,
} from '../../runs/summary';
import { isUnderWay } from '../../runs/trainings';
import { type StoppedNote, stopped } from './stopped';

export type Note =
  | { kind: 'memorizes'; id: RunId; trainLoss: number; epoch: number; growth: number }
  | { kind: 'overfits'; id: RunId; epoch: number; growth: number }
  | { kind: 'learnsWrongLabels'; id: RunId; accuracy: number; noise: number }
  | { kind: 'smallerGap'; id: RunId; reference: RunId; share: number; accuracy: 'same' | 'better' | 'worse' }
  | { kind: 'learnsNothing'; id: RunId; loss: number; penalized: boolean }
  | { kind: 'majority'; id: RunId; accuracy: number; label: string; share: number }
  | { kind: 'unsettled'; id: RunId; lowest: number; last: number }
  | { kind: 'gap'; id: RunId; gap: number }
  | { kind: 'startsLate'; id: RunId; epochs: number }
  | { kind: 'sparse'; id: RunId; share: number }
  | StoppedNote
  | { kind: 'best'; id: RunId; loss: number; epoch: number }
  | ({ kind: 'difference'; id: RunId; reference: RunId } & PairedDifference);

interface Told extends RunSummary {
  id: RunId;
  settings: RunSettings | undefined;
}

/** Before that, curves say too little. */
const fewestEpochs = 5;
/** Up to so many, a run's second note is said as well. */
const fewNotes = 3;
/** A train loss this low means that nearly every training text is known by heart. */
const memorizedLoss = 0.05;

/** One note for every run that stands out, by run; then the best run, and where these are few, runs' second notes. */
export function notesOf({ shared, runs: settings }: Experiment, runs: readonly RunState[]): Note[] {
  const told = runs
    .map(({ id, trainings }, index): Told => ({ id, settings: settings[index], ...summaryOf(trainings) }))
    .filter(({ results, status }) => results.length >= fewestEpochs && status !== 'failed');
  const reference = told.find((run) => run.id === runs[0]?.id);
  const byRun = told.map((run) =>
    [
      wrongLabels(run, shared.labelNoise),
      learnsNothing(run),
      unsettled(run),
      reference && run !== reference ? smallerGap(run, reference, pairedAccuracy(runs, run.id)) : null,
      memorizes(run),
      majority(run),
      startsLate(run),
      overfits(run),
      sparse(run),
      gap(run),
    ].filter((note) => note !== null),
  );
  const best = bestOf(told);
  const first = byRun.flatMap((notes) => notes.slice(0, 1));
  const second = byRun.flatMap((notes) => notes.slice(1).filter(({ kind }) => secondKinds.has(kind)));
  const differences = differencesFrom(runs);
  // What is known of several seeds takes the place of what one would say.
  const main = [
    ...first,
    ...(differences.length > 0 ? differences : best ? [best] : []),
    ...runs.flatMap((run) => stopped(run, shared.epochs) ?? []),
  ];
  return [...main, ...second.slice(0, Math.max(0, fewNotes - main.length))];
}

/** What is worth saying of a run of which something else is said already. */
const secondKinds: ReadonlySet<Note['kind']> = new Set(['sparse', 'majority']);

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

/** Train loss climbs again, and validation loss with it. */
function unsettled({ id, results }: Told): Note | null {
  const rise = unsettledBy(results);
  return rise === null ? null : { kind: 'unsettled', id, ...rise };
}

const finalGap = ({ results }: Told) => gapOf(results.at(-1)!);

/** A gap that is told of: some two standard errors of the mean loss of a few hundred texts. */
const notableGap = 0.1;

function gap(run: Told): Note | null {
  return finalGap(run) < notableGap ? null : { kind: 'gap', id: run.id, gap: finalGap(run) };
}

/** A run that reads nothing has no gap, and that is no merit. */
function smallerGap(run: Told, reference: Told, paired: AccuracyVerdict | null): Note | null {
  const share = finalGap(run) / finalGap(reference);
  if (finalGap(reference) < notableGap || !(share >= 0 && share <= 0.75) || guesses(run)) return null;
  const texts = Math.min(run.data?.validationTexts ?? 0, reference.data?.validationTexts ?? 0);
  return {
    kind: 'smallerGap',
    id: run.id,
    reference: reference.id,
    share,
    accuracy: paired ?? compareAccuracy(run, reference, texts),
  };
}

type AccuracyVerdict = 'same' | 'better' | 'worse';

/** Of the last epoch against the first run's, seed by seed; null where there are too few seeds to tell. */
function pairedAccuracy(runs: readonly RunState[], id: RunId): AccuracyVerdict | null {
  const pairs = finishedPairs(runs.find((run) => run.id === id)!, runs[0]!);
  if (pairs.length < fewestPairs) return null;
  const accuracies = (place: 0 | 1) => pairs.map((pair) => pair[place].results.at(-1)!.validation.accuracy);
  const { verdict } = pairedDifference(accuracies(0), accuracies(1));
  if (verdict === 'noise' || verdict === 'tooFew') return 'same';
  return verdict === 'higher' ? 'better' : 'worse';
}

/** Of the last epoch: better or worse only beyond two standard errors of the difference of two shares of so many texts. */
function compareAccuracy(run: Told, reference: Told, texts: number): AccuracyVerdict {
  const [ours, theirs] = [run, reference].map(({ results }) => results.at(-1)!.validation.accuracy) as [number, number];
  const error = Math.sqrt((ours * (1 - ours) + theirs * (1 - theirs)) / Math.max(1, texts));
  if (Math.abs(ours - theirs) <= 2 * error) return 'same';
  return ours > theirs ? 'better' : 'worse';
}

const guesses = ({ results, data }: Told) => data !== null && isGuess(results.at(-1)!.train.loss, data);

function learnsNothing(run: Told): Note | null {
  if (!guesses(run) || run.status === 'training' || unsettledBy(run.results) !== null) return null;
  return {
    kind: 'learnsNothing',
    id: run.id,
    loss: run.results.at(-1)!.train.loss,
    penalized: run.settings ? isRegularized(run.settings) : false,
  };
}

/** Where labels are uneven, an accuracy no better than that of always answering the commonest one is called that. */
function majority({ id, results, data }: Told): Note | null {
  if (!data || !isLopsided(data)) return null;
  const { label, accuracy: share } = alwaysTheSame(data);
  const accuracy = bestAccuracy(results);
  const error = Math.sqrt((share * (1 - share)) / data.validationTexts);
  return accuracy > share + 2 * error ? null : { kind: 'majority', id, accuracy, label: data.labels[label]!, share };
}

function isRegularized(run: RunSettings): boolean {
  return (
    roles.some((role) => norms.some((norm) => run[`${role}${norm}`] > 0)) ||
    dropoutPlaces.some((place) => run[`${place}Dropout`] > 0) ||
    constrainedRoles.some((role) => run[`${role}Constraint`] !== 'none')
  );
}

function startsLate({ id, results, data }: Told): Note | null {
  const start = data ? results.findIndex((result) => !isGuess(result.train.loss, data)) : -1;
  return start >= 4 ? { kind: 'startsLate', id, epochs: start } : null;
}

function sparse({ id, results }: Told): Note | null {
  const share = results.at(-1)?.weights.kernels?.nearZeroShare ?? 0;
  return share >= 0.3 ? { kind: 'sparse', id, share } : null;
}

/** Only once all have ended, and only where the lead is no rounding. */
/** Each run against the first, seed by seed, once three seeds of both are finished. */
function differencesFrom([reference, ...others]: readonly RunState[]): Note[] {
  return others.flatMap((run): Note[] => {
    const found = bestLossDifference(run, reference!);
    const isTelling = found !== null && found.verdict !== 'tooFew' && [run, reference!].every(hasEnded);
    return isTelling ? [{ kind: 'difference', id: run.id, reference: reference!.id, ...found }] : [];
  });
}

const hasEnded = ({ trainings }: RunState) => !trainings.some(isUnderWay);

/** How many seeds to train where too few of them, each for itself, say which run is better; null where they do not. */
export function seedsToOffer({ shared }: Experiment, runs: readonly RunState[]): number | null {
  const areFinished = runs.length > 1 && trainingsOf(runs).every(({ status }) => status === 'finished');
  return areFinished && shared.seeds < fewestPairs ? offeredSeeds : null;
}

/** Few enough to wait for, and enough for a large difference to show. */
const offeredSeeds = 5;

function bestOf(runs: readonly Told[]): Note | null {
  if (runs.length < 2 || runs.some((run) => run.status !== 'finished')) return null;
  const [first, second] = runs
    .map((run) => ({ id: run.id, best: bestEpoch(run.results)! }))
    .sort((a, b) => a.best.validation.loss - b.best.validation.loss);
  if (!first || !second || first.best.validation.loss > second.best.validation.loss - 0.005) return null;
  return { kind: 'best', id: first.id, loss: first.best.validation.loss, epoch: first.best.epoch };
}
