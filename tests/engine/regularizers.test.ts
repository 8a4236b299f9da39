// Every penalty on every role of every cell does what it says, alone, and nothing else.

import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { penaltyReport } from '../../src/engine/penalty';
import type { WeightRules } from '../../src/engine/rules/table';
import {
  exactBackends as backends,
  type Cell,
  cells,
  type Norm,
  norms,
  type Role,
} from '../../src/experiment/experiment';
import { defaultRun } from '../../src/experiment/run-fields';
import { differences, norm as normOf } from './numbers';
import { finiteDifferences } from './reference';
import {
  evaluate,
  everyPenalty,
  inOrder,
  noRules,
  onlyPenalty,
  readWeights,
  toyRoles as roles,
  toyBatch,
  toyLearner,
  toyModel,
  toyWeights,
  weightNames,
  weightOf,
} from './toy';

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
});

/** L2's pull fades with the weight and L3's with its square, so that they need more to win against the loss. */
const strong: Record<Norm, number> = { L1: 1, L2: 10, L3: 300, Lp: 3 };

/** What a weight adds to the penalty under a coefficient of 1. */
const formulas: Record<Norm, (w: number) => number> = {
  L1: Math.abs,
  L2: (w) => w * w,
  L3: (w) => Math.abs(w * w * w),
  Lp: (w) => Math.abs(w) ** defaultRun.exponent,
};

/** Each role's norm after a short training, as a share of its start. */
async function trainedShares(cell: Cell, rules: WeightRules): Promise<Record<Role, number>> {
  const start = toyWeights(cell);
  // A short memory of squared gradients lets Adam keep its pace when the penalty's gradient has become small.
  const learner = toyLearner(cell, { rules, optimizer: { name: 'adam', learningRate: 0.003, beta2: 0.9 } });
  for (let step = 0; step < 400; step++) learner.step(toyBatch);
  const end = await readWeights(learner);
  learner.dispose();
  const share = (role: Role) => normOf(end[weightOf(role)]) / normOf(start[weightOf(role)]);
  return Object.fromEntries(roles.map((role) => [role, share(role)])) as Record<Role, number>;
}

