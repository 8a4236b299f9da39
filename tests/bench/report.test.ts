// RESULTS.md says what was measured, where, and what was not.

import { expect, test } from 'vitest';
import { threeDigits } from '../../bench/markdown-table.mjs';
import { drawPictures } from '../../bench/pictures.mjs';
import { resultsMarkdown } from '../../bench/report.mjs';
import { reasonOf } from '../../bench/steps.mjs';
import workloads from '../../bench/workloads.json';

const run = {
  startedAt: '2030-01-02T03:04Z',
  machine: 'a machine',
  adapters: { webgl: { name: 'SwiftShader', isSoftware: true }, webgpu: null },
};
const times = (msPerStep: number) => ({ msPerStep, fastestMsPerStep: msPerStep / 2, slowestMsPerStep: msPerStep * 2 });
const job = { cell: 'LSTM', workload: workloads.usual };
const cells = {
  run,
  workload: workloads.usual,
  rows: [
    { id: 'ours/wasm', ...job, ...times(2) },
    {
      id: 'pytorch/1',
      ...job,
      ...times(5),
      threads: 1,
      blas: 'OpenBLAS 1.2 (Some kernels)',
      version: '9',
      onednn: '3.4',
    },
    { id: 'ours/webgl', ...job, missing: 'no such kernel' },
  ],
};

test('a step is told against ours, and with its spread', () => {
  const report = resultsMarkdown({ parts: { cells } });
  expect(report).toMatch(/\| PyTorch 9, 1 thread, OpenBLAS 1\.2, oneDNN 3\.4 +\| +– \| +2\.50 × \|/);
  expect(report).toContain('5.00 (2.50–10.0)');
});

test('a software adapter is called one, and a missing one is missing', () => {
  const report = resultsMarkdown({ parts: { cells } });
  expect(report).toContain(
    'webgl is **a software adapter**, so that its figures say nothing of a graphics card: SwiftShader.',
  );
  expect(report).toContain('There is no webgpu here.');
});

test('what was not measured is listed with its reason, also a whole part', () => {
  const report = resultsMarkdown({ parts: { cells, app: { run, missing: 'the page did not open' } } });
  expect(report).toContain('- Not measured (LSTM): ours, webgl: no such kernel.');
  expect(report).toContain('## The page while it is used\nNot measured: the page did not open.');
});

test('parts of different runs are told apart, and drafts are called drafts', () => {
  const later = { ...run, startedAt: '2030-02-03T04:05Z', busyWith: '1.5' };
  const report = resultsMarkdown({ parts: { cells, app: { run: later, missing: 'the page did not open' } } });
  expect(report).toContain('on 2030-01-02 (A training step).');
  expect(report).toContain('on 2030-02-03 (The page while it is used).\n**A draft**');
});

test('a picture is drawn of what was measured, without lines of what was not', () => {
  const rows = cells.rows.map((row) => ({ ...row, workload: { ...row.workload, units: 16 } }));
  const wider = rows.map((row) => ({ ...row, workload: { ...row.workload, units: 32 } }));
  const series = [{ size: 'units', values: [16, 32], rows: [...rows, ...wider] }];
  const pictures: Record<string, string> = drawPictures({ parts: { scaling: { series } } });
  expect(Object.keys(pictures)).toEqual(['units']);
  expect(pictures.units).toContain('PyTorch 9, 1 thread: 5.00 ms at 16 units, 5.00 ms at 32 units.');
  expect(pictures.units).not.toContain('webgl');
});

test('numbers have three digits that count', () => {
  expect([0.0123, 0.123, 2.5, 9.996, 62.94, 449.6, 1234.5].map(threeDigits)).toEqual([
    '0.012',
    '0.12',
    '2.50',
    '10.0',
    '62.9',
    '450',
    '1,235',
  ]);
});

test('a reason is one line without what the tools put before it', () => {
  const error = new Error('page.evaluate: Error: no such kernel\n    at http://127.0.0.1:1234/a.js:1:2');
  expect(reasonOf(error)).toBe('no such kernel');
});

test('a sweep, many curves and many trainings are told with their figures', () => {
  const task = { secondsAfterTrain: 3, ms: 70, scripts: [] };
  const report = resultsMarkdown({
    parts: {
      sweep: { run, cores: 2, workers: 2, epochs: 30, repeats: 1, alone: [2], swept: [50] },
      drawn: {
        run,
        epochs: 100,
        training: { over50Ms: 1, longestMs: 70, longest: [task] },
        looking: { over50Ms: 0, longestMs: 0, longest: [] },
      },
      many: {
        run,
        trainings: 1000,
        epochs: 20,
        workers: 2,
        samples: [{ done: 100, workersBytes: 4e7, pageBytes: 1e7 }],
      },
    },
  });
  expect(report).toMatch(/\| 60 trainings, from Start sweep +\| +25\.0 × \|/);
  expect(report).toContain('- 70 ms, 3 s after the first second: no script was told of.');
  expect(report).toContain('A random search of 1,000 trainings of 20 epochs, in 2 workers');
});
