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
import { type DropoutMasks, logits, mapWeights, type Weights, weightNames } from './classifier';
import { crossEntropy, crossEntropyParts } from './ops/cross-entropy';
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

export interface LearnerSettings {
  cell: Cell;
  shapes: Weights<number[]>;
  weights: Weights<Float32Array>;
  optimizer: OptimizerSettings;
  penalties: Penalties;
  /** Largest global gradient norm; 0 is off. */
  clipNorm: number;
  /** The started backend to be on, and to stay on; the current one unless given. */
  backend?: Backend | undefined;
}

export interface Learner {
  /**
   * One optimizer step on a batch.
   * @param makeMasks makes the batch's dropout masks; their tensors are disposed of here
   */
  step(batch: Batch, makeMasks?: () => DropoutMasks): void;
  /** As step; returns the batch's mean cross-entropy before it, with dropout, without penalty. */
  stepWithLoss(batch: Batch, makeMasks?: () => DropoutMasks): number;
  /** Each text's cross-entropy, and the label with the largest logit; dropout off, no penalty. */
  evaluate(batch: Batch): { losses: Float32Array; predictions: Int32Array };
  /** A copy of the weights. */
  readWeights(): Weights<Float32Array>;
  /** Mean global gradient norm over the steps since the last call. */
  takeGradientNorm(): number;
  dispose(): void;
}

/** Puts a network on a backend. */
export function createLearner(settings: LearnerSettings): Learner {
  const { cell, shapes, penalties, clipNorm, backend = getBackend() } = settings;
  selectBackend(backend);
  const nextStep = optimizerSteps(settings.optimizer);
  const slotCount = slotCounts[settings.optimizer.name === 'sgd' ? 'sgd' : 'adam'];
  const byWeight = penaltyByWeight(penalties);
  const penaltyList = weightNames.map((name) => byWeight[name]);

  let state: UpdateState = {
    // Copied, because tfjs may keep the array it is given, and updates write into it.
    weights: weightNames.map((name) => tensor(settings.weights[name].slice(), shapes[name])),
    slots: weightNames.map((name) => Array.from({ length: slotCount }, () => zeros(shapes[name]))),
    gradientNormSum: tensor1d([0]),
  };
  let stepsTaken = 0;

  const tensorsOf = ({ weights, slots, gradientNormSum }: UpdateState) => [
    ...weights,
    ...slots.flat(),
    gradientNormSum,
  ];
  const named = (weights: Tensor[]): Weights<Tensor> => mapWeights((name) => weights[weightNames.indexOf(name)]!);

  function score(weights: Tensor[], batch: Batch, masks?: DropoutMasks) {
    const count = batch.labelIds.length;
    const tokenIds = tensor2d(batch.tokenIds, [count, batch.time], 'int32');
    return logits(cell, named(weights), tokenIds, planSequence(batch.lengths, batch.time), masks);
  }

  function step(batch: Batch, makeMasks?: () => DropoutMasks): Scalar {
    selectBackend(backend);
    const before = state;
    const loss = tidy(() => {
      const { value, grads } = engine().gradients(() => {
        const labels = tensor1d(batch.labelIds, 'int32');
        return crossEntropy(score(before.weights, batch, makeMasks?.()), labels);
      }, before.weights);
      state = update(before, grads, { penalties: penaltyList, optimizer: nextStep(), clipNorm });
      for (const kept of tensorsOf(state)) engine().keep(kept);
      return value as Scalar;
    });
    dispose(tensorsOf(before));
    stepsTaken++;
    return loss;
  }

  return {
    step(batch, makeMasks) {
      step(batch, makeMasks).dispose();
    },
    stepWithLoss(batch, makeMasks) {
      const loss = step(batch, makeMasks);
      const [value] = loss.dataSync();
      loss.dispose();
      return value!;
    },
    evaluate(batch) {
      selectBackend(backend);
      return tidy(() => {
        const scores = score(state.weights, batch);
        const { losses } = crossEntropyParts(scores, tensor1d(batch.labelIds, 'int32'));
        return {
          losses: losses.dataSync<'float32'>(),
          predictions: largestOf(scores.dataSync<'float32'>(), batch.labelIds.length),
        };
      });
    },
    readWeights: () => mapWeights((name) => state.weights[weightNames.indexOf(name)]!.dataSync<'float32'>().slice()),
    takeGradientNorm() {
      selectBackend(backend);
      const [sum] = state.gradientNormSum.dataSync();
      const mean = stepsTaken === 0 ? 0 : sum! / stepsTaken;
      state.gradientNormSum.dispose();
      state = { ...state, gradientNormSum: tensor1d([0]) };
      stepsTaken = 0;
      return mean;
    },
    dispose() {
      dispose(tensorsOf(state));
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
