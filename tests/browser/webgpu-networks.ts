// A small network in training, and batches of ragged texts for it, the same for every test.

import { type Batch, createLearner, type Learner, type LearnerSettings } from '../../src/engine/learner';
import { buildModel } from '../../src/engine/model/build';
import { initialWeights } from '../../src/engine/model/parameter';
import { weightRulesOf } from '../../src/engine/rules/table';
import type { Backend, Cell } from '../../src/experiment/experiment';
import { modelOf } from '../../src/experiment/model-spec';
import { stream } from '../../src/experiment/random';
import { defaultRun } from '../../src/experiment/run-fields';

const penalized = [{ kind: 'l1l2l3', l1: 1e-4, l2: 1e-3, l3: 1e-3 }] as const;

export function learnerOn(backend: Backend, cell: Cell, settings: Partial<LearnerSettings> = {}): Learner {
  const model = buildModel(modelOf({ ...defaultRun, embeddingSize: 6, cell, units: 12 }), {
    vocabularyRows: 50,
    classes: 3,
  });
  return createLearner({
    backend,
    model,
    start: { weights: initialWeights(model.parameters, 1), steps: 0 },
    optimizer: { name: 'adam', learningRate: 0.01 },
    rules: {
      ...weightRulesOf(defaultRun),
      kernel: penalized,
      recurrent: penalized,
      embedding: penalized,
      output: penalized,
    },
    clipNorm: 1,
    ...settings,
  });
}

/** Texts of 0 to 9 tokens, their number different from batch to batch. */
export function batchOf(index: number): Batch {
  const source = stream(1, 'batch', index);
  const [count, time] = [5 + (index % 4), 9];
  const lengths = Int32Array.from({ length: count }, (_, i) => Math.floor(source.uniform(i) * (time + 1)));
  const tokenIds = new Int32Array(count * time);
  for (let i = 0; i < count; i++) {
    for (let t = 0; t < lengths[i]!; t++) {
      tokenIds[i * time + t] = 1 + Math.floor(source.uniform(100 + i * time + t) * 49);
    }
  }
  const labelIds = Int32Array.from({ length: count }, (_, i) => Math.floor(source.uniform(50 + i) * 3));
  return { tokenIds, lengths, labelIds, time };
}
