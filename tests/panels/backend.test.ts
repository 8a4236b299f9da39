// What the page says of backends: the badge, the menu's rows, the messages, and whether curves are exact.

import { describe, expect, test } from 'vitest';
import { backends } from '../../src/experiment/experiment';
import { defaultShared } from '../../src/experiment/shared-fields';
import { adapterName, backendRows, isExactReport, summaryOf } from '../../src/panels/backend/derive';
import { messagesOf } from '../../src/panels/messages/derive';
import type { Measurements } from '../../src/runs/backend-choice';
import { en } from '../../src/strings/en';
import { zh } from '../../src/strings/zh';
import { runState, withValidation } from '../runs/epochs';

const wasm = { backend: 'wasm' } as const;
const webgpu = { backend: 'webgpu', adapter: 'Some card' } as const;
const noSimd = { backend: 'cpu', insteadOf: { backend: 'wasm', reason: 'no SIMD' } } as const;
const moved = (lastEpoch: number) =>
  ({ backend: 'wasm', lost: { backend: 'webgpu', reason: 'gone', lastEpoch } }) as const;

const measurements: Measurements = {
  wasm: { kind: 'measured', tokensPerSecond: 100 },
  cpu: { kind: 'measured', tokensPerSecond: 10 },
  webgpu: { kind: 'measured', tokensPerSecond: 400, adapter: 'Some card' },
  webgl: { kind: 'unavailable', reason: 'WebGL 2 is not available' },
};

test('a curve is exact unless any of its epochs was computed on a GPU', () => {
  expect(isExactReport(wasm)).toBe(true);
  expect(isExactReport(noSimd)).toBe(true);
  expect(isExactReport(webgpu)).toBe(false);
  expect(isExactReport(moved(12))).toBe(false);
  expect(isExactReport(moved(0))).toBe(true);
});

describe('the badge', () => {
  test('adds up the speeds of runs that train', () => {
    const training = { status: 'training', backend: wasm } as const;
    const runs = [
      runState('A', withValidation(1), training),
      runState('B', withValidation(1), training),
      runState('C', withValidation(1), { backend: wasm }),
    ];
    expect(summaryOf(runs, 'auto', {})).toEqual({
      inUse: [{ backend: 'wasm', exact: true, runs: ['A', 'B', 'C'], tokensPerSecond: 2000 }],
      exact: true,
      tokensPerSecond: 2000,
      measured: false,
      standsIn: false,
      next: null,
    });
  });

  test('gives the speed of one run where none trains', () => {
    const finished = { backend: wasm } as const;
    const runs = [runState('A', withValidation(1), finished), runState('B', withValidation(1), finished)];
    expect(summaryOf(runs, 'auto', {}).tokensPerSecond).toBe(1000);
  });

  test('before anything ran shows what will, with its measured speed', () => {
    const idle = [runState('A', [], { status: 'idle' })];
    expect(summaryOf(idle, 'auto', {})).toMatchObject({
      inUse: [{ backend: 'wasm' }],
      exact: true,
      tokensPerSecond: 0,
    });
    expect(summaryOf(idle, 'auto', measurements)).toMatchObject({
      inUse: [{ backend: 'webgpu', adapter: 'Some card', runs: [] }],
      exact: false,
      tokensPerSecond: 400,
      measured: true,
    });
    expect(summaryOf(idle, 'cpu', measurements)).toMatchObject({ inUse: [{ backend: 'cpu' }], exact: true });
    expect(summaryOf(idle, 'webgl', measurements)).toMatchObject({ inUse: [{ backend: 'wasm' }], standsIn: true });
  });

  test('shows all backends where runs differ, and is exact only where all are', () => {
    const runs = [
      runState('A', withValidation(1), { backend: webgpu }),
      runState('B', withValidation(1), { backend: moved(3) }),
      runState('C', withValidation(1), { backend: webgpu }),
    ];
    const summary = summaryOf(runs, 'auto', {});
    expect(summary.inUse.map(({ backend, runs: ids, exact }) => [backend, ids.join(''), exact])).toEqual([
      ['webgpu', 'AC', false],
      ['wasm', 'B', false],
    ]);
    expect(summary).toMatchObject({ exact: false, standsIn: true });
  });

  test('tells of a stand-in, and of another backend from the next start on', () => {
    const runs = [runState('A', withValidation(1), { backend: noSimd })];
    expect(summaryOf(runs, 'auto', { wasm: { kind: 'unavailable', reason: 'no SIMD' } })).toMatchObject({
      standsIn: true,
      exact: true,
      next: null,
    });
    expect(summaryOf([runState('A', withValidation(1), { backend: wasm })], 'auto', measurements).next).toBe('webgpu');
  });
});

