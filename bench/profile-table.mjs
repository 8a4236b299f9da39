// A profile as tables on stdout.

import { table } from './markdown-table.mjs';

export function printProfile(profile, asJson) {
  if (asJson) {
    console.log(JSON.stringify(profile, null, 2));
    return;
  }
  const { rows, functions, msPerStep, untimedMsPerStep } = profile;
  const us = (ms) => (ms * 1000).toFixed(0);
  const sum = (pick) => rows.reduce((total, row) => total + pick(row), 0);
  const total = ({ simdMs, kernelMs, tfjsMs }) => simdMs + kernelMs + tfjsMs;
  const inOps = sum(total);
  const ops = rows.map((row) => [
    row.op,
    row.callsPerStep.toFixed(1),
    us(row.simdMs),
    us(row.kernelMs),
    us(row.tfjsMs),
    us(total(row)),
  ]);
  ops.push([
    'all ops',
    sum((row) => row.callsPerStep).toFixed(1),
    us(sum((row) => row.simdMs)),
    us(sum((row) => row.kernelMs)),
    us(sum((row) => row.tfjsMs)),
    us(inOps),
  ]);
  ops.push(['outside of ops (tape, tidy, input tensors)', '', '', '', '', us(msPerStep - inOps)]);
  ops.push(['step', '', '', '', '', us(msPerStep)]);
  ops.push(['step before it was timed inside', '', '', '', '', us(untimedMsPerStep)]);
  console.log('One LSTM training step on wasm, µs\n');
  console.log(table(['op', 'calls', 'SIMD', 'rest of kernel', 'tfjs around it', 'all'], ops));
  console.log();
  console.log(
    table(
      ['SIMD function', 'calls', 'µs'],
      functions.map(({ name, callsPerStep, ms }) => [name, callsPerStep.toFixed(1), us(ms)]),
    ),
  );
}
