// A network and a few texts small enough to train in milliseconds: a text is good when it holds token 2.

import type { Scores } from '../../src/engine/evaluated';
import { type Batch, createLearner, type Learner, type LearnerSettings } from '../../src/engine/learner';
import { buildModel, type Model } from '../../src/engine/model/build';
import { initialWeights } from '../../src/engine/model/parameter';
import { type WeightRule, type WeightRules, weightRulesOf } from '../../src/engine/rules/table';
import {
  type Cell,
  type DropoutPlace,
  dropoutPlaces,
  type Norm,
  norms,
  type Role,
  type RunSettings,
  roles,
} from '../../src/experiment/experiment';
import { modelOf } from '../../src/experiment/model-spec';
import { defaultRun, penaltyId } from '../../src/experiment/run-fields';
import { uniforms } from './numbers';

/** @param run other settings than the defaults */
export const toyModel = (cell: Cell, run: Partial<RunSettings> = {}): Model =>
  buildModel(modelOf({ ...defaultRun, embeddingSize: 5, cell, units: 6, ...run }), { vocabularyRows: 9, classes: 2 });

/** Those of the toy's weights. */
export const toyRoles: readonly Role[] = roles.filter((role) =>
  toyModel('LSTM').parameters.some((parameter) => parameter.role === role),
);

export const noDropout = Object.fromEntries(dropoutPlaces.map((place) => [place, 0])) as Record<DropoutPlace, number>;

/** The names of a toy's weights, in their order. */
export const weightNames = [
  'embedding',
  'rnn/0/forward/kernel',
  'rnn/0/forward/recurrentKernel',
  'rnn/0/forward/bias',
  'dense/kernel',
  'dense/bias',
] as const;
export type WeightName = (typeof weightNames)[number];
export type NamedWeights = Record<WeightName, Float32Array>;

export const byName = (weights: readonly Float32Array[]): NamedWeights =>
  Object.fromEntries(weightNames.map((name, i) => [name, weights[i]!])) as NamedWeights;
export const inOrder = <Value>(weights: Record<WeightName, Value>): Value[] => weightNames.map((name) => weights[name]);

export const toyBatch: Batch = (() => {
  const texts = [[2, 3, 4], [5, 2], [6, 7, 2, 8], [2], [3, 4], [5], [6, 7, 8, 3], [8, 4, 3]];
  const time = 4;
  return {
    tokenIds: Int32Array.from(texts.flatMap((tokens) => [...tokens, 0, 0, 0].slice(0, time))),
    lengths: Int32Array.from(texts, (tokens) => tokens.length),
    labelIds: Int32Array.from(texts, (tokens) => Number(tokens.includes(2))),
    time,
  };
})();

/** The engine's starting weights, but no role starts near zero, where a penalty would have nothing to do. */
export function toyWeights(cell: Cell): NamedWeights {
  const weights = byName(initialWeights(toyModel(cell).parameters, 7));
  const away = (name: 'embedding' | 'rnn/0/forward/bias') =>
    Float32Array.from(uniforms(name, weights[name].length, 0.8));
  return { ...weights, embedding: away('embedding'), 'rnn/0/forward/bias': away('rnn/0/forward/bias') };
}

export const noRules = weightRulesOf(defaultRun);

export const l1l2l3 = (l1: number, l2: number, l3: number): readonly [WeightRule] => [{ kind: 'l1l2l3', l1, l2, l3 }];

/** A norm on one role alone, as a run's settings ask for it. */
export const onlyPenalty = (role: Role, norm: Norm, coefficient: number): WeightRules =>
  weightRulesOf({ ...defaultRun, [penaltyId(role, norm)]: coefficient });

/** Every norm on every role at once, the `j`th on the `i`th. */
export function everyPenalty(coefficient: (i: number, j: number) => number): WeightRules {
  const settings = roles.flatMap((role, i) => norms.map((norm, j) => [penaltyId(role, norm), coefficient(i, j)]));
  return weightRulesOf({ ...defaultRun, ...Object.fromEntries(settings) });
}

/** The weight that a role's penalty acts on. */
export function weightOf(role: Role): WeightName {
  return toyModel('LSTM').parameters.find((parameter) => parameter.role === role)!.name as WeightName;
}

export function toyLearner(cell: Cell, settings: Partial<LearnerSettings> = {}): Learner {
  return createLearner({
    model: toyModel(cell),
    start: { weights: inOrder(toyWeights(cell)), steps: 0 },
    optimizer: { name: 'adam', learningRate: 0.01 },
    rules: noRules,
    clipNorm: 0,
    ...settings,
  });
}

export async function readWeights(learner: Learner): Promise<NamedWeights> {
  return byName((await learner.read()).weights);
}

export async function evaluate(learner: Learner, batch: Batch = toyBatch): Promise<Scores> {
  learner.evaluate(batch);
  return (await learner.read()).scores.at(-1)!;
}
