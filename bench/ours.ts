// Our engine on a workload.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { startBackend } from '../src/engine/backend';
import { createLearner, type Learner } from '../src/engine/learner';
import { buildModel } from '../src/engine/model/build';
import { initialWeights } from '../src/engine/model/parameter';
import { weightRulesOf } from '../src/engine/rules/table';
import type { Backend, RunSettings } from '../src/experiment/experiment';
import { modelOf } from '../src/experiment/model-spec';
import { defaultRun } from '../src/experiment/run-fields';
import { expectLearning, type Measurement, type Plan, timeSteps } from './measure';
import { type Job, makeBatches } from './workload';

export interface Trainer {
  learner: Learner;
  /** Takes this many steps, then waits for a number that depends on the last one. */
  runBlock(steps: number): Promise<void>;
}

/** @throws Error when another one would run */
export async function startExactly(backend: Backend): Promise<void> {
  const started = await startBackend(backend, new URL(wasmUrl, import.meta.url).href);
  if (started.backend !== backend) {
    throw new Error(`backend must be ${backend}, got ${started.backend}: ${started.insteadOf?.reason}`);
  }
}

/** Starts exactly that backend; `settings` other than the workload's make another network. @throws Error when another one would run */
export async function startTrainer(
  backend: Backend,
  { cell, workload }: Job,
  settings: Partial<RunSettings> = {},
): Promise<Trainer> {
  await startExactly(backend);
  const { units, embeddingSize, vocabulary, classes, learningRate, l1, l2 } = workload;
  const model = buildModel(modelOf({ ...defaultRun, embeddingSize, cell, units, ...settings }), {
    vocabularyRows: vocabulary,
    classes,
  });
  const learner = createLearner({
    model,
    start: { weights: initialWeights(model.parameters, 1), steps: 0 },
    optimizer: { name: 'adam', learningRate },
    rules: weightRulesOf({ ...defaultRun, kernelL1: l1, kernelL2: l2, recurrentL1: l1, recurrentL2: l2 }),
    clipNorm: 0,
  });
  const batches = makeBatches(workload);
  let steps = 0;
  return {
    learner,
    async runBlock(count) {
      for (let i = 0; i < count; i++) learner.step(batches[steps++ % batches.length]!);
      // Not settle(): a GPU backend may still hold back commands that only a reading sends off.
      const { gradientNorm: norm } = await learner.read();
      if (!Number.isFinite(norm)) throw new Error(`the gradient norm must be finite, got ${norm}`);
    },
  };
}

export async function measureOurs(backend: Backend, job: Job, plan: Plan): Promise<Measurement> {
  const { learner, runBlock } = await startTrainer(backend, job);
  const batch = makeBatches(job.workload)[0]!;
  const loss = async () => {
    learner.evaluate(batch);
    const { losses } = (await learner.read()).scores[0]!;
    return losses.reduce((sum, each) => sum + each, 0) / losses.length;
  };
  const firstLoss = await loss();
  const times = await timeSteps(runBlock, plan);
  const lastLoss = await loss();
  expectLearning(`ours on ${backend}`, firstLoss, lastLoss);
  return { ...times, firstLoss, lastLoss };
}
