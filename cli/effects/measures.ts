// What regularizers move, each a number of a trained network.

import { type DropoutRates, dropoutMasks } from '../../src/engine/dropout';
import { meanActivities, type Scores } from '../../src/engine/evaluated';
import {
  type ActivityPenalty,
  type ConstrainedRole,
  type DropoutPlace,
  dropoutPlaces,
  type Role,
  type RunSettings,
  type SharedSettings,
  type WordDropout,
  type ZoneoutPlace,
} from '../../src/experiment/experiment';
import { floatsPerToken, modelOf } from '../../src/experiment/model-spec';
import { mean } from '../../src/runs/statistics';
import type { DatasetPart } from '../../src/text/dataset';
import { evaluationBatches } from '../../src/training/batches';
import { prepareRun } from '../../src/training/prepare-run';
import type { Trained } from './trained';

export interface Measure {
  /** As the table has it. */
  name: string;
  of(trained: Trained): number | Promise<number>;
}

const matricesOf = ({ model, weights }: Trained, roles: readonly Role[]) =>
  model.parameters.flatMap(({ role, shape }, i) =>
    role !== null && roles.includes(role) ? [{ values: weights[i]!, columns: shape.at(-1)! }] : [],
  );

const entriesOf = (trained: Trained, roles: readonly Role[]): number[] =>
  matricesOf(trained, roles).flatMap(({ values }) => [...values]);

const normOf = (values: Iterable<number>): number => {
  let squares = 0;
  for (const value of values) squares += value * value;
  return Math.sqrt(squares);
};

const shareOf = (values: readonly number[], counts: (value: number) => boolean): number =>
  values.filter(counts).length / values.length;

export const norm = (...roles: Role[]): Measure => ({
  name: 'norm',
  of: (trained) => normOf(entriesOf(trained, roles)),
});

export const nearZeroShare = (...roles: Role[]): Measure => ({
  name: 'share nearer to 0 than 0.001',
  of: (trained) => shareOf(entriesOf(trained, roles), (w) => Math.abs(w) < 1e-3),
});

export const zeroShare = (...roles: Role[]): Measure => ({
  name: 'share of exact zeros',
  of: (trained) => shareOf(entriesOf(trained, roles), (w) => w === 0),
});

export const negativeShare = (role: ConstrainedRole): Measure => ({
  name: 'share of negative weights',
  of: (trained) => shareOf(entriesOf(trained, [role]), (w) => w < 0),
});

export const largestWeight = (...roles: Role[]): Measure => ({
  name: 'largest size of a weight',
  of: (trained) => entriesOf(trained, roles).reduce((largest, w) => Math.max(largest, Math.abs(w)), 0),
});

function columnNorms(trained: Trained, role: Role): number[] {
  return matricesOf(trained, [role]).flatMap(({ values, columns }) =>
    Array.from({ length: columns }, (_, column) => normOf(values.filter((_, i) => i % columns === column))),
  );
}

export const largestColumnNorm = (role: ConstrainedRole): Measure => ({
  name: 'largest column norm',
  of: (trained) => Math.max(...columnNorms(trained, role)),
});

export const distanceFromUnitNorm = (role: ConstrainedRole): Measure => ({
  name: 'largest distance of a column norm from 1',
  of: (trained) => Math.max(...columnNorms(trained, role).map((length) => Math.abs(length - 1))),
});

export const validationLoss: Measure = { name: 'validation loss', of: ({ result }) => result.validation.loss };

/** How far training has led all weights from where they began. */
export const distanceFromStart: Measure = {
  name: 'distance of the weights from their start',
  of: ({ start, weights }) => normOf(weights.flatMap((own, i) => [...own].map((w, j) => w - start[i]![j]!))),
};

export const trainLoss: Measure = { name: 'train loss', of: ({ result }) => result.train.loss };

