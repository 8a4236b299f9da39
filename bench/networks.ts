// Steps of other networks than one recurrent layer on wasm, and the matrix product that they can at best be as fast as.

import { memory, type Tensor2D, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { dense } from '../src/engine/ops/dense';
import type { RunSettings } from '../src/experiment/experiment';
import { type Plan, type Times, timeSteps } from './measure';
import { startTrainer } from './ours';
import type { Job } from './workload';

export interface NetworkTimes extends Times {
  /** How many more tensors there are after the steps than before them. */
  leakedTensors: number;
}

export async function measureNetwork(job: Job, settings: Partial<RunSettings>, plan: Plan): Promise<NetworkTimes> {
  const { runBlock, learner } = await startTrainer('wasm', job, settings);
  await runBlock(2);
  const before = memory().numTensors;
  const times = await timeSteps(runBlock, plan);
  const leakedTensors = memory().numTensors - before;
  learner.dispose();
  return { ...times, leakedTensors };
}

/** @returns billions of additions and multiplications a second of a product of these sizes */
export async function measureProduct(
  [rows, depth, columns]: readonly [number, number, number],
  plan: Plan,
): Promise<number> {
  const filled = (count: number) => Float32Array.from({ length: count }, (_, i) => ((i * 7919) % 1000) / 1000 - 0.5);
  const x = tensor2d(filled(rows * depth), [rows, depth]);
  const kernel = tensor2d(filled(depth * columns), [depth, columns]);
  const bias = tensor1d(new Float32Array(columns));
  const run = (count: number) => {
    for (let i = 0; i < count; i++) tidy(() => void dense(x as Tensor2D, kernel as Tensor2D, bias));
  };
  const { msPerStep } = await timeSteps(run, plan);
  for (const tensor of [x, kernel, bias]) tensor.dispose();
  return (2 * rows * depth * columns) / msPerStep / 1e6;
}