describe('the menu', () => {
  test('has a row for every backend, with its share of the fastest', () => {
    const rows = backendRows({ measurements, measuring: null });
    expect(rows.map(({ backend }) => backend)).toEqual([...backends]);
    expect(rows.map(({ exact }) => exact)).toEqual([true, true, false, false]);
    expect(rows.map(({ state }) => state)).toEqual([
      { kind: 'measured', tokensPerSecond: 100, share: 0.25, software: false },
      { kind: 'measured', tokensPerSecond: 10, share: 0.025, software: false },
      { kind: 'measured', tokensPerSecond: 400, share: 1, adapter: 'Some card', software: false },
      { kind: 'unavailable', reason: 'WebGL 2 is not available' },
    ]);
  });

  test('says what is being measured, and what was not yet', () => {
    const rows = backendRows({ measurements: {}, measuring: 'cpu' });
    expect(rows.map(({ state }) => state.kind)).toEqual(['unknown', 'measuring', 'unknown', 'unknown']);
    expect(backendRows({ measurements, measuring: 'webgpu' })[2]!.state).toEqual({ kind: 'measuring' });
  });

  test.each([
    ['NVIDIA GeForce RTX 3060', 'NVIDIA GeForce RTX 3060', false],
    [
      'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
      'NVIDIA GeForce RTX 3060',
      false,
    ],
    ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)', 'Apple M2', false],
    [
      'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
      'Mesa Intel(R) UHD Graphics 620 (KBL GT2)',
      false,
    ],
    [
      'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
      'SwiftShader',
      true,
    ],
    ['ANGLE (Mesa, llvmpipe (LLVM 15.0.7, 256 bits), OpenGL 4.5)', 'llvmpipe', true],
    ['Microsoft Basic Render Driver', 'Microsoft Basic Render Driver', true],
    ['google swiftshader', 'SwiftShader', true],
  ])('calls the adapter %s by a short name', (adapter, name, software) => {
    expect(adapterName(adapter)).toBe(name);
    const webgl = { kind: 'measured', tokensPerSecond: 1, adapter } as const;
    expect(backendRows({ measurements: { webgl }, measuring: null })[3]!.state).toMatchObject({
      adapter: name,
      software,
    });
  });
});

describe('a message', () => {
  test('of another backend than asked for says what that means for the curves', () => {
    const { insteadOf } = en.backend;
    expect(insteadOf('cpu', 'wasm', 'no SIMD')).toBe(
      'cpu runs instead of wasm: no SIMD. Training is slower; the curves are the same.',
    );
    expect(insteadOf('wasm', 'webgpu', 'this browser has no WebGPU')).toBe(
      'wasm runs instead of webgpu: this browser has no WebGPU. The curves are exact instead of approximate.',
    );
    expect(insteadOf('webgl', 'webgpu', 'x')).toMatch(/The curves are approximate\.$/);
    expect(zh.backend.insteadOf('wasm', 'webgpu', zh.backend.reason('this browser has no WebGPU'))).toBe(
      '用 wasm 代替了 webgpu：浏览器没有 WebGPU。曲线是精确的，而不是近似的。',
    );
  });

  test('of a lost backend names the runs, the epoch, and where training went on, once for all', () => {
    const runs = [
      runState('A', [], { backend: wasm }),
      runState('B', [], { backend: moved(12) }),
      runState('C', [], { backend: moved(0) }),
    ];
    expect(messagesOf(runs, defaultShared)).toEqual([
      {
        kind: 'lost',
        used: 'wasm',
        lost: 'webgpu',
        reason: 'gone',
        runs: [
          { id: 'B', lastEpoch: 12 },
          { id: 'C', lastEpoch: 0 },
        ],
      },
    ]);
    expect(en.backend.lost('webgpu', 'gone', [{ id: 'B', lastEpoch: 12 }], 'wasm')).toBe(
      'webgpu was lost (gone) after epoch 12 of run B. Training went on from there on wasm. ' +
        'For curves from one backend throughout, choose wasm and train again.',
    );
  });

  test('of a copied link promises equal digits only where there were any', () => {
    expect(en.bar.copiedLong(true, '')).toMatch(/digit for digit/);
    expect(en.bar.copiedLong(false, '')).toMatch(/nearly the same/);
    expect(en.bar.copiedLong(true, 'mine.csv')).toMatch(/without the texts.*“mine\.csv”/);
  });
});
