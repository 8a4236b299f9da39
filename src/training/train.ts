// Trains one run: an async generator that yields an EpochResult per epoch. Knows no messages, no worker.

import { initialWeights, type Network, weightShapes } from '../engine/classifier';
import { type DropoutRates, dropoutMasks } from '../engine/dropout';
import { createLearner, type Learner } from '../engine/learner';
import { gateCounts } from '../engine/ops/rnn';
import type { OptimizerSettings } from '../engine/optimizer';
import { penaltiesOf, penaltyReport } from '../engine/penalty';
import { weightReports } from '../engine/weight-report';
import { type Backend, dropoutPlaces, type RunSettings, type SharedSettings } from '../experiment/experiment';
import { dropoutId } from '../experiment/fields';
import type { Dataset } from '../text/dataset';
import { type EvaluationBatch, evaluationBatches, trainingBatches } from './batches';
import { nextTask } from './next-task';
import type { EpochResult, Evaluation, Mistakes } from './protocol';

/** Training cannot go on: the loss is not a number any more, or beyond what a curve can show. */
export class Diverged extends Error {
  constructor(
    readonly epoch: number,
    readonly loss: number,
  ) {
    super(`the loss became ${loss} in epoch ${epoch}`);
  }
}

/** Chance is ln(labels) ≤ 3; a mean loss beyond this is an explosion, and would flatten every other curve. */
const largestLoss = 1000;
/** How long training runs before it lets messages in. */
const turnMs = 16;

export interface TrainOptions {
  /** Ends training at the next step; the generator then returns. */
  signal?: AbortSignal;
  /** Hears after the last epoch which texts are still wrong. */
  onMistakes?: (mistakes: Mistakes) => void;
  /** The started backend to train on; the one that is current at the first step unless given. */
  backend?: Backend;
}

/**
 * Trains a run.
 * @throws Diverged
 */
export async function* train(
  dataset: Dataset,
  shared: SharedSettings,
  run: RunSettings,
  { signal, onMistakes, backend }: TrainOptions = {},
): AsyncGenerator<EpochResult, void, void> {
  const network: Network = {
    cell: run.cell,
    units: run.units,
    embeddingSize: run.embeddingSize,
    vocabularyRows: dataset.vocabulary.tokens.length,
    classes: dataset.labels.length,
  };
  const { seed } = shared;
  const penalties = penaltiesOf(run);
  const rates = Object.fromEntries(dropoutPlaces.map((place) => [place, run[dropoutId(place)]])) as DropoutRates;
  const tokenWidth = (gateCounts[run.cell] + 4) * run.units + 2 * run.embeddingSize;
  const evaluated = {
    train: evaluationBatches(dataset.training, tokenWidth),
    validation: evaluationBatches(dataset.validation, tokenWidth),
  };
  const learner = createLearner({
    cell: run.cell,
    shapes: weightShapes(network),
    weights: initialWeights(network, seed),
    optimizer: optimizerOf(shared),
    penalties,
    clipNorm: shared.clipNorm,
    backend,
  });
  const breathe = createBreath(signal);

  let elapsedMs = 0;
  try {
    for (let epoch = 1; epoch <= shared.epochs; epoch++) {
      const start = performance.now();
      let tokens = 0;
      let step = 0;
      for (const batch of trainingBatches(dataset.training, shared, epoch)) {
        const shape = { batch: batch.labelIds.length, time: batch.time };
        const moment = { seed, epoch, step };
        learner.step(batch, () => dropoutMasks(rates, network, shape, moment));
        for (const length of batch.lengths) tokens += length;
        step++;
        if (await breathe()) return;
      }
      const trainingMs = performance.now() - start;
      const training = await evaluate(learner, evaluated.train, breathe);
      const validating = await evaluate(learner, evaluated.validation, breathe);
      if (!training || !validating) return;
      const { evaluation: train } = training;
      const { evaluation: validation } = validating;
      if (!(train.loss <= largestLoss)) throw new Diverged(epoch, train.loss);
      if (!(validation.loss <= largestLoss)) throw new Diverged(epoch, validation.loss);

      if (epoch === shared.epochs) onMistakes?.({ training: training.mistakes, validation: validating.mistakes });
      const weights = learner.readWeights();
      const gradientNorm = learner.takeGradientNorm();
      elapsedMs += performance.now() - start;
      yield {
        epoch,
        train,
        validation,
        penalty: penaltyReport(penalties, weights),
        gradientNorm,
        weights: weightReports(weights, run.units),
        tokensPerSecond: trainingMs > 0 ? (1000 * tokens) / trainingMs : 0,
        elapsedMs,
      };
    }
  } finally {
    learner.dispose();
  }
}

function optimizerOf({ optimizer, learningRate, momentum, weightDecay }: SharedSettings): OptimizerSettings {
  switch (optimizer) {
    case 'sgd':
      return { name: optimizer, learningRate, momentum };
    case 'adam':
      return { name: optimizer, learningRate };
    case 'adamw':
      return { name: optimizer, learningRate, weightDecay };
    default:
      return optimizer satisfies never;
  }
}

/** Null when training was ended meanwhile. */
async function evaluate(
  learner: Learner,
  batches: readonly EvaluationBatch[],
  breathe: () => Promise<boolean>,
): Promise<{ evaluation: Evaluation; mistakes: Uint32Array } | null> {
  let loss = 0;
  let texts = 0;
  const wrong: number[] = [];
  for (const batch of batches) {
    const { losses, predictions } = learner.evaluate(batch);
    for (const value of losses) loss += value;
    for (const [i, prediction] of predictions.entries()) {
      if (prediction !== batch.labelIds[i]) wrong.push(batch.positions[i]!);
    }
    texts += batch.labelIds.length;
    if (await breathe()) return null;
  }
  const evaluation = { loss: loss / texts, accuracy: (texts - wrong.length) / texts };
  return { evaluation, mistakes: Uint32Array.from(wrong).sort() };
}

/** Lets messages in when the turn is over, and says whether training is to end. */
function createBreath(signal: AbortSignal | undefined): () => Promise<boolean> {
  let turnStart = performance.now();
  return async () => {
    if (performance.now() - turnStart >= turnMs) {
      await nextTask();
      turnStart = performance.now();
    }
    return signal?.aborted ?? false;
  };
}
