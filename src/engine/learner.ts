// A network in training: its weights on the backend, one optimizer step at a time.

import {
  dispose,
  engine,
  getBackend,
  type Scalar,
  setBackend,
  type Tensor,
  tensor,
  tensor1d,
  tensor2d,
  tidy,
  zeros,
} from '@tensorflow/tfjs-core';
import type { Backend, Cell } from '../experiment/experiment';
import { runningBackend } from './backend';
import { BackendLost } from './backends/running-backend';
import { type DropoutMasks, logits, mapWeights, type Weights, weightNames } from './classifier';
import { collect } from './ops/collect';
import { crossEntropy, crossEntropyParts } from './ops/cross-entropy';
import { gradients } from './ops/differentiable';
import { planSequence } from './ops/sequence';
import { slotCounts, type UpdateState, update } from './ops/update';
import { type OptimizerSettings, optimizerSteps } from './optimizer';
import { type Penalties, penaltyByWeight } from './penalty';

/** Texts as the network reads them. */
export interface Batch {
  /** `[texts · time]`, padded with 0 at each text's end. */
  tokenIds: Int32Array;
  lengths: Int32Array;
  labelIds: Int32Array;
  time: number;
}

/** All that training goes on from. */
export interface Checkpoint {
  weights: Weights<Float32Array>;
  /** The optimizer's slots by weight; absent before the first step. */
  slots?: Weights<Float32Array[]>;
  /** Optimizer steps behind it. */
  steps: number;
}

export interface LearnerSettings {
  cell: Cell;
  shapes: Weights<number[]>;
  start: Checkpoint;
  optimizer: OptimizerSettings;
  penalties: Penalties;
  /** Largest global gradient norm; 0 is off. */
  clipNorm: number;
  /** The started backend to be on, and to stay on; the current one unless given. */
  backend?: Backend | undefined;
}

/** Each text's cross-entropy, and the label with the largest logit; dropout off, no penalty. */
export interface Scores {
  losses: Float32Array;
  predictions: Int32Array;
}

export interface Reading {
  /** Of each evaluation since the last reading, in order. */
  scores: Scores[];
  /** A copy of the weights. */
  weights: Weights<Float32Array>;
  /** Mean global gradient norm over the steps since the last reading. */
  gradientNorm: number;
  /** What to go on from should the backend be lost; null on one that never is. */
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
  /** As step; resolves to the batch's mean cross-entropy before it, with dropout, without penalty. */
  stepWithLoss(batch: Batch, makeMasks?: () => DropoutMasks): Promise<number>;
  /** Scores a batch with the weights as they are; `read` tells the result. */
  evaluate(batch: Batch): void;
  /** Reads, all at once, what there is to know. */
  read(): Promise<Reading>;
  /** Resolves once all that was asked for is computed. */
  settle(): Promise<void>;
  dispose(): void;
}