/** A word is rare where the training texts hold it once, and frequent where they hold it ten times or more. */
export const rareToFrequent: Measure = {
  name: 'vectors of rare words by those of frequent words',
  of(trained) {
    const { tokenIds } = trained.dataset.training;
    const [{ values, columns }] = matricesOf(trained, ['embedding']) as [ReturnType<typeof matricesOf>[number]];
    const counts = new Map<number, number>();
    for (const id of tokenIds) if (id !== 0) counts.set(id, (counts.get(id) ?? 0) + 1);
    const meanNorm = (holds: (count: number) => boolean) =>
      mean(
        [...counts]
          .filter(([, count]) => holds(count))
          .map(([id]) => normOf(values.subarray(id * columns, (id + 1) * columns))),
      );
    return meanNorm((count) => count === 1) / meanNorm((count) => count >= 10);
  },
};

/** Scores of a part by the network as it was trained, dropout off; with `changed` settings that make it report more. */
async function score(trained: Trained, part: DatasetPart, changed: Partial<RunSettings> = {}): Promise<Scores[]> {
  const { dataset, shared, weights } = trained;
  const run = { ...trained.run, ...changed };
  const learner = prepareRun(dataset, shared, run).learnFrom({ weights, steps: 0 });
  try {
    for (const batch of evaluationBatches(part, floatsPerToken(modelOf(run)))) learner.evaluate(batch);
    return (await learner.read()).scores;
  } finally {
    learner.dispose();
  }
}

/** What a penalty on what the network computes is at strength 1, on the training texts. */
const activityOf = (kind: ActivityPenalty, name: string): Measure => ({
  name,
  of: async (trained) => meanActivities(await score(trained, trained.dataset.training, { [kind]: 1 }))[kind]!,
});
export const meanSquare = activityOf('activity', 'mean h²');
export const meanSquaredChange = activityOf('temporalActivity', 'mean (hₜ − hₜ₋₁)²');
export const attentionEntropy = activityOf('attentionEntropy', 'entropy of the attention, nats');

/** Mean probability of the label that the network chooses, on the validation texts. */
export const confidence: Measure = {
  name: 'mean probability of the chosen label, validation',
  async of(trained) {
    // With two labels the probability of the right one, which the loss tells, tells that of the other.
    if (trained.dataset.labels.length !== 2) throw new Error('confidence is measured on two labels');
    const losses = (await score(trained, trained.dataset.validation)).flatMap((batch) => [...batch.losses]);
    return mean(losses.map((loss) => Math.max(Math.exp(-loss), 1 - Math.exp(-loss))));
  },
};

const isDropout = (place: DropoutPlace | ZoneoutPlace): place is DropoutPlace =>
  (dropoutPlaces as readonly string[]).includes(place);

const noDropout = Object.fromEntries(dropoutPlaces.map((place) => [place, 0])) as Record<DropoutPlace, number>;

/**
 * How much more a training text loses, in nats, while three quarters of what stands at a place are dropped, by fixed
 * masks: what dropout there teaches a network to bear, however well it fits.
 */
export const lossByDropping = (place: DropoutPlace | ZoneoutPlace, words: WordDropout = 'place'): Measure => ({
  name: isDropout(place) ? 'train loss by dropping 0.75 of it' : 'train loss by keeping 0.75 as it was',
  async of({ dataset, shared, run, weights, result }) {
    // Steps of rate 0 tell a loss under dropout and leave the weights as they are.
    const still: SharedSettings = { ...shared, optimizer: 'sgd', learningRate: 0, momentum: 0 };
    const { model, learnFrom } = prepareRun(dataset, still, run);
    const learner = learnFrom({ weights, steps: 0 });
    const rates: DropoutRates = { ...noDropout, [place]: 0.75, words };
    let sum = 0;
    try {
      for (const [step, batch] of evaluationBatches(dataset.training, floatsPerToken(modelOf(run))).entries()) {
        const given = { batch: batch.labelIds.length, time: batch.time, tokenIds: batch.tokenIds };
        const makeMasks = () => dropoutMasks(rates, model.dropoutSites, given, { seed: shared.seed, epoch: 0, step });
        sum += (await learner.stepWithLoss(batch, makeMasks)).data * batch.labelIds.length;
      }
      return sum / dataset.training.labelIds.length - result.train.loss;
    } finally {
      learner.dispose();
    }
  },
});
