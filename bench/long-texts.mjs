// Whether a token costs the same in a long text: gradients that vanish on their way back become denormal numbers, on
// which some processors are up to a hundred times slower.

import { createStepMeter } from './steps.mjs';
import workloads from './workloads.json' with { type: 'json' };

const cells = ['SimpleRNN', 'LSTM', 'GRU'];
export const lengths = { short: 40, long: 400 };

export async function measureLongTexts(tools, plans) {
  const meter = createStepMeter(tools);
  for (const time of Object.values(lengths)) {
    const jobs = cells.map((cell) => ({ cell, workload: { ...workloads.usual, time } }));
    await meter.ours('wasm', jobs, plans.fast);
    meter.torch(['1'], jobs, plans.fast);
  }
  return { workload: workloads.usual, rows: meter.rows };
}

/** @returns {number | undefined} time for a token of a long text, that of a short one being 1 */
export function longTokenCost({ rows }, id, cell) {
  const perToken = (length) => {
    const row = rows.find((each) => each.id === id && each.cell === cell && each.workload.time === length);
    return row?.msPerStep && row.msPerStep / length;
  };
  const [long, short] = [perToken(lengths.long), perToken(lengths.short)];
  return long && short && long / short;
}
