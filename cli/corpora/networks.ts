// Trains the networks of a corpus: a small sweep of regularizers, and its winners once more on other seeds.

import type { CorpusName, RunSettings, SharedSettings } from '../../src/experiment/experiment';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { mean } from '../../src/runs/statistics';
import type { Corpus } from '../../src/text/corpus';
import { type Dataset, prepareDataset } from '../../src/text/dataset';
import { trainWhole } from '../../src/training/whole-run';

export const sweptCells = ['LSTM', 'GRU'] as const;
export type SweptCell = (typeof sweptCells)[number];

/** What one run came to. The best epoch is that of the lowest validation loss. */
export interface Outcome {
  seed: number;
  bestEpoch: number;
  bestLoss: number;
  bestAccuracy: number;
  finalLoss: number;
  finalAccuracy: number;
  /** Training loss and accuracy after the last epoch. */
  trainLoss: number;
  trainAccuracy: number;
}

export interface Point {
  settings: Partial<RunSettings>;
  /** One a seed. */
  outcomes: Outcome[];
}

/** The unregularized network and the sweep's winner on the same seeds. */
export interface Comparison {
  trainingTexts: number;
  nothing: Point;
  winner: Point;
}

export interface CellResults {
  cell: SweptCell;
  sweep: Point[];
  /** On 600 training texts, then on all there are. */
  comparisons: Comparison[];
}

export interface Plan {
  epochs: number;
  points: readonly Partial<RunSettings>[];
  choosingSeeds: readonly number[];
  /** Others than those that the winner was chosen by, or its luck would count as a gain. */
  reportedSeeds: readonly number[];
  trainingSizes: readonly number[];
}

const l2Strengths = [0, 1e-3, 3e-3, 1e-2];
const dropoutRates = [0, 0.3, 0.5];
const penalized = (l2: number): Partial<RunSettings> => (l2 > 0 ? { kernelL2: l2, recurrentL2: l2 } : {});
const dropped = (rate: number): Partial<RunSettings> =>
  rate > 0 ? { embeddingDropout: rate, outputDropout: rate } : {};

/** More than any corpus has. */
const all = 20_000;

export const fullPlan: Plan = {
  epochs: 20,
  points: [
    ...l2Strengths.flatMap((l2) => dropoutRates.map((rate) => ({ ...penalized(l2), ...dropped(rate) }))),
    { recurrentL2: 1e-2 },
  ],
  choosingSeeds: [1, 2, 3],
  reportedSeeds: [7, 8, 9, 10, 11],
  trainingSizes: [defaultShared.trainingSize, all],
};

/** Goes through every step in seconds; its numbers mean nothing. */
export const quickPlan: Plan = {
  epochs: 3,
  points: [{}, { ...penalized(3e-3), ...dropped(0.5) }],
  choosingSeeds: [1],
  reportedSeeds: [7, 8],
  trainingSizes: [100, 200],
};

/** The experiment that a run of the sweep is, so that the page can open it. */
export function sharedSettings(corpus: CorpusName, trainingSize: number, seed: number, plan: Plan): SharedSettings {
  return { ...defaultShared, corpus, trainingSize, seed, epochs: plan.epochs };
}

/** The winner has the lowest mean validation loss at the best epoch, on the first training size. */
export async function trainNetworks(corpus: Corpus & { name: CorpusName }, plan: Plan): Promise<CellResults[]> {
  const datasets = new Map<string, Dataset>();
  const trainPoint = async (settings: Partial<RunSettings>, trainingSize: number, seeds: readonly number[]) => {
    const outcomes: Outcome[] = [];
    for (const seed of seeds) {
      const shared = sharedSettings(corpus.name, trainingSize, seed, plan);
      const key = `${trainingSize} ${seed}`;
      const dataset = datasets.get(key) ?? prepareDataset(corpus, shared);
      datasets.set(key, dataset);
      outcomes.push(await outcomeOf(dataset, shared, { ...defaultRun, ...settings }));
    }
    return outcomes;
  };

  const results: CellResults[] = [];
  for (const cell of sweptCells) {
    const sweep: Point[] = [];
    for (const settings of plan.points) {
      sweep.push({
        settings,
        outcomes: await trainPoint({ cell, ...settings }, plan.trainingSizes[0]!, plan.choosingSeeds),
      });
    }
    const { settings } = bestOf(sweep.filter((point) => Object.keys(point.settings).length > 0));
    const comparisons: Comparison[] = [];
    for (const size of plan.trainingSizes) {
      const nothing = { settings: {}, outcomes: await trainPoint({ cell }, size, plan.reportedSeeds) };
      const winner = { settings, outcomes: await trainPoint({ cell, ...settings }, size, plan.reportedSeeds) };
      const { trainingTexts } = datasets.get(`${size} ${plan.reportedSeeds[0]}`)!.report;
      comparisons.push({ trainingTexts, nothing, winner });
    }
    results.push({ cell, sweep, comparisons });
  }
  return results;
}

function bestOf(points: readonly Point[]): Point {
  const loss = ({ outcomes }: Point) => mean(outcomes.map(({ bestLoss }) => bestLoss));
  return points.reduce((best, point) => (loss(point) < loss(best) ? point : best));
}

async function outcomeOf(dataset: Dataset, shared: SharedSettings, run: RunSettings): Promise<Outcome> {
  const { results: epochs, outcome } = await trainWhole(dataset, shared, run);
  if (outcome.kind !== 'finished') throw new Error(`a run must finish, got ${JSON.stringify(outcome)}`);
  const best = epochs.find(({ epoch }) => epoch === outcome.bestEpoch)!;
  const last = epochs.at(-1)!;
  return {
    seed: shared.seed,
    bestEpoch: best.epoch,
    bestLoss: rounded(best.validation.loss),
    bestAccuracy: rounded(best.validation.accuracy),
    finalLoss: rounded(last.validation.loss),
    finalAccuracy: rounded(last.validation.accuracy),
    trainLoss: rounded(last.train.loss),
    trainAccuracy: rounded(last.train.accuracy),
  };
}

const rounded = (value: number) => Math.round(value * 1e5) / 1e5;