describe.each(cells)('%s', (cell) => {
  test('without penalty keeps the norm of every role', async () => {
    await startBackend('wasm');
    for (const share of Object.values(await trainedShares(cell, noRules))) expect(share).toBeGreaterThan(0.5);
  });

  test.each(roles.flatMap((role) => norms.map((norm) => ({ role, norm }))))(
    'a strong $norm on the $role alone takes its norm, and no other, below a tenth',
    async ({ role, norm }) => {
      await startBackend('wasm');
      const { [role]: penalized, ...others } = await trainedShares(cell, onlyPenalty(role, norm, strong[norm]));
      expect(penalized).toBeLessThan(0.1);
      for (const [other, share] of Object.entries(others)) expect(share, other).toBeGreaterThan(0.4);
    },
  );

  test('the data loss before any step is free of penalty', async () => {
    for (const backend of backends) {
      await startBackend(backend);
      const losses: number[][] = [];
      for (const rules of [noRules, ...roles.map((role) => onlyPenalty(role, 'L2', 10))]) {
        const learner = toyLearner(cell, { rules });
        const evaluated = [...(await evaluate(learner, toyBatch)).losses];
        const stepped = await learner.stepWithLoss(toyBatch);
        learner.dispose();
        losses.push([...evaluated, stepped.data]);
      }
      for (const other of losses) expect(other).toEqual(losses[0]);
    }
  });

  test('a step subtracts the finite differences of the reported penalty, role by role', async () => {
    const cases: WeightRules[] = roles.flatMap((role) =>
      norms.map((norm): WeightRules => onlyPenalty(role, norm, 0.7)),
    );
    // All at once, on all roles with different strengths.
    const all = everyPenalty((i, j) => 0.1 + i / 10 + j / 20);
    for (const backend of backends) {
      await startBackend(backend);
      const unpenalized = await stepped(noRules);
      for (const rules of [...cases, all]) {
        const penalized = await stepped(rules);
        const weights = inOrder(toyWeights(cell)).map((values) => [Array.from(values)]);
        const report = () =>
          penaltyReport(
            toyModel(cell).parameters,
            rules,
            weights.map(([values]) => values as never),
          ).total;
        for (const [i, name] of weightNames.entries()) {
          const pull = Array.from(unpenalized[name], (value, entry) => value - penalized[name][entry]!);
          const expected = finiteDifferences(report, weights[i]!);
          // The slope of |w|^1.5 is steep near 0, where differences are finite.
          expect(differences(pull, expected, { absolute: 5e-6, relative: 1e-6 }), `${backend}, ${name}`).toEqual([]);
        }
      }
    }

    /** The weights after one step of plain gradient descent at rate 1: w − gradient. */
    async function stepped(rules: WeightRules) {
      const learner = toyLearner(cell, { rules, optimizer: { name: 'sgd', learningRate: 1, momentum: 0 } });
      learner.step(toyBatch);
      const weights = await readWeights(learner);
      learner.dispose();
      return weights;
    }
  });

  test("the report is the sum of each role's own penalty, the output bias left out", () => {
    const weights = { ...toyWeights(cell), 'dense/bias': Float32Array.of(100, -100) };
    const coefficient = (i: number, j: number) => 0.5 + i + 2 / (1 + j);
    const rules = everyPenalty(coefficient);
    const { total, ...byRole } = penaltyReport(toyModel(cell).parameters, rules, inOrder(weights));
    let sum = 0;
    for (const [i, role] of roles.entries()) {
      const of = (w: number) => norms.reduce((all, norm, j) => all + coefficient(i, j) * formulas[norm](w), 0);
      const own = weights[weightOf(role)].reduce((all, w) => all + of(w), 0);
      expect(byRole[role]).toBeCloseTo(own, 10);
      sum += own;
    }
    expect(total).toBeCloseTo(sum, 10);
  });
});

test.each(roles.flatMap((role) => norms.map((norm) => ({ role, norm }))))(
  'the setting of $norm on the $role is reported by its formula, on that role alone',
  ({ role, norm }) => {
    const weights = toyWeights('GRU');
    const report = penaltyReport(toyModel('GRU').parameters, onlyPenalty(role, norm, 0.25), inOrder(weights));
    const own = weights[weightOf(role)].reduce((sum, w) => sum + 0.25 * formulas[norm](w), 0);
    expect(own).toBeGreaterThan(0.01);
    expect(report[role]).toBeCloseTo(own, 10);
    expect(report.total).toBe(report[role]);
  },
);

test('an entry of exactly 0 stays there under any penalty when the loss does not pull on it', async () => {
  // Token 0 is padding: no text's loss has a gradient on its row.
  for (const backend of backends) {
    await startBackend(backend);
    const weights = toyWeights('LSTM');
    weights.embedding.fill(0, 0, 5);
    const rules = { ...noRules, embedding: everyPenalty(() => 1).embedding };
    const learner = toyLearner('LSTM', { start: { weights: inOrder(weights), steps: 0 }, rules });
    for (let step = 0; step < 5; step++) learner.step(toyBatch);
    expect([...(await readWeights(learner)).embedding.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0]);
    learner.dispose();
  }
});

test.each(cells)('cpu trains %s under strong penalties to the same bits as wasm', async (cell) => {
  const rules = everyPenalty((_, j) => strong[norms[j]!] / 100);
  const shares = [];
  for (const backend of backends) {
    await startBackend(backend);
    shares.push(await trainedShares(cell, rules));
  }
  expect(shares[1]).toEqual(shares[0]);
  for (const share of Object.values(shares[0]!)) expect(share).toBeLessThan(0.2);
});
