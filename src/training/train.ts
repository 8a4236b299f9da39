// Trains one run: an async generator that yields an EpochResult per epoch. Knows no messages, no worker.

import { BackendLost } from '../engine/backends/running-backend';
import type { Scores } from '../engine/evaluated';
import { penaltyReport } from '../engine/penalty';
import { weightReports } from '../engine/weight-report';
import type { Backend, RunSettings, SharedSettings } from '../experiment/experiment';
import { floatsPerToken, modelOf } from '../experiment/model-spec';
import type { Dataset } from '../text/dataset';
import { type EvaluationBatch, evaluationBatches, trainingBatches } from './batches';
import { createBreath } from './breath';
import { prepareRun } from './prepare-run';
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
  const { model, penalties, start, learnFrom, takeStep } = prepareRun(dataset, shared, run);
  const tokenWidth = floatsPerToken(modelOf(run));
  const evaluated = {
    train: evaluationBatches(dataset.training, tokenWidth),
    validation: evaluationBatches(dataset.validation, tokenWidth),
  };
  let checkpoint = start;
  let learner = learnFrom(checkpoint, backend);
  let wasReplaced = false;
  let elapsedMs = 0;

  async function trainEpoch(epoch: number) {
    const breathe = createBreath(learner, signal);
    const startMs = performance.now();
    let tokens = 0;
    let step = 0;
    for (const batch of trainingBatches(dataset.training, shared, epoch)) {
      tokens += takeStep(learner, batch, epoch, step);
      step++;
      if (await breathe()) return null;
    }
    await learner.settle();
    const trainingMs = performance.now() - startMs;
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
    elapsedMs += performance.now() - startMs;
    return {
      epoch,
      train,
      validation,
      penalty: penaltyReport(model.parameters, penalties, weights),
      gradientNorm,
      weights: weightReports(model.parameters, weights),
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
