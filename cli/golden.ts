// Replays a golden training trajectory (computed elsewhere, in float64) on the current backend.

import { masksOf } from '../src/engine/dropout';
import { createLearner } from '../src/engine/learner';
import { buildModel, type Model } from '../src/engine/model/build';
import type { OptimizerSettings } from '../src/engine/optimizers/table';
import { penaltyReport } from '../src/engine/penalty';
import type { WeightRule, WeightRules } from '../src/engine/rules/table';
import { activityPenalties, type Cell, type Readout, type Role, roles } from '../src/experiment/experiment';
import type { ActivitySpec, EncoderSpec } from '../src/experiment/model-spec';
import { type GoldenCoefficients, type GoldenConstraints, goldenConstraintsOf, goldenRulesOf } from './golden-rules';

interface GoldenTensor {
  shape: number[];
  values: number[];
}

export interface GoldenFile {
  name: string;
  model: {
    cell: string;
    vocabularySize: number;
    embeddingDim: number;
    classes: number;
    /** Of recurrent cells. */
    layers?: number;
    bidirectional?: boolean;
    units?: number;
    readout?: string;
    attentionUnits?: number;
    resetAfter?: boolean | null;
    activation?: 'tanh' | 'relu' | null;
    /** Of the others. */
    widths?: number[];
    filters?: number;
    width?: number;
    stack?: number[];
    hiddenUnits?: number;
  };
  /** By role; penalties on what the network computes are numbers. */
  regularizers: Record<string, GoldenCoefficients | number | null | undefined>;
  labelSmoothing?: number | null;
  constraints?: Record<string, GoldenConstraints | undefined>;
  optimizer: {
    name: string;
    learningRate: number;
    momentum?: number;
    nesterov?: boolean;
    rho?: number;
    weightDecay?: number;
    beta1?: number;
    beta2?: number;
    epsilon?: number;
  };
  clipGlobalNorm?: number;
  /** Of each step, instead of the optimizer's one. */
  learningRates?: number[];
  weights: Record<string, GoldenTensor>;
  steps: { tokens: number[][]; labels: number[]; masks?: Record<string, GoldenTensor> | null }[];
  expected: { dataLoss: number[]; penalty: number[]; weights: Record<string, GoldenTensor> };
  tolerance: number;
}

/** The model of a file that asks for nothing that the engine does not have. */
export function goldenModel({ model, regularizers }: Pick<GoldenFile, 'model' | 'regularizers'>): Model {
  const { embeddingDim, vocabularySize, classes, hiddenUnits } = model;
  const encoder = encoderOf(model, regularizers);
  const spec = { embeddingSize: embeddingDim, encoder, hiddenUnits: hiddenUnits ?? 0 };
  return buildModel(spec, { vocabularyRows: vocabularySize, classes });
}

function encoderOf(model: GoldenFile['model'], regularizers: GoldenFile['regularizers']): EncoderSpec {
  switch (model.cell) {
    case 'BagOfEmbeddings':
      return { kind: 'bag' };
    case 'TextCNN':
      return { kind: 'textCnn', widths: model.widths!, filters: model.filters! };
    case 'StackedCNN':
      return { kind: 'stackedCnn', width: model.width!, stack: model.stack! };
    default: {
      const { cell, units, layers, bidirectional, readout, attentionUnits } = model;
      return {
        ...{ kind: 'recurrent', cell: cell as Cell, readout: readout as Readout, activity: activitiesOf(regularizers) },
        ...{ units: units!, layers: layers!, bidirectional: bidirectional! },
        attentionUnits: attentionUnits ?? 0,
        ...{ activation: model.activation ?? 'tanh', resetAfter: model.resetAfter ?? false },
        ...{ recurrentInitializer: 'orthogonal', forgetBias: 1 },
      };
    }
  }
}

/** Penalties on what the network computes are called as in a run's settings. */
const activitiesOf = (regularizers: GoldenFile['regularizers']): ActivitySpec =>
  Object.fromEntries(activityPenalties.map((kind) => [kind, Number(regularizers[kind] ?? 0)])) as ActivitySpec;

/** Largest absolute error over all expected numbers; NaN counts as infinite. */
export async function replay(file: GoldenFile): Promise<number> {
  const model = goldenModel(file);
  const rules = rulesOf(file);
  const learner = createLearner({
    model,
    start: { weights: model.parameters.map(({ name }) => Float32Array.from(file.weights[name]!.values)), steps: 0 },
    optimizer: optimizerOf(file),
    rules,
    clipNorm: file.clipGlobalNorm ?? 0,
    labelSmoothing: file.labelSmoothing ?? 0,
  });
  let largest = 0;
  const compare = (actual: number, expected: number) => {
    const error = Math.abs(actual - expected);
    largest = Math.max(largest, Number.isNaN(error) ? Number.POSITIVE_INFINITY : error);
  };
  for (const [i, step] of file.steps.entries()) {
    const { weights } = await learner.read();
    const batch = {
      tokenIds: Int32Array.from(step.tokens.flat()),
      lengths: Int32Array.from(step.tokens, (tokens) => tokens.filter((id) => id !== 0).length),
      labelIds: Int32Array.from(step.labels),
      time: step.tokens[0]!.length,
    };
    const { data, activities } = await learner.stepWithLoss(batch, () => masksOf(step.masks ?? {}));
    compare(data, file.expected.dataLoss[i]!);
    const onWeights = penaltyReport(model.parameters, rules, weights).total;
    compare(
      activities.reduce((sum, value) => sum + value, onWeights),
      file.expected.penalty[i]!,
    );
  }
  const { weights } = await learner.read();
  for (const [index, { name }] of model.parameters.entries()) {
    for (const [i, value] of file.expected.weights[name]!.values.entries()) compare(weights[index]![i]!, value);
  }
  learner.dispose();
  return largest;
}

/** Of a role; a number is of no role. */
const coefficientsOf = (given: GoldenFile['regularizers'][string]): GoldenCoefficients =>
  typeof given === 'object' && given !== null ? given : {};

function rulesOf({ regularizers, constraints = {} }: GoldenFile): WeightRules {
  const ofRole = (role: Role): readonly WeightRule[] => {
    const name = role === 'output' ? 'dense' : role;
    return [
      ...goldenRulesOf(role, coefficientsOf(regularizers[name])),
      ...goldenConstraintsOf(role, constraints[name]),
    ];
  };
  return Object.fromEntries(roles.map((role) => [role, ofRole(role)])) as WeightRules;
}

function optimizerOf({ optimizer, learningRates }: GoldenFile): OptimizerSettings {
  const { name, momentum = 0, nesterov, rho, weightDecay = 0, learningRate: constant, ...betas } = optimizer;
  const learningRate = learningRates ? (step: number) => learningRates[step]! : constant;
  switch (name) {
    case 'sgd':
      return { name: nesterov ? 'nesterov' : name, learningRate, momentum };
    case 'rmsprop':
      return { name, learningRate, ...betas, ...(rho !== undefined && { rho }) };
    case 'adagrad':
    case 'adam':
      return { name, learningRate, ...betas };
    case 'adamw':
      return { name, learningRate, weightDecay, ...betas };
    default:
      throw new Error(`optimizer must be sgd, rmsprop, adagrad, adam or adamw, got ${name}`);
  }
}
