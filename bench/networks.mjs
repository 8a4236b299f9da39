// What layers, directions, readouts and convolutions cost on wasm, all in one run on one machine.

import workloads from './workloads.json' with { type: 'json' };

/** Kim's text CNN. */
export const convolution = {
  workload: { ...workloads.usual, batch: 50, embeddingSize: 300 },
  widths: [3, 4, 5],
  filters: 100,
};

const recurrent = [
  ['one layer, last state', {}],
  ['two layers', { layers: 2 }],
  ['both directions', { direction: 'bidirectional' }],
  ['readout mean', { readout: 'mean' }],
  ['readout max', { readout: 'max' }],
  ['readout attention', { readout: 'attention' }],
];

const cnn = { cell: 'TextCNN', windowWidths: convolution.widths.join(','), filters: convolution.filters };

export async function measureNetworks({ page, say }, plans) {
  const jobs = [
    ...recurrent.map(([name, settings]) => ({ name, job: { cell: 'LSTM', workload: workloads.usual }, settings })),
    { name: 'text CNN', job: { cell: 'LSTM', workload: convolution.workload }, settings: cnn },
  ];
  const { batch, time, embeddingSize } = convolution.workload;
  const shape = [batch * (time + 3), 4 * embeddingSize, convolution.filters];
  const measured = await (await page()).call('measureNetworks', jobs, shape, plans.fast);
  const rows = jobs.map(({ name, job }, i) => ({ name, ...job, ...measured.networks[i] }));
  for (const { name, msPerStep, fastestMsPerStep } of rows) {
    say(`networks, ${name}: ${msPerStep.toFixed(2)} ms a step, ${fastestMsPerStep.toFixed(2)} at best`);
  }
  const { product, leakedTensors } = measured;
  return { rows, product: { shape, ...product }, leakedTensors };
}

/** @returns {number} billions of additions and multiplications a second of the product, at best */
export function productGflops({ product: { shape, fastestMsPerStep } }) {
  return shape.reduce((numbers, size) => numbers * size, 2) / fastestMsPerStep / 1e6;
}

/** @returns {number | undefined} a network's step, that of one layer being 1, of both the least disturbed block */
export function timesOneLayer({ rows }, name) {
  const [one, other] = ['one layer, last state', name].map(
    (each) => rows.find((row) => row.name === each)?.fastestMsPerStep,
  );
  return one && other && other / one;
}

/** @returns {number | undefined} billions of additions and multiplications a second that the text CNN's products get */
export function convolutionGflops({ rows }) {
  const row = rows.find(({ name }) => name === 'text CNN');
  if (!row) return undefined;
  const { batch, time, embeddingSize } = row.workload;
  // A product and a sum for each number of a window, once forward and twice backward.
  const windows = convolution.widths.reduce((sum, width) => sum + width * (time + width - 1), 0);
  return (3 * 2 * batch * windows * embeddingSize * convolution.filters) / row.fastestMsPerStep / 1e6;
}
