// What a text costs in an evaluation, by how many are evaluated at once.

import workloads from './workloads.json' with { type: 'json' };

const batches = [16, 32, 64, 128, 256, 512];

export async function measureEvaluation({ page, say }, plans) {
  const rows = [];
  for (const [name, workload] of Object.entries(workloads)) {
    for (const cell of ['SimpleRNN', 'LSTM', 'GRU']) {
      const job = { cell, workload };
      const measured = await (await page()).call('measureEvaluation', job, batches, plans.evaluation);
      rows.push({ name, ...job, usPerText: measured });
      say(`evaluation, ${name}, ${cell}: ${measured.map((us, i) => `${batches[i]}: ${us.toFixed(1)} µs`).join(', ')}`);
    }
  }
  return { batches, rows };
}