/** Puts a network on a backend. */
export function createLearner(settings: LearnerSettings): Learner {
  const { cell, shapes, start, penalties, clipNorm, backend = getBackend() as Backend } = settings;
  const running = runningBackend(backend);
  selectBackend(backend);
  const nextStep = optimizerSteps(settings.optimizer, start.steps);
  const slotCount = slotCounts[settings.optimizer.name === 'sgd' ? 'sgd' : 'adam'];
  const byWeight = penaltyByWeight(penalties);
  const penaltyList = weightNames.map((name) => byWeight[name]);
  const { canBeLost } = running;

  let state: UpdateState = {
    // Copied, because tfjs may keep the array it is given, and updates write into it.
    weights: weightNames.map((name) => tensor(start.weights[name].slice(), shapes[name])),
    slots: weightNames.map((name) =>
      Array.from({ length: slotCount }, (_, i) =>
        start.slots ? tensor(start.slots[name][i]!.slice(), shapes[name]) : zeros(shapes[name]),
      ),
    ),
    gradientNormSum: tensor1d([0]),
  };
  let steps = start.steps;
  let stepsSinceReading = 0;
  let evaluated: { losses: Tensor; logits: Tensor }[] = [];

  const tensorsOf = ({ weights, slots, gradientNormSum }: UpdateState) => [
    ...weights,
    ...slots.flat(),
    gradientNormSum,
  ];
  const named = (weights: Tensor[]): Weights<Tensor> => mapWeights((name) => weights[weightNames.indexOf(name)]!);

  /** A lost backend fails in many ways, or computes zeros; whatever it did, it was lost. */
  function expectBackend(): void {
    const reason = running.lost();
    if (reason !== null) throw new BackendLost(backend, reason);
  }

  function attempt<Result>(work: () => Result): Result {
    selectBackend(backend);
    try {
      return work();
    } catch (error) {
      expectBackend();
      throw error;
    }
  }

  function score(weights: Tensor[], batch: Batch, masks?: DropoutMasks) {
    const count = batch.labelIds.length;
    const tokens = { tensor: tensor2d(batch.tokenIds, [count, batch.time], 'int32'), ids: batch.tokenIds };
    return logits(cell, named(weights), tokens, planSequence(batch.lengths, batch.time), masks);
  }

  function step(batch: Batch, makeMasks?: () => DropoutMasks): Scalar {
    const before = state;
    const loss = attempt(() =>
      tidy(() => {
        const { value, gradients: found } = gradients(() => {
          const labels = tensor1d(batch.labelIds, 'int32');
          return crossEntropy(score(before.weights, batch, makeMasks?.()), labels);
        }, before.weights);
        state = update(before, found, { penalties: penaltyList, optimizer: nextStep(), clipNorm });
        if (state !== before) for (const kept of tensorsOf(state)) engine().keep(kept);
        return value as Scalar;
      }),
    );
    if (state !== before) dispose(tensorsOf(before));
    steps++;
    stepsSinceReading++;
    return loss;
  }

  async function collectNow(tensors: Tensor[]): Promise<Float32Array[]> {
    expectBackend();
    try {
      const values = await attempt(() => collect(tensors, running));
      expectBackend();
      return values;
    } catch (error) {
      // The browser may take a moment to say so.
      await running.settle();
      expectBackend();
      throw error;
    }
  }

  return {
    step(batch, makeMasks) {
      step(batch, makeMasks).dispose();
    },
    async stepWithLoss(batch, makeMasks) {
      const loss = step(batch, makeMasks);
      const [value] = await collectNow([loss]);
      loss.dispose();
      return value![0]!;
    },
    evaluate(batch) {
      const scored = attempt(() =>
        tidy(() => {
          const scores = score(state.weights, batch);
          const { losses } = crossEntropyParts(scores, tensor1d(batch.labelIds, 'int32'));
          return { losses: engine().keep(losses), logits: engine().keep(scores) };
        }),
      );
      evaluated.push(scored);
    },
    async read() {
      const pending = evaluated;
      evaluated = [];
      const { weights, slots, gradientNormSum } = state;
      const scoreTensors = pending.flatMap(({ losses, logits: scores }) => [losses, scores]);
      const wanted = [gradientNormSum, ...weights, ...(canBeLost ? slots.flat() : []), ...scoreTensors];
      const values = await collectNow(wanted);
      const [sums, ...rest] = values;
      const weightValues = rest.slice(0, weights.length);
      const slotValues = rest.slice(weights.length, rest.length - scoreTensors.length);
      const scoreValues = rest.slice(rest.length - scoreTensors.length);
      const gradientNorm = stepsSinceReading === 0 ? 0 : sums![0]! / stepsSinceReading;
      attempt(() => {
        dispose(scoreTensors);
        gradientNormSum.dispose();
        state = { ...state, gradientNormSum: tensor1d([0]) };
      });
      stepsSinceReading = 0;
      const read = mapWeights((name) => weightValues[weightNames.indexOf(name)]!);
      const slotsOf = (index: number) => slotValues.slice(index * slotCount, (index + 1) * slotCount);
      return {
        scores: pending.map(({ losses }, i) => ({
          losses: scoreValues[2 * i]!,
          predictions: largestOf(scoreValues[2 * i + 1]!, losses.size),
        })),
        weights: read,
        gradientNorm,
        checkpoint: canBeLost
          ? { weights: read, slots: mapWeights((name) => slotsOf(weightNames.indexOf(name))), steps }
          : null,
      };
    },
    async settle() {
      try {
        await running.settle();
      } finally {
        expectBackend();
      }
    },
    dispose() {
      dispose([...tensorsOf(state), ...evaluated.flatMap(({ losses, logits: scores }) => [losses, scores])]);
    },
  };
}

/** Another run of this worker may have made another backend current. At once, for one that has started. */
function selectBackend(backend: string): void {
  if (getBackend() !== backend) void setBackend(backend);
}

/** The position of the largest score of each text; of equal scores the first. */
function largestOf(scores: Float32Array, texts: number): Int32Array {
  const classes = scores.length / texts;
  return Int32Array.from({ length: texts }, (_, i) => {
    let best = 0;
    for (let c = 1; c < classes; c++) if (scores[i * classes + c]! > scores[i * classes + best]!) best = c;
    return best;
  });
}
