// Replays a golden training trajectory (computed elsewhere, in float64) on the current backend.

import { createLearner } from '../src/engine/learner';
import { buildModel, type Model } from '../src/engine/model/build';
import type { OptimizerSettings } from '../src/engine/optimizers/table';
import { penaltyReport } from '../src/engine/penalty';
import type { WeightRule, WeightRules } from '../src/engine/rules/table';
import { type Cell, type Readout, type Role, roles } from '../src/experiment/experiment';
import { defaultRun } from '../src/experiment/fields';
import { modelOf } from '../src/experiment/model-spec';
import { type GoldenCoefficients, type GoldenConstraints, goldenConstraintsOf, goldenRulesOf } from './golden-rules';

interface GoldenTensor {
  shape: number[];
  values: number[];
}

export interface GoldenFile {
  name: string;
  model: {
    cell: string;
    layers: number;
    bidirectional: boolean;
    vocabularySize: number;
    embeddingDim: number;
    units: number;
    classes: number;
    readout: string;
  };
  regularizers: Record<string, GoldenCoefficients | undefined>;
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
  steps: { tokens: number[][]; labels: number[] }[];
  expected: { dataLoss: number[]; penalty: number[]; weights: Record<string, GoldenTensor> };
  tolerance: number;
}

/** The model of a file that asks for nothing that the engine does not have. */
export function goldenModel({ cell, units, embeddingDim, readout, ...sizes }: GoldenFile['model']): Model {
  const { vocabularySize, classes } = sizes;
  const settings = { cell: cell as Cell, units, embeddingSize: embeddingDim, readout: readout as Readout };
  const spec = modelOf({ ...defaultRun, ...settings });
  return buildModel(spec, { vocabularyRows: vocabularySize, classes });
}

/** Largest absolute error over all expected numbers; NaN counts as infinite. */
export async function replay(file: GoldenFile): Promise<number> {
  const model = goldenModel(file.model);
  const rules = rulesOf(file);
  const learner = createLearner({
    model,
    start: { weights: model.parameters.map(({ name }) => Float32Array.from(file.weights[name]!.values)), steps: 0 },
    optimizer: optimizerOf(file),
    rules,
    clipNorm: file.clipGlobalNorm ?? 0,
  });
  let largest = 0;
  const compare = (actual: number, expected: number) => {
    const error = Math.abs(actual - expected);
    largest = Math.max(largest, Number.isNaN(error) ? Number.POSITIVE_INFINITY : error);
  };
  for (const [i, step] of file.steps.entries()) {
    const { weights } = await learner.read();
    compare(penaltyReport(model.parameters, rules, weights).total, file.expected.penalty[i]!);
    const loss = await learner.stepWithLoss({
      tokenIds: Int32Array.from(step.tokens.flat()),
      lengths: Int32Array.from(step.tokens, (tokens) => tokens.filter((id) => id !== 0).length),
      labelIds: Int32Array.from(step.labels),
      time: step.tokens[0]!.length,
    });
    compare(loss, file.expected.dataLoss[i]!);
  }
  const { weights } = await learner.read();
  for (const [index, { name }] of model.parameters.entries()) {
    for (const [i, value] of file.expected.weights[name]!.values.entries()) compare(weights[index]![i]!, value);
  }
  learner.dispose();
  return largest;
}

function rulesOf({ regularizers, constraints = {} }: GoldenFile): WeightRules {
  const ofRole = (role: Role): readonly WeightRule[] => {
    const name = role === 'output' ? 'dense' : role;
    return [...goldenRulesOf(role, regularizers[name]), ...goldenConstraintsOf(role, constraints[name])];
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
