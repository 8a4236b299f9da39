// A network in training: its weights on the backend, one optimizer step at a time.

import { dispose, engine, getBackend, type Scalar, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import type { Backend } from '../experiment/experiment';
import type { Direction } from '../experiment/model-spec';
import { type Checkpoint, putOnBackend, tensorsOf } from './checkpoint';
import { type Evaluated, evaluateLogits, type Scores, scoresOf, tensorsOfEvaluated } from './evaluated';
import type { Model } from './model/build';
import type { ActivityTerm, DropoutMasks, Pass } from './model/part';
import { crossEntropy } from './ops/cross-entropy';
import { gradients } from './ops/differentiable';
import { planSequence, type SequencePlan } from './ops/sequence';
import { sum } from './ops/sum';
import { update } from './ops/update';
import { type OptimizerSettings, optimizerSteps, slotStartsOf } from './optimizers/table';
import { pinBackend } from './pinned-backend';
import { rulesOn, type WeightRules } from './rules/table';

/** Texts as the network reads them. */
export interface Batch {
  /** `[texts · time]`, padded with 0 at each text's end. */
  tokenIds: Int32Array;
  lengths: Int32Array;
  labelIds: Int32Array;
  time: number;
}

export interface LearnerSettings {
  model: Model;
  start: Checkpoint;
  optimizer: OptimizerSettings;
  rules: WeightRules;
  /** Largest global gradient norm; 0 is off. */
  clipNorm: number;
  /** Largest size of each of its numbers, after that; 0 for any, which is the default. */
  clipValue?: number;
  /** ε of label smoothing; 0, for none, is the default. */
  labelSmoothing?: number;
  /** What an evaluation takes in the place of dropout masks: nothing, unless given. */
  expectedMasks?: (batch: Batch) => DropoutMasks;
  /** The started backend to be on, and to stay on; the current one unless given. */
  backend?: Backend | undefined;
}

export interface Reading {
  /** Of each evaluation since the last reading, in order. */
  scores: Scores[];
  /** A copy of the weights, in the order of the model's parameters. */
  weights: Float32Array[];
  /** Mean global gradient norm over the steps since the last reading. */
  gradientNorm: number;
  /** What to go on from: where it was asked for, and always on a backend that can be lost; else null. */
  checkpoint: Checkpoint | null;
}

/**
 * Steps and evaluations are asked for; on a GPU they may be computed later. Any of these throws BackendLost once
 * the backend is gone.
 */
export interface Learner {
  /**
   * One optimizer step on a batch.
   * @param makeMasks makes the batch's dropout masks; their tensors are disposed of here
   */
  step(batch: Batch, makeMasks?: () => DropoutMasks): void;
  /** As step; resolves to the batch's loss before it, with dropout. */
  stepWithLoss(batch: Batch, makeMasks?: () => DropoutMasks): Promise<BatchLoss<number>>;
  /** Scores a batch with the weights as they are; `read` tells the result. */
  evaluate(batch: Batch): void;
  /** Reads, all at once, what there is to know, with a checkpoint or without. */
  read(withCheckpoint?: boolean): Promise<Reading>;
  /** Resolves once all that was asked for is computed. */
  settle(): Promise<void>;
  dispose(): void;
}

/** What a step lowers, but for the penalties on weights. */
export interface BatchLoss<Value> {
  /** Mean cross-entropy, smoothed where labels are. */
  data: Value;
  /** Penalties on what the network computes. */
  activities: readonly Value[];
}

const disposeLoss = ({ data, activities }: BatchLoss<Scalar>): void => dispose([data, ...activities]);

/** Each direction in which a batch is read, planned when it is first asked for. */
function planDirections(lengths: Int32Array, time: number): Pass['plan'] {
  const plans = new Map<Direction, SequencePlan>();
  return (direction) => {
    const plan = plans.get(direction) ?? planSequence(lengths, time, direction === 'backward');
    plans.set(direction, plan);
    return plan;
  };
}

/** Puts a model on a backend. */
export function createLearner(settings: LearnerSettings): Learner {
  const { model, start, clipNorm, clipValue = 0, labelSmoothing = 0 } = settings;
  const { backend = getBackend() as Backend } = settings;
  const pinned = pinBackend(backend);
  const nextStep = optimizerSteps(settings.optimizer, start.steps);
  const rules = model.parameters.map((parameter) => rulesOn(parameter, settings.rules));
  let state = putOnBackend(start, model.parameters, slotStartsOf(settings.optimizer));
  let steps = start.steps;
  let stepsSinceReading = 0;
  let evaluated: Evaluated[] = [];

  function forward({ tokenIds: ids, lengths, time }: Batch, masks: DropoutMasks = {}) {
    const tokens = { tensor: tensor2d(ids, [lengths.length, time], 'int32'), ids };
    const activities: ActivityTerm[] = [];
    const logits = model.logits(state.weights, { tokens, plan: planDirections(lengths, time), masks, activities });
    return { logits, activities };
  }

  function step(batch: Batch, makeMasks?: () => DropoutMasks): BatchLoss<Scalar> {
    const before = state;
    const loss = pinned.attempt(() =>
      tidy(() => {
        let parts: Scalar[] = [];
        const { gradients: found } = gradients(() => {
          const { logits, activities } = forward(batch, makeMasks?.());
          const data = crossEntropy(logits, tensor1d(batch.labelIds, 'int32'), labelSmoothing);
          parts = [data, ...activities.map(({ value }) => value)];
          return parts.length > 1 ? sum(parts) : data;
        }, before.weights);
        state = update(before, found, { rules, optimizer: nextStep(), clipNorm, clipValue });
        if (state !== before) for (const kept of tensorsOf(state)) engine().keep(kept);
        const [data, ...activities] = parts;
        return { data: data!, activities };
      }),
    );
    if (state !== before) dispose(tensorsOf(before));
    steps++;
    stepsSinceReading++;
    return loss;
  }

  function readGradientNorm(sum: number): number {
    const mean = stepsSinceReading === 0 ? 0 : sum / stepsSinceReading;
    stepsSinceReading = 0;
    pinned.attempt(() => {
      state.gradientNormSum.dispose();
      state = { ...state, gradientNormSum: tensor1d([0]) };
    });
    return mean;
  }

  return {
    step(batch, makeMasks) {
      disposeLoss(step(batch, makeMasks));
    },
    async stepWithLoss(batch, makeMasks) {
      const loss = step(batch, makeMasks);
      try {
        const [data, ...activities] = await pinned.collect([loss.data, ...loss.activities]);
        return { data: data![0]!, activities: activities.map((value) => value[0]!) };
      } finally {
        disposeLoss(loss);
      }
    },
    evaluate(batch) {
      evaluated.push(
        pinned.attempt(() => evaluateLogits(() => forward(batch, settings.expectedMasks?.(batch)), batch)),
      );
    },
    async read(withCheckpoint = pinned.canBeLost) {
      const pending = evaluated;
      evaluated = [];
      const { weights, slots, gradientNormSum } = state;
      const scoreTensors = pending.flatMap(tensorsOfEvaluated);
      const isKept = withCheckpoint || pinned.canBeLost;
      const slotTensors = isKept ? slots.flat() : [];
      const values = await pinned
        .collect([gradientNormSum, ...weights, ...slotTensors, ...scoreTensors])
        .finally(() => dispose(scoreTensors))
        .then((all) => all.values());
      const take = (count: number) => Array.from({ length: count }, () => values.next().value!);
      const gradientNorm = readGradientNorm(take(1)[0]![0]!);
      const readWeights = take(weights.length);
      const readSlots = isKept ? slots.map((own) => take(own.length)) : null;
      return {
        scores: pending.map((each) => scoresOf(take(tensorsOfEvaluated(each).length), each)),
        weights: readWeights,
        gradientNorm,
        checkpoint: readSlots && { weights: readWeights, slots: readSlots, steps },
      };
    },
    settle: pinned.settle,
    dispose() {
      dispose([...tensorsOf(state), ...evaluated.flatMap(tensorsOfEvaluated)]);
    },
  };
}
