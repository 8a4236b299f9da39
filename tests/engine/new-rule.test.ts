// A new weight rule is a row in the table and one in each backend's kernels: a penalty and a projection are added here,
// and nothing else; settings, report and the update op follow.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { ruleKernels as cpuKernels } from '../../src/engine/kernels/cpu/rules';
import type { SimdKernels } from '../../src/engine/kernels/wasm/module';
import { ruleKernels as wasmKernels } from '../../src/engine/kernels/wasm/rules';
import { penaltyReport } from '../../src/engine/penalty';
import { ruleTable, type WeightRule, type WeightRules, weightRulesOf } from '../../src/engine/rules/table';
import { exactBackends as backends, type Role, type RunSettings } from '../../src/experiment/experiment';
import { defaultRun } from '../../src/experiment/run-fields';
import { differences, norm } from './numbers';
import { inOrder, l1l2l3, noRules, readWeights, toyBatch, toyLearner, toyModel, toyWeights, weightNames } from './toy';

/** half/2 · Σw² */
interface Halves {
  kind: 'halves';
  half: number;
}
/** After each step w ← w − learningRate · share · w. */
interface Shrinks {
  kind: 'shrinks';
  share: number;
}

const halves = (half: number): readonly WeightRule[] => [{ kind: 'halves', half } as never];
const shrinks = (share: number): readonly WeightRule[] => [{ kind: 'shrinks', share } as never];

/** The settings that the made-up rows read. */
type MadeUpRun = RunSettings & { half?: number; share?: number };

const rows = {
  halves: {
    ofRun: ({ half }: MadeUpRun, role: Role) => (half && role === 'kernel' ? { kind: 'halves', half } : null),
    value: ({ half }: Halves, weight: Float32Array) => (half / 2) * weight.reduce((sum, w) => sum + w * w, 0),
  },
  shrinks: {
    ofRun: ({ share }: MadeUpRun, role: Role) => (share && role !== 'bias' ? { kind: 'shrinks', share } : null),
    value: () => 0,
  },
};

const onCpu = {
  halves: {
    penalize({ half }: Halves, { weight, gradient }: { weight: Float32Array; gradient: Float32Array }) {
      for (let i = 0; i < weight.length; i++) gradient[i]! += Math.fround(Math.fround(half) * weight[i]!);
    },
  },
  shrinks: {
    project({ share }: Shrinks, { weight, learningRate }: { weight: Float32Array; learningRate: number }) {
      const rate = Math.fround(learningRate * share);
      for (let i = 0; i < weight.length; i++) weight[i]! -= Math.fround(rate * weight[i]!);
    },
  },
};

type Place = { weight: number; gradient: number; size: number };
const onWasm = {
  halves: {
    penalize: (simd: SimdKernels, { half }: Halves, { weight, gradient, size }: Place) =>
      simd.addPenaltyGradient(weight, gradient, size, 0, half / 2, 0),
  },
  shrinks: {
    // A step of plain descent along the weight itself; the gradient is done with.
    project: (
      simd: SimdKernels,
      { share }: Shrinks,
      { weight, gradient, size, learningRate }: Place & { learningRate: number },
    ) => simd.updateMomentum(weight, weight, gradient, size, 1, 0, learningRate * share, 0),
  },
};

const additions: [object, object][] = [
  [ruleTable, rows],
  [cpuKernels, onCpu],
  [wasmKernels, onWasm],
];

beforeAll(async () => {
  for (const backend of backends) expect(await startBackend(backend)).toEqual({ backend });
  for (const [table, added] of additions) Object.assign(table, added);
});

afterAll(() => {
  for (const [table, added] of additions) for (const kind of Object.keys(added)) Reflect.deleteProperty(table, kind);
});

const start = toyWeights('GRU');
const learningRate = 0.5;

/** The weights after one step of plain descent, and the gradient norm. */
async function stepped(rules: WeightRules, clipNorm = 0) {
  const learner = toyLearner('GRU', { rules, clipNorm, optimizer: { name: 'sgd', learningRate, momentum: 0 } });
  learner.step(toyBatch);
  const { gradientNorm } = await learner.read();
  const weights = await readWeights(learner);
  learner.dispose();
  return { weights, gradientNorm };
}

test('a run that asks for it has it, beside the rules that it had', () => {
  const run = { ...defaultRun, kernelL2: 0.1, half: 0.3, share: 0.2 };
  expect(weightRulesOf(run)).toEqual({
    kernel: [...l1l2l3(0, 0.1, 0), ...halves(0.3), ...shrinks(0.2)],
    recurrent: shrinks(0.2),
    bias: [],
    embedding: shrinks(0.2),
    output: shrinks(0.2),
    attention: shrinks(0.2),
    convolution: shrinks(0.2),
    hidden: shrinks(0.2),
  });
});

test('the penalty is reported by its value, the projection as nothing', () => {
  const rules = { ...noRules, kernel: [...l1l2l3(0, 0.1, 0), ...halves(0.3)], bias: shrinks(0.2) };
  const report = penaltyReport(toyModel('GRU').parameters, rules, inOrder(start));
  const squares = norm(start['rnn/0/forward/kernel']) ** 2;
  expect(report.kernel).toBeCloseTo((0.1 + 0.15) * squares, 10);
  expect(report.bias).toBe(0);
  expect(report.total).toBe(report.kernel);
});

describe.each(backends)('on %s', (backend) => {
  test('the penalty joins the gradient, its norm and the other penalties', async () => {
    await startBackend(backend);
    const plain = await stepped({ ...noRules, kernel: l1l2l3(0, 0.1, 0) });
    const ruled = await stepped({ ...noRules, kernel: [...l1l2l3(0, 0.1, 0), ...halves(0.3)] });
    const gradients: number[] = [];
    for (const name of weightNames) {
      const pull = (i: number) => (name === 'rnn/0/forward/kernel' ? 0.3 * start[name][i]! : 0);
      const expected = Array.from(plain.weights[name], (w, i) => w - learningRate * pull(i));
      expect(differences(ruled.weights[name], expected, { absolute: 1e-6 }), name).toEqual([]);
      gradients.push(...expected.map((w, i) => (start[name][i]! - w) / learningRate));
    }
    expect(ruled.gradientNorm).toBeCloseTo(norm(gradients), 5);
  });

  test('the projection acts on the weight that the optimizer made, and on no gradient', async () => {
    await startBackend(backend);
    const plain = await stepped({ ...noRules, kernel: halves(0.3) }, 0.1);
    const ruled = await stepped({ ...noRules, kernel: [...shrinks(0.2), ...halves(0.3)], output: shrinks(2) }, 0.1);
    expect(ruled.gradientNorm).toBe(plain.gradientNorm);
    for (const name of weightNames) {
      const share = { 'rnn/0/forward/kernel': 0.2, 'dense/kernel': 2 }[name as string] ?? 0;
      const expected = Array.from(plain.weights[name], (w) => w * (1 - learningRate * share));
      expect(differences(ruled.weights[name], expected, { absolute: 1e-7 }), name).toEqual([]);
    }
  });
});

test('cpu and wasm agree on both to the last bit', async () => {
  const found = [];
  for (const backend of backends) {
    await startBackend(backend);
    found.push(await stepped({ ...noRules, kernel: [...halves(0.3), ...shrinks(0.2)], embedding: halves(0.7) }, 0.1));
  }
  expect(found[1]).toEqual(found[0]);
});
