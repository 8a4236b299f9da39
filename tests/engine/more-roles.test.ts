// Penalties and constraints on the weights that only some networks have: each shrinks what it should, and nothing else.

import { beforeAll, describe, expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import { createLearner } from '../../src/engine/learner';
import { initialWeights } from '../../src/engine/model/parameter';
import type { WeightRules } from '../../src/engine/rules/table';
import { type Norm, norms, type Role, type RunSettings } from '../../src/experiment/experiment';
import { norm as normOf } from './numbers';
import { noRules, onlyPenalty, toyBatch, toyModel } from './toy';

beforeAll(async () => void (await startBackend('wasm')));

const networks: readonly [Role, Partial<RunSettings>][] = [
  ['attention', { readout: 'attention' }],
  ['convolution', { cell: 'TextCNN', filters: 6, windowWidths: '2,3' }],
  ['convolution', { cell: 'StackedCNN', convolutions: 2, hiddenUnits: 0 }],
  ['hidden', { cell: 'StackedCNN', convolutions: 1, hiddenUnits: 6 }],
  ['hidden', { cell: 'BagOfEmbeddings', hiddenUnits: 6 }],
  ['kernel', { layers: 2, direction: 'bidirectional' }],
  ['recurrent', { layers: 2, direction: 'bidirectional' }],
];

const strong: Record<Norm, number> = { L1: 1, L2: 10, L3: 300, Lp: 3 };

/** Each weight's norm after a short training, as a share of its start. */
async function trainedShares(run: Partial<RunSettings>, rules: WeightRules) {
  const model = toyModel('LSTM', run);
  const start = initialWeights(model.parameters, 7);
  const learner = createLearner({
    model,
    start: { weights: start, steps: 0 },
    optimizer: { name: 'adam', learningRate: 0.003, beta2: 0.9 },
    rules,
    clipNorm: 0,
  });
  for (let step = 0; step < 400; step++) learner.step(toyBatch);
  const { weights } = await learner.read();
  learner.dispose();
  return model.parameters.map(({ name, role }, i) => ({ name, role, share: normOf(weights[i]!) / normOf(start[i]!) }));
}

describe.each(networks)('%s of %j', (role, run) => {
  test('keeps its norm without a penalty', async () => {
    for (const weight of await trainedShares(run, noRules)) {
      if (weight.role === role) expect(weight.share, weight.name).toBeGreaterThan(0.5);
    }
  });

  test.each(norms)('a strong %s takes each of its weights below a tenth, and no other kernel', async (norm) => {
    const shares = await trainedShares(run, onlyPenalty(role, norm, strong[norm]));
    for (const weight of shares.filter((each) => each.role === role))
      expect(weight.share, weight.name).toBeLessThan(0.1);
    const others = shares.filter((each) => each.role !== role && each.name.endsWith('ernel'));
    for (const weight of others) expect(weight.share, weight.name).toBeGreaterThan(0.4);
  });
});
