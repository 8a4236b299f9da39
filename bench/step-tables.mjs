// Measured steps as tables: first against ours on wasm, then in milliseconds with their spread.

import { rowOf } from './goals.mjs';
import { table, threeDigits } from './markdown-table.mjs';
import { sizes } from './sizes.mjs';

const cells = ['SimpleRNN', 'LSTM', 'GRU'];
const reference = 'ours/wasm';

/** Every cell on every engine. */
export function cellTables(part) {
  const ids = idsOf(part.rows);
  const times = (id, cell) => {
    const row = rowOf(part, id, cell);
    const ours = rowOf(part, reference, cell);
    return row?.msPerStep && ours?.msPerStep ? `${threeDigits(row.msPerStep / ours.msPerStep)} ×` : '–';
  };
  const spread = (id, cell) => {
    const row = rowOf(part, id, cell);
    return row?.msPerStep ? withSpread(row) : '–';
  };
  const rowsOf = (print) => ids.map((id) => [nameOf(part, id), ...cells.map((cell) => print(id, cell))]);
  return [
    table(['time of a step, ours on wasm = 1', ...cells], rowsOf(times)),
    table(['ms a step: median block (fastest–slowest)', ...cells], rowsOf(spread)),
    missingOf(part.rows),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** One size, on every engine. */
export function sizeTables({ size, values, rows }) {
  const ids = idsOf(rows);
  const found = (id, value) => rows.find((row) => row.id === id && row.workload[size] === value);
  const head = [sizes[size].name, ...values.map(String)];
  const ratios = ids
    .filter((id) => id !== reference)
    .map((id) => [
      nameOf({ rows }, id),
      ...values.map((value) => {
        const [other, ours] = [found(id, value)?.msPerStep, found(reference, value)?.msPerStep];
        return other && ours ? `${threeDigits(other / ours)} ×` : '–';
      }),
    ]);
  const times = ids.map((id) => [
    nameOf({ rows }, id),
    ...values.map((value) => threeDigits(found(id, value)?.msPerStep)),
  ]);
  return [
    ratios.length > 0 && table([`${head[0]}; ours on wasm = 1`, ...head.slice(1)], ratios),
    table([`${head[0]}; ms a step`, ...head.slice(1)], times),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Those of whom there is anything to show. */
const idsOf = (rows) => [...new Set(rows.filter(({ msPerStep }) => msPerStep).map(({ id }) => id))];

/** An engine in words: `ours, wasm`, `PyTorch 1.13.0, 1 thread, OpenBLAS 0.3.21, oneDNN 2.6.3`. */
export function nameOf({ rows }, id) {
  const [engine, backend] = id.split('/');
  if (engine !== 'pytorch') return `${engine}, ${backend}`;
  const row = rows.find((each) => each.id === id && each.blas);
  if (!row) return `PyTorch, ${backend === 'all' ? 'all threads' : '1 thread'}`;
  const threads = `${row.threads} ${row.threads === 1 ? 'thread' : 'threads'}`;
  return `PyTorch ${row.version}, ${threads}, ${row.blas.replace(/ \(.*/, '')}${row.onednn ? `, oneDNN ${row.onednn}` : ''}`;
}

const withSpread = ({ msPerStep, fastestMsPerStep, slowestMsPerStep }) =>
  `${threeDigits(msPerStep)} (${threeDigits(fastestMsPerStep)}–${threeDigits(slowestMsPerStep)})`;

/** What was not measured and why; each reason once, with all that it holds for. */
export function missingOf(rows) {
  const byReason = new Map();
  for (const { id, cell, missing } of rows) {
    if (!missing) continue;
    const key = `${nameOf({ rows }, id)}: ${missing}`;
    byReason.set(key, (byReason.get(key) ?? new Set()).add(cell));
  }
  const lines = [...byReason].map(([reason, some]) => `- Not measured (${[...some].join(', ')}): ${reason}.`);
  return lines.join('\n').replaceAll('..', '.');
}
