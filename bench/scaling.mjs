// How an LSTM step grows with the layer, the text and the batch.

import { createStepMeter, onOneBatch } from './steps.mjs';
import workloads from './workloads.json' with { type: 'json' };

/** The size that changes, by its name in a workload; the others stay as in the usual one. */
const sizes = {
  units: [16, 32, 64, 128, 256],
  time: [10, 25, 50, 100, 200, 400],
  batch: [8, 16, 32, 64, 128, 256],
};

export async function measureScaling(tools, plans) {
  const series = [];
  for (const [size, values] of Object.entries(sizes)) {
    const meter = createStepMeter(tools);
    const jobs = values.map((value) => ({ cell: 'LSTM', workload: { ...workloads.usual, [size]: value } }));
    await meter.ours('wasm', jobs, plans.scaling.fast);
    meter.torch(['pytorch/1'], jobs, plans.scaling.fast);
    for (const backend of ['webgl', 'webgpu']) await meter.ours(backend, onOneBatch(jobs), plans.scaling.gpu);
    series.push({ size, values, rows: meter.rows });
  }
  return { workload: workloads.usual, series };
}
