// How an LSTM step grows with the layer, the text and the batch.

import { sizes } from './sizes.mjs';
import { createStepMeter, onOneBatch } from './steps.mjs';
import workloads from './workloads.json' with { type: 'json' };

export async function measureScaling(tools, plans) {
  const series = [];
  const { fast, gpu, gpuBudgetMs, everyOther } = plans.scaling;
  for (const [size, { values: all }] of Object.entries(sizes)) {
    const values = all.filter((_, i) => !everyOther || i % 2 === 0);
    const meter = createStepMeter(tools);
    const jobs = values.map((value) => ({ cell: 'LSTM', workload: { ...workloads.usual, [size]: value } }));
    await meter.ours('wasm', jobs, fast);
    meter.torch(['1'], jobs, fast);
    for (const backend of ['webgl', 'webgpu']) await meter.ours(backend, onOneBatch(jobs), gpu, gpuBudgetMs);
    series.push({ size, values, rows: meter.rows });
  }
  return { workload: workloads.usual, series };
}
