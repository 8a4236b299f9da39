// Every penalty on every role of every cell does what it says, alone, and nothing else.

import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { penaltyReport } from '../../src/engine/penalty';
import { type WeightRules, weightRulesOf } from '../../src/engine/rules/table';
import {
  exactBackends as backends,
  type Cell,
  cells,
  type Norm,
  norms,
  type Role,
  roles,
} from '../../src/experiment/experiment';
import { defaultRun, penaltyId } from '../../src/experiment/fields';
import { differences, norm as normOf } from './numbers';
import { finiteDifferences } from './reference';
import {
  evaluate,
  inOrder,
  l1l2l3,
  noRules,
  onlyPenalty,
  readWeights,
  rulesByRole,
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
const strong: Record<Norm, number> = { L1: 1, L2: 10, L3: 300 };

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

  test('each penalty reaches the same weights through the settings of a run', () => {
    for (const role of roles) {
      for (const norm of norms) {
        const settings = { ...defaultRun, [penaltyId(role, norm)]: 0.25 };
        expect(weightRulesOf(settings)).toEqual(onlyPenalty(role, norm, 0.25));
      }
    }
  });

  test('the data loss before any step is free of penalty', async () => {
    for (const backend of backends) {
      await startBackend(backend);
      const losses: number[][] = [];
      for (const rules of [noRules, ...roles.map((role) => onlyPenalty(role, 'L2', 10))]) {
        const learner = toyLearner(cell, { rules });
        const evaluated = [...(await evaluate(learner, toyBatch)).losses];
        const stepped = await learner.stepWithLoss(toyBatch);
        learner.dispose();
        losses.push([...evaluated, stepped]);
      }
      for (const other of losses) expect(other).toEqual(losses[0]);
    }
  });

  test('a step subtracts the finite differences of the reported penalty, role by role', async () => {
    const cases: WeightRules[] = roles.flatMap((role) =>
      norms.map((norm): WeightRules => onlyPenalty(role, norm, 0.7)),
    );
    // All three at once, on all roles with different strengths.
    const all = rulesByRole((_, i) => l1l2l3(0.1 + i / 10, 0.6 - i / 10, 0.2 + i / 20));
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
          expect(differences(pull, expected, { absolute: 1e-6, relative: 1e-6 }), `${backend}, ${name}`).toEqual([]);
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
    const coefficients = (i: number) => [0.5 + i, 2 / (1 + i), 0.25 * i] as const;
    const rules = rulesByRole((_, i) => l1l2l3(...coefficients(i)));
    const { total, ...byRole } = penaltyReport(toyModel(cell).parameters, rules, inOrder(weights));
    let sum = 0;
    for (const [i, role] of roles.entries()) {
      const [l1, l2, l3] = coefficients(i);
      const values = Array.from(weights[weightOf(role)]);
      const own = values.map((w) => l1 * Math.abs(w) + l2 * w * w + l3 * Math.abs(w * w * w)).reduce((a, b) => a + b);
      expect(byRole[role]).toBeCloseTo(own, 10);
      sum += own;
    }
    expect(total).toBeCloseTo(sum, 10);
  });
});

test.each(roles)('L1, L2 and L3 together on the %s are reported as their sum', (role) => {
  const { parameters } = toyModel('GRU');
  const weights = inOrder(toyWeights('GRU'));
  const separate = norms.map((norm) => penaltyReport(parameters, onlyPenalty(role, norm, 0.3), weights)[role]);
  const together = penaltyReport(parameters, { ...noRules, [role]: l1l2l3(0.3, 0.3, 0.3) }, weights);
  expect(Math.min(...separate)).toBeGreaterThan(0);
  expect(together[role]).toBeCloseTo(
    separate.reduce((a, b) => a + b),
    10,
  );
  expect(together.total).toBe(together[role]);
});

test('an entry of exactly 0 stays there under any penalty when the loss does not pull on it', async () => {
  // Token 0 is padding: no text's loss has a gradient on its row.
  for (const backend of backends) {
    await startBackend(backend);
    const weights = toyWeights('LSTM');
    weights.embedding.fill(0, 0, 5);
    const rules = { ...noRules, embedding: l1l2l3(1, 1, 1) };
    const learner = toyLearner('LSTM', { start: { weights: inOrder(weights), steps: 0 }, rules });
    for (let step = 0; step < 5; step++) learner.step(toyBatch);
    expect([...(await readWeights(learner)).embedding.subarray(0, 5)]).toEqual([0, 0, 0, 0, 0]);
    learner.dispose();
  }
});

test.each(cells)('cpu trains %s under strong penalties to the same bits as wasm', async (cell) => {
  const rules = rulesByRole(() => l1l2l3(0.01, 0.1, 1));
  const shares = [];
  for (const backend of backends) {
    await startBackend(backend);
    shares.push(await trainedShares(cell, rules));
  }
  expect(shares[1]).toEqual(shares[0]);
  for (const share of Object.values(shares[0]!)) expect(share).toBeLessThan(0.2);
});
