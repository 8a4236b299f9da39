// How an LSTM step grows with the layer, the text and the batch.

import { sizes } from './sizes.mjs';
import { createStepMeter, onOneBatch } from './steps.mjs';
import workloads from './workloads.json' with { type: 'json' };

export async function measureScaling(tools, plans) {
  const series = [];
  for (const [size, { values }] of Object.entries(sizes)) {
    const meter = createStepMeter(tools);
    const jobs = values.map((value) => ({ cell: 'LSTM', workload: { ...workloads.usual, [size]: value } }));
    await meter.ours('wasm', jobs, plans.scaling.fast);
    meter.torch(['pytorch/1'], jobs, plans.scaling.fast);
    for (const backend of ['webgl', 'webgpu']) await meter.ours(backend, onOneBatch(jobs), plans.scaling.gpu);
    series.push({ size, values, rows: meter.rows });
  }
  return { workload: workloads.usual, series };
}
