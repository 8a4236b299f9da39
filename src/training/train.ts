// Trains one run: an async generator that yields an EpochResult per epoch and returns how the run ended. Knows
// no messages, no worker.

import { meanActivities, type Scores } from '../engine/evaluated';
import type { Reading } from '../engine/learner';
import { penaltyReport } from '../engine/penalty';
import { BackendLost } from '../engine/running-backend';
import { weightReports } from '../engine/weight-report';
import type { Backend, RunSettings, SharedSettings } from '../experiment/experiment';
import { phasesOf } from '../experiment/fork';
import { floatsPerToken, modelOf } from '../experiment/model-spec';
import type { Dataset } from '../text/dataset';
import { type EvaluationBatch, evaluationBatches } from './batches';
import { createBreath } from './breath';
import type { Outcome } from './outcome';
import { prepareRun } from './prepare-run';
import type { EpochResult, Evaluation, Mistakes } from './protocol';
import { createStopping } from './stopping';

/** Chance is ln(labels) ≤ 5.3; a mean loss beyond this is an explosion, and would flatten every other curve. */
const largestLoss = 1000;

export interface TrainOptions {
  /** Ends training at the next step; the outcome is then `stopped`. */
  signal?: AbortSignal;
  /** The last epoch, where that is to be one before `shared.epochs`; the schedule goes by those all the same. */
  lastEpoch?: number | undefined;
  /** The started backend to train on; the one that is current at the first step unless given. */
  backend?: Backend;
  /**
   * Starts another backend in the place of one that was lost, once a run; training goes on after the last
   * finished epoch. Without it, and for a second loss, the generator throws BackendLost.
   */
  replaceBackend?: (lost: BackendLost, lastEpoch: number) => Promise<Backend>;
}

interface TrainedEpoch {
  kind: 'trained';
  result: EpochResult;
  weights: Reading['weights'];
  mistakes: Mistakes;
}

/**
 * Trains a run. Its last result says that it is the last; what follows it is the outcome, at no cost.
 * @throws BackendLost
 */
export async function* train(
  dataset: Dataset,
  shared: SharedSettings,
  run: RunSettings,
  { signal, lastEpoch = Number.POSITIVE_INFINITY, backend, replaceBackend }: TrainOptions = {},
): AsyncGenerator<EpochResult, Outcome, void> {
  const phases = phasesOf(run).map((phase) => ({ ...phase, ...prepareRun(dataset, shared, phase.run) }));
  let [phase] = phases as [(typeof phases)[0]];
  let running = backend;
  const tokenWidth = floatsPerToken(modelOf(run));
  const evaluated = {
    train: evaluationBatches(dataset.training, tokenWidth),
    validation: evaluationBatches(dataset.validation, tokenWidth),
  };
  let checkpoint = phase.start;
  let learner = phase.learnFrom(checkpoint, running);
  let wasReplaced = false;
  let elapsedMs = 0;
  let best = { epoch: 0, loss: Number.POSITIVE_INFINITY };
  let stopping = createStopping(phase.run);
  let kept: Pick<TrainedEpoch, 'result' | 'weights' | 'mistakes'> | null = null;

  async function trainEpoch(epoch: number): Promise<TrainedEpoch | Outcome> {
    const { model, rules, batches, takeStep, lastEpoch } = phase;
    const breathe = createBreath(learner, signal);
    const startMs = performance.now();
    let tokens = 0;
    let step = 0;
    for (const batch of batches(epoch)) {
      tokens += takeStep(learner, batch, epoch, step);
      step++;
      if (await breathe()) return { kind: 'stopped' };
    }
    await learner.settle();
    const trainingMs = performance.now() - startMs;
    for (const batch of [...evaluated.train, ...evaluated.validation]) {
      learner.evaluate(batch);
      if (await breathe()) return { kind: 'stopped' };
    }
    const { scores, weights, gradientNorm, checkpoint: reached } = await learner.read(epoch === lastEpoch);
    const ofTraining = scores.slice(0, evaluated.train.length);
    const training = summarize(evaluated.train, ofTraining);
    const validating = summarize(evaluated.validation, scores.slice(evaluated.train.length));
    const { evaluation: train } = training;
    const { evaluation: validation } = validating;
    for (const { loss } of [train, validation]) if (!(loss <= largestLoss)) return { kind: 'diverged', epoch, loss };

    checkpoint = reached ?? checkpoint;
    elapsedMs += performance.now() - startMs;
    const result: EpochResult = {
      epoch,
      train,
      validation,
      penalty: penaltyReport(model.parameters, rules, weights, meanActivities(ofTraining)),
      gradientNorm,
      weights: weightReports(model.parameters, weights),
      tokensPerSecond: trainingMs > 0 ? (1000 * tokens) / trainingMs : 0,
      elapsedMs,
    };
    return {
      kind: 'trained',
      result,
      weights,
      mistakes: { training: training.mistakes, validation: validating.mistakes },
    };
  }

  async function goOnElsewhere(error: unknown, lastEpoch: number): Promise<void> {
    if (!(error instanceof BackendLost) || wasReplaced || !replaceBackend) throw error;
    wasReplaced = true;
    learner.dispose();
    running = await replaceBackend(error, lastEpoch);
    learner = phase.learnFrom(checkpoint, running);
  }

  /** A fork goes on from the weights and the optimizer's state at its epoch. */
  function enterPhase(next: typeof phase): void {
    if (next === phase) return;
    phase = next;
    // Patience counts from the fork on.
    stopping = createStopping(phase.run);
    learner.dispose();
    learner = phase.learnFrom(checkpoint, running);
  }

  try {
    for (let epoch = 1; ; ) {
      let trained: TrainedEpoch | Outcome;
      try {
        trained = await trainEpoch(epoch);
      } catch (error) {
        await goOnElsewhere(error, epoch - 1);
        continue;
      }
      if (trained.kind !== 'trained') return trained;
      const { result } = trained;
      const { loss } = result.validation;
      // All of them: a schedule goes by the whole of the curve.
      for (const { epochEnded } of phases) epochEnded(loss);
      if (loss < best.loss) best = { epoch, loss };
      const { keeps, ends } = stopping.epochEnded(epoch, result.validation);
      if (keeps || !kept) kept = trained;
      const isLast = ends || epoch >= Math.min(lastEpoch, shared.epochs);
      yield isLast ? { ...result, isLast } : result;
      if (isLast) {
        // Who asks for an epoch is given its weights, and not those of a better one.
        const { result: of, weights, mistakes } = Number.isFinite(lastEpoch) ? trained : kept;
        const lastGain = ends && epoch < shared.epochs ? stopping.lastGain() : null;
        const ending = { weightsEpoch: of.epoch, lastGain };
        return { kind: 'finished', lastEpoch: epoch, bestEpoch: best.epoch, ending, weights, mistakes };
      }
      epoch++;
      enterPhase(phases.find(({ lastEpoch }) => epoch <= lastEpoch)!);
    }
  } finally {
    learner.dispose();
  }
}

/** Loss and accuracy over batches of one part, and the texts of it that are wrong. */
export function summarize(
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
