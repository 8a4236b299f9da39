// Trains one run: an async generator that yields an EpochResult per epoch. Knows no messages, no worker.

import { BackendLost } from '../engine/backends/running-backend';
import { initialWeights, type Network, weightShapes } from '../engine/classifier';
import { type DropoutRates, dropoutMasks } from '../engine/dropout';
import { type Checkpoint, createLearner, type Learner, type Scores } from '../engine/learner';
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
  /**
   * Starts another backend in the place of one that was lost, once a run; training goes on after the last
   * finished epoch. Without it, and for a second loss, the generator throws BackendLost.
   */
  replaceBackend?: (lost: BackendLost, lastEpoch: number) => Promise<Backend>;
}

/**
 * Trains a run.
 * @throws Diverged
 * @throws BackendLost
 */
export async function* train(
  dataset: Dataset,
  shared: SharedSettings,
  run: RunSettings,
  { signal, onMistakes, backend, replaceBackend }: TrainOptions = {},
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
  const learnFrom = (start: Checkpoint, on: Backend | undefined) =>
    createLearner({
      cell: run.cell,
      shapes: weightShapes(network),
      start,
      optimizer: optimizerOf(shared),
      penalties,
      clipNorm: shared.clipNorm,
      backend: on,
    });
  let checkpoint: Checkpoint = { weights: initialWeights(network, seed), steps: 0 };
  let learner = learnFrom(checkpoint, backend);
  let wasReplaced = false;
  let elapsedMs = 0;

  async function trainEpoch(epoch: number) {
    const breathe = createBreath(learner, signal);
    const start = performance.now();
    let tokens = 0;
    let step = 0;
    for (const batch of trainingBatches(dataset.training, shared, epoch)) {
      const shape = { batch: batch.labelIds.length, time: batch.time };
      const moment = { seed, epoch, step };
      learner.step(batch, () => dropoutMasks(rates, network, shape, moment));
      for (const length of batch.lengths) tokens += length;
      step++;
      if (await breathe()) return null;
    }
    await learner.settle();
    const trainingMs = performance.now() - start;
    for (const batch of [...evaluated.train, ...evaluated.validation]) {
      learner.evaluate(batch);
      if (await breathe()) return null;
    }
    const { scores, weights, gradientNorm, checkpoint: reached } = await learner.read();
    const training = summarize(evaluated.train, scores.slice(0, evaluated.train.length));
    const validating = summarize(evaluated.validation, scores.slice(evaluated.train.length));
    const { evaluation: train } = training;
    const { evaluation: validation } = validating;
    if (!(train.loss <= largestLoss)) throw new Diverged(epoch, train.loss);
    if (!(validation.loss <= largestLoss)) throw new Diverged(epoch, validation.loss);

    if (epoch === shared.epochs) onMistakes?.({ training: training.mistakes, validation: validating.mistakes });
    checkpoint = reached ?? checkpoint;
    elapsedMs += performance.now() - start;
    return {
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

  async function goOnElsewhere(error: unknown, lastEpoch: number): Promise<void> {
    if (!(error instanceof BackendLost) || wasReplaced || !replaceBackend) throw error;
    wasReplaced = true;
    learner.dispose();
    learner = learnFrom(checkpoint, await replaceBackend(error, lastEpoch));
  }

  try {
    for (let epoch = 1; epoch <= shared.epochs; ) {
      let result: EpochResult | null;
      try {
        result = await trainEpoch(epoch);
      } catch (error) {
        await goOnElsewhere(error, epoch - 1);
        continue;
      }
      if (!result) return;
      yield result;
      epoch++;
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

function summarize(
  batches: readonly EvaluationBatch[],
  scores: readonly Scores[],
): { evaluation: Evaluation; mistakes: Uint32Array } {
  let loss = 0;
  let texts = 0;
  const wrong: number[] = [];
  for (const [index, { losses, predictions }] of scores.entries()) {
    const { labelIds, positions } = batches[index]!;
    for (const value of losses) loss += value;
    for (const [i, prediction] of predictions.entries()) if (prediction !== labelIds[i]) wrong.push(positions[i]!);
    texts += labelIds.length;
  }
  const evaluation = { loss: loss / texts, accuracy: (texts - wrong.length) / texts };
  return { evaluation, mistakes: Uint32Array.from(wrong).sort() };
}

/**
 * Lets messages in when the turn is over, and says whether training is to end. A GPU may be one turn behind, and
 * no more: what is asked for beyond that could not be stopped.
 */
function createBreath(learner: Learner, signal: AbortSignal | undefined): () => Promise<boolean> {
  let turnStart = performance.now();
  let lastTurn = Promise.resolve();
  return async () => {
    if (performance.now() - turnStart >= turnMs) {
      await nextTask();
      await lastTurn;
      lastTurn = learner.settle();
      // Whoever does not come to wait for it must not be told as of an error that nobody caught.
      lastTurn.catch(() => {});
      turnStart = performance.now();
    }
    return signal?.aborted ?? false;
  };
}
