// What layers, directions, readouts and convolutions cost on wasm, all in one run on one machine.

import { reasonOf } from './steps.mjs';
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
  const rows = [];
  const measure = async (name, job, settings) => {
    try {
      const found = await (await page()).call('measureNetwork', job, settings, plans.fast);
      rows.push({ name, ...job, settings, ...found });
      say(`networks, ${name}: ${found.msPerStep.toFixed(2)} ms a step, ${found.leakedTensors} tensors left`);
    } catch (error) {
      rows.push({ name, ...job, settings, missing: reasonOf(error) });
    }
  };
  for (const [name, settings] of recurrent) await measure(name, { cell: 'LSTM', workload: workloads.usual }, settings);
  await measure('text CNN', { cell: 'LSTM', workload: convolution.workload }, cnn);
  const { batch, time, embeddingSize } = convolution.workload;
  const shape = [batch * (time + 3), 4 * embeddingSize, convolution.filters];
  const productGflops = await (await page()).call('measureProduct', shape, plans.fast);
  say(`networks, product of ${shape.join(' × ')}: ${productGflops.toFixed(1)} GFLOP/s`);
  return { rows, productGflops };
}

/** @returns {number | undefined} a network's step, that of one layer being 1 */
export function timesOneLayer({ rows }, name) {
  const [one, other] = ['one layer, last state', name].map((each) => rows.find((row) => row.name === each)?.msPerStep);
  return one && other && other / one;
}

/** @returns {number | undefined} billions of additions and multiplications a second that the text CNN's products get */
export function convolutionGflops({ rows }) {
  const row = rows.find(({ name }) => name === 'text CNN');
  if (!row?.msPerStep) return undefined;
  const { batch, time, embeddingSize } = row.workload;
  // A product and a sum for each number of a window, once forward and twice backward.
  const windows = convolution.widths.reduce((sum, width) => sum + width * (time + width - 1), 0);
  return (3 * 2 * batch * windows * embeddingSize * convolution.filters) / row.msPerStep / 1e6;
}

/** @returns {number | undefined} */
export const leakedTensors = ({ rows }) =>
  rows.reduce((sum, { leakedTensors: left }) => (left === undefined ? sum : (sum ?? 0) + left), undefined);
