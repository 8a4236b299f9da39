// The update op against the optimizers' papers, calculated a number at a time in doubles.

import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { type UpdateState, update } from '../../src/engine/ops/update';
import { type OptimizerSettings, optimizerSteps, slotStartsOf } from '../../src/engine/optimizers/table';
import { exactBackends as backends } from '../../src/experiment/experiment';
import { differences, norm, uniforms } from './numbers';
import { l1l2l3, noRules, readWeights, toyBatch, toyLearner } from './toy';

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

const shapes = [[7], [3, 5]];
const sizes = [7, 15];
const start = sizes.map((size, i) => uniforms(`weight${i}`, size));
/** The gradient of a weight at a step, whatever the weight is. */
const gradient = (step: number, i: number, scale = 1) => uniforms(`gradient${step}/${i}`, sizes[i]!, scale);

/** The weights after some steps, and the sum of the gradient norms. */
function train(settings: OptimizerSettings, steps: number, { clipNorm = 0, clipValue = 0, scale = 1 } = {}) {
  const nextStep = optimizerSteps(settings);
  const slotStarts = slotStartsOf(settings);
  return tf.tidy(() => {
    let state: UpdateState = {
      weights: start.map((values, i) => tf.tensor(values, shapes[i])),
      slots: shapes.map((shape) => slotStarts.map((value) => tf.fill(shape, value))),
      gradientNormSum: tf.tensor1d([0]),
    };
    for (let step = 0; step < steps; step++) {
      const gradients = shapes.map((shape, i) => tf.tensor(gradient(step, i, scale), shape));
      state = update(state, gradients, { rules: [[], []], optimizer: nextStep(), clipNorm, clipValue });
    }
    return {
      weights: state.weights.map((weight) => [...weight.dataSync()]),
      normSum: state.gradientNormSum.dataSync()[0]!,
    };
  });
}

/** One weight's number after the gradients g₁, g₂, … */
type Rule = (weight: number, gradients: number[]) => number;

/** v ← μv + g; w ← w − ηv (Sutskever et al. 2013, as Keras without Nesterov). */
const sgd =
  (rate: number, momentum: number): Rule =>
  (weight, gradients) => {
    let [w, v] = [weight, 0];
    for (const g of gradients) {
      v = momentum * v + g;
      w -= rate * v;
    }
    return w;
  };

