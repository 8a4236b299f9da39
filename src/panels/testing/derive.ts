// A run → what of it can be evaluated on the test texts, and what an evaluation says, ready to be drawn.

import { type Backend, type Experiment, runIdsOf } from '../../experiment/experiment';
import { testSetKey, trainingKey } from '../../experiment/keys';
import { drawsOf } from '../../experiment/seeds';
import { isSeen, type Look, looksAt, shortKey, type WeightChoice } from '../../runs/look-memory';
import { type Interval, mean, standardDeviation } from '../../runs/statistics';
import type { RunState } from '../../runs/store';
import { bestEpoch } from '../../runs/summary';
import { resultKey, type TestedTraining, type TestRequest } from '../../runs/tester';
import { wilsonInterval } from '../../runs/wilson';

export type Standing =
  | { kind: 'unfinished' }
  /** Some seed has no test text. */
  | { kind: 'empty' }
  | {
      kind: 'ready';
      labels: readonly string[];
      testSets: readonly string[];
      /** In each test set; null where seeds have their own. */
      texts: number | null;
      requests: Requests;
    };

type Requests = Record<WeightChoice, readonly TestRequest[]>;

/** What of a run can be evaluated: all its trainings, once all are finished. */
export function standingOf({ shared, runs }: Experiment, { id, trainings }: RunState): Standing {
  const settings = runs[runIdsOf(runs).indexOf(id)];
  const draws = drawsOf(shared);
  if (!settings || trainings.length !== draws.length) return { kind: 'unfinished' };
  const requests: Requests = { final: [], best: [] };
  const testSets = new Set<string>();
  for (const [place, { key, seed, status, results, backend, data, ending }] of trainings.entries()) {
    const own = draws[place]!;
    const best = bestEpoch(results);
    const last = results.at(-1);
    // What is shown may be a moment behind the settings.
    const isReady = status === 'finished' && best && last && backend && data && key === trainingKey(own, settings);
    if (!isReady) return { kind: 'unfinished' };
    if (data.testTexts === 0) return { kind: 'empty' };
    testSets.add(shortKey(testSetKey(own, data.splitIsGiven)));
    const about = { key, seed, shared: onBackend(own, backend.backend), run: settings, results };
    requests.final = [...requests.final, { ...about, epoch: ending?.weightsEpoch ?? last.epoch }];
    requests.best = [...requests.best, { ...about, epoch: best.epoch }];
  }
  const { labels, testTexts } = trainings[0]!.data!;
  return { kind: 'ready', labels, testSets: [...testSets], texts: testSets.size === 1 ? testTexts : null, requests };
}

const onBackend = <Settings extends object>(shared: Settings, backend: Backend) => ({ ...shared, backend });

/** Whether anything of a run was seen on the test texts, as it stands. */
export const wasTested = (standing: Standing, looks: readonly Look[]): boolean =>
  standing.kind === 'ready' &&
  Object.values(standing.requests).some((requests) => isSeen(looks, requests.map(resultKey)));

export interface LookAhead {
  before: readonly Look[];
  /** Which look at this test set it would be, from 1 on; null where it would show nothing new. */
  place: number | null;
}

/** What kind of look an evaluation would be. */
export function lookAhead(
  looks: readonly Look[],
  testSets: readonly string[],
  requests: readonly TestRequest[],
): LookAhead {
  const before = looksAt(looks, testSets);
  return { before, place: isSeen(before, requests.map(resultKey)) ? null : before.length + 1 };
}

/** The lowest and the highest epoch whose weights are evaluated. */
export function epochRange(requests: readonly TestRequest[]): [least: number, most: number] {
  const epochs = requests.map(({ epoch }) => epoch);
  return [Math.min(...epochs), Math.max(...epochs)];
}

/** What was evaluated of all that is asked for; null where something is missing. */
export function foundOf(
  requests: readonly TestRequest[],
  tested: ReadonlyMap<string, TestedTraining>,
): readonly TestedTraining[] | null {
  const found = requests.flatMap((request) => tested.get(resultKey(request)) ?? []);
  return found.length === requests.length ? found : null;
}

export interface Reported {
  /** The mean over seeds, and its standard deviation where there are several. */
  accuracy: { mean: number; deviation: number | null };
  loss: { mean: number; deviation: number | null };
  /**
   * Of the accuracy, for other texts. Seeds that read the same test texts do not make them more: the mean accuracy is
   * taken as if counted on the texts once, which is never too narrow, as the mean of several trainings varies less from
   * text to text than one does. Null where seeds have test texts of their own: those of two splits overlap, and so do
   * the texts trained on, so that neither counts nor seeds are independent.
   */
  interval: Interval | null;
  intervalOf: 'one' | 'sameTexts' | 'ownTexts';
  texts: number;
  validation: { accuracy: number; loss: number };
}

/** @param testSets how many different ones the trainings have */
export function reportOf(trainings: readonly TestedTraining[], testSets: number): Reported {
  const over = (of: (training: TestedTraining) => number) => {
    const values = trainings.map(of);
    return { mean: mean(values), deviation: values.length > 1 ? standardDeviation(values) : null };
  };
  const accuracy = over((training) => training.accuracy);
  const { texts } = trainings[0]!;
  return {
    accuracy,
    loss: over(({ loss }) => loss),
    interval: testSets > 1 ? null : wilsonInterval(accuracy.mean, texts),
    intervalOf: testSets > 1 ? 'ownTexts' : trainings.length > 1 ? 'sameTexts' : 'one',
    texts,
    validation: {
      accuracy: mean(trainings.map(({ validation }) => validation.accuracy)),
      loss: mean(trainings.map(({ validation }) => validation.loss)),
    },
  };
}

/** One seed's own, in the order of the seeds. */
export const intervalOf = ({ accuracy, texts }: TestedTraining): Interval => wilsonInterval(accuracy, texts);

export interface ConfusionRow {
  label: string;
  /** Of its texts; null for a label without any. */
  right: number | null;
  cells: readonly { count: number; share: number; isRight: boolean }[];
}

/** Counts are means over the trainings. */
export function confusionRows(trainings: readonly TestedTraining[], labels: readonly string[]): ConfusionRow[] {
  return labels.map((label, row) => {
    const counts = labels.map((_, column) => mean(trainings.map(({ confusion }) => confusion[row]![column]!)));
    const all = counts.reduce((sum, count) => sum + count, 0);
    const share = (count: number) => (all === 0 ? 0 : count / all);
    return {
      label,
      right: all === 0 ? null : share(counts[row]!),
      cells: counts.map((count, column) => ({ count, share: share(count), isRight: column === row })),
    };
  });
}

/** A mean over several trainings has one decimal; what is not 0 never reads so. */
export function formatCountOf(count: number, trainings: number): string {
  if (trainings === 1 || count === 0) return String(count);
  return count < 0.05 ? '<0.1' : count.toFixed(1);
}
