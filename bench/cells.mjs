// Every cell on every engine: the usual workload, and the larger one.

import { createStepMeter, onOneBatch } from './steps.mjs';
import workloads from './workloads.json' with { type: 'json' };

const cells = ['SimpleRNN', 'LSTM', 'GRU'];
const opponents = ['1', 'all', 'default'];
const gpuBackends = ['webgl', 'webgpu'];

export async function measureCells(tools, plans) {
  const meter = createStepMeter(tools);
  const jobs = jobsOf(workloads.usual);
  const slowest = onOneBatch(jobs.filter(({ cell }) => plans.slowestCells.includes(cell)));
  await meter.ours('wasm', jobs, plans.fast);
  meter.torch(opponents, jobs, plans.fast);
  await meter.ours('cpu', onOneBatch(jobs), plans.cpu);
  for (const backend of gpuBackends) {
    await meter.ours(backend, onOneBatch(jobs), plans.gpu);
    await meter.tfLayers(backend, slowest, plans.tfLayers);
  }
  return { workload: workloads.usual, rows: meter.rows };
}

/** The engines that a step of the larger workload takes seconds on are measured on LSTM alone. */
export async function measureLarger(tools, plans) {
  const meter = createStepMeter(tools);
  const jobs = jobsOf(workloads.larger);
  const lstm = onOneBatch(jobs.filter(({ cell }) => cell === 'LSTM'));
  await meter.ours('wasm', jobs, plans.fast);
  meter.torch(opponents, jobs, plans.fast);
  if (plans.larger) {
    await meter.ours('cpu', lstm, plans.larger.slowest);
    for (const backend of gpuBackends) {
      await meter.ours(backend, onOneBatch(jobs), plans.larger.gpu);
      await meter.tfLayers(backend, lstm, plans.larger.slowest);
    }
  }
  return { workload: workloads.larger, rows: meter.rows };
}

const jobsOf = (workload) => cells.map((cell) => ({ cell, workload }));