/** Kingma and Ba 2015, algorithm 1; the decay of Loshchilov and Hutter 2019, algorithm 2, scaled by the rate. */
const adam =
  (rate: number, { decay = 0, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = {}): Rule =>
  (weight, gradients) => {
    let [w, m, v] = [weight, 0, 0];
    for (const [i, g] of gradients.entries()) {
      m = beta1 * m + (1 - beta1) * g;
      v = beta2 * v + (1 - beta2) * g * g;
      const unbiasedM = m / (1 - beta1 ** (i + 1));
      const unbiasedV = v / (1 - beta2 ** (i + 1));
      w -= (rate * unbiasedM) / (Math.sqrt(unbiasedV) + epsilon) + rate * decay * w;
    }
    return w;
  };

/** w ← w − η(g + μv), with v as above (Bengio et al. 2012, equation 7, for a fixed rate). */
const nesterov =
  (rate: number, momentum: number): Rule =>
  (weight, gradients) => {
    let [w, v] = [weight, 0];
    for (const g of gradients) {
      v = momentum * v + g;
      w -= rate * (g + momentum * v);
    }
    return w;
  };

/** Tieleman and Hinton 2012, lecture 6e; ε inside the root, as Keras. */
const rmsprop =
  (rate: number, rho: number): Rule =>
  (weight, gradients) => {
    let [w, s] = [weight, 0];
    for (const g of gradients) {
      s = rho * s + (1 - rho) * g * g;
      w -= (rate * g) / Math.sqrt(s + 1e-7);
    }
    return w;
  };

/** Duchi et al. 2011, figure 1 (diagonal); the sum begins at 0.1 and ε is inside the root, as Keras. */
const adagrad =
  (rate: number): Rule =>
  (weight, gradients) => {
    let [w, s] = [weight, 0.1];
    for (const g of gradients) {
      s += g * g;
      w -= (rate * g) / Math.sqrt(s + 1e-7);
    }
    return w;
  };

/** Dozat 2016, algorithm 2, with the schedule of its section 3.1: μ_t = β₁(1 − ½·0.96ᵗ). */
const nadam =
  (rate: number): Rule =>
  (weight, gradients) => {
    const momentumAt = (t: number) => 0.9 * (1 - 0.5 * 0.96 ** t);
    let [w, m, v, product] = [weight, 0, 0, 1];
    for (const [i, g] of gradients.entries()) {
      const t = i + 1;
      product *= momentumAt(t);
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      const ahead =
        (momentumAt(t + 1) * m) / (1 - product * momentumAt(t + 1)) + ((1 - momentumAt(t)) * g) / (1 - product);
      w -= (rate * ahead) / (Math.sqrt(v / (1 - 0.999 ** t)) + 1e-7);
    }
    return w;
  };

const cases: { name: string; settings: OptimizerSettings; rule: Rule }[] = [
  { name: 'sgd', settings: { name: 'sgd', learningRate: 0.1, momentum: 0 }, rule: sgd(0.1, 0) },
  { name: 'sgd with momentum', settings: { name: 'sgd', learningRate: 0.05, momentum: 0.9 }, rule: sgd(0.05, 0.9) },
  {
    name: 'nesterov',
    settings: { name: 'nesterov', learningRate: 0.05, momentum: 0.9 },
    rule: nesterov(0.05, 0.9),
  },
  { name: 'rmsprop', settings: { name: 'rmsprop', learningRate: 0.01 }, rule: rmsprop(0.01, 0.9) },
  {
    name: 'rmsprop with its own constant',
    settings: { name: 'rmsprop', learningRate: 0.02, rho: 0.5 },
    rule: rmsprop(0.02, 0.5),
  },
  { name: 'adagrad', settings: { name: 'adagrad', learningRate: 0.05 }, rule: adagrad(0.05) },
  { name: 'nadam', settings: { name: 'nadam', learningRate: 0.01 }, rule: nadam(0.01) },
  { name: 'adam', settings: { name: 'adam', learningRate: 0.01 }, rule: adam(0.01) },
  {
    name: 'adam with its own constants',
    settings: { name: 'adam', learningRate: 0.02, beta1: 0.5, beta2: 0.9, epsilon: 0.01 },
    rule: adam(0.02, { beta1: 0.5, beta2: 0.9, epsilon: 0.01 }),
  },
  {
    name: 'adamw',
    settings: { name: 'adamw', learningRate: 0.01, weightDecay: 0.5 },
    rule: adam(0.01, { decay: 0.5 }),
  },
];

const numbersOf = (rule: Rule, steps: number, scales: (step: number) => number = () => 1) =>
  start.map((values, i) =>
    values.map((weight, at) =>
      rule(
        weight,
        Array.from({ length: steps }, (_, step) => gradient(step, i)[at]! * scales(step)),
      ),
    ),
  );

/** The norm over all weights together. */
const globalNorm = (step: number, scale = 1) => norm(sizes.flatMap((_, i) => gradient(step, i, scale)));

describe.each(backends)('on %s', (backend) => {
  test.each(cases)('$name moves the weights as its paper says, over 12 steps', async ({ settings, rule }) => {
    await startBackend(backend);
    for (const steps of [1, 2, 12]) {
      const { weights } = train(settings, steps);
      const expected = numbersOf(rule, steps);
      expect(differences(weights.flat(), expected.flat(), { absolute: 1e-6 })).toEqual([]);
    }
  });

  test.each(cases)('$name clips the gradient by its norm over all weights together', async ({ settings, rule }) => {
    await startBackend(backend);
    const clipNorm = 0.7;
    const { weights } = train(settings, 6, { clipNorm });
    const expected = numbersOf(rule, 6, (step) => clipNorm / globalNorm(step));
    expect(globalNorm(0)).toBeGreaterThan(2 * clipNorm);
    expect(differences(weights.flat(), expected.flat(), { absolute: 2e-6 })).toEqual([]);
  });

  test.each(cases)('$name clips each number of the gradient, after its norm', async ({ settings, rule }) => {
    await startBackend(backend);
    const clipValue = 0.3;
    const clipped = (g: number) => Math.max(-clipValue, Math.min(clipValue, g));
    for (const clipNorm of [0, 1.5]) {
      const { weights, normSum } = train(settings, 6, { clipNorm, clipValue });
      const shrink = (step: number) => (clipNorm > 0 ? clipNorm / globalNorm(step) : 1);
      const expected = start.map((values, i) =>
        values.map((weight, at) =>
          rule(
            weight,
            Array.from({ length: 6 }, (_, step) => clipped(gradient(step, i)[at]! * shrink(step))),
          ),
        ),
      );
      expect(differences(weights.flat(), expected.flat(), { absolute: 2e-6 })).toEqual([]);
      expect(normSum).toBeCloseTo(
        [0, 1, 2, 3, 4, 5].reduce((sum, step) => sum + globalNorm(step), 0),
        4,
      );
    }
    expect(gradient(0, 1).some((g) => Math.abs(g) > clipValue)).toBe(true);
  });

  test.each(cases)('$name leaves a gradient below the clipping norm as it is', async ({ settings }) => {
    await startBackend(backend);
    const scale = 0.1;
    expect(globalNorm(0, scale)).toBeLessThan(0.7);
    expect(train(settings, 6, { clipNorm: 0.7, scale })).toEqual(train(settings, 6, { scale }));
  });

  test('each step has the rate that is asked of it, counted on from the steps taken before', () => {
    const rates = [0.5, 0.25, 0.125, 0.0625];
    const learningRate = (step: number) => rates[step]!;
    for (const taken of [0, 2]) {
      const next = optimizerSteps({ name: 'sgd', learningRate, momentum: 0.5 }, taken);
      const found = rates.slice(taken).map(() => next());
      const expected = rates.slice(taken).map((rate) => ({
        kind: 'momentum',
        learningRate: rate,
        momentum: 0.5,
        velocityRate: rate,
        gradientRate: 0,
      }));
      expect(found).toEqual(expected);
    }
    // The decay follows the rate, and so does the step, bias corrected.
    const next = optimizerSteps({ name: 'adamw', learningRate, weightDecay: 0.1 }, 1);
    expect(next()).toMatchObject({ learningRate: 0.25, keep: 1 - 0.25 * 0.1, rate: 0.25 / (1 - 0.9 * 0.9) });
    expect(next()).toMatchObject({ keep: 1 - 0.125 * 0.1, rate: 0.125 / (1 - 0.9 * 0.9 * 0.9) });
  });

  test('the gradient norm is reported before clipping', async () => {
    await startBackend(backend);
    for (const clipNorm of [0, 0.7]) {
      const { normSum } = train(cases[0]!.settings, 4, { clipNorm });
      const expected = [0, 1, 2, 3].reduce((sum, step) => sum + globalNorm(step), 0);
      expect(normSum).toBeCloseTo(expected, 5);
    }
  });

  test('adamw decays a weight without gradient by rate · decay a step, and adam does not', async () => {
    await startBackend(backend);
    const weights = [
      train({ name: 'adamw', learningRate: 0.01, weightDecay: 0.5 }, 10, { scale: 0 }),
      train({ name: 'adam', learningRate: 0.01 }, 10, { scale: 0 }),
    ].map((trained) => trained.weights.flat());
    const decayed = start.flat().map((weight) => weight * (1 - 0.01 * 0.5) ** 10);
    expect(differences(weights[0]!, decayed, { absolute: 1e-6 })).toEqual([]);
    expect(weights[1]).toEqual(start.flat());
  });

  test('a learner reports the mean gradient norm, penalty included, since it was last asked', async () => {
    await startBackend(backend);
    // At rate 0 every step sees the same gradient; with plain descent at rate 1 it can be read off.
    const rules = { ...noRules, kernel: l1l2l3(0, 0.5, 0) };
    const gradientNorm = async () => {
      const learner = learnerAt(1);
      const before = Object.values(await readWeights(learner)).flatMap((values) => [...values]);
      learner.step(toyBatch);
      const after = Object.values(await readWeights(learner)).flatMap((values) => [...values]);
      learner.dispose();
      return norm(before.map((value, i) => value - after[i]!));
    };
    const learner = learnerAt(0);
    expect((await learner.read()).gradientNorm).toBe(0);
    for (const steps of [1, 5]) {
      for (let step = 0; step < steps; step++) learner.step(toyBatch);
      expect((await learner.read()).gradientNorm).toBeCloseTo(await gradientNorm(), 5);
    }
    learner.dispose();

    function learnerAt(learningRate: number) {
      return toyLearner('GRU', {
        optimizer: { name: 'sgd', learningRate, momentum: 0 },
        rules,
        clipNorm: learningRate === 0 ? 1e-3 : 0,
      });
    }
  });
});
