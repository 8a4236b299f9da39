// States of the page worth looking at, by name.

import type { Experiment } from '../../src/experiment/experiment';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { changeShared } from '../../src/panels/edits';
import {
  addAxis,
  changeKind,
  changePlan,
  changeSetting,
  changeValues,
  firstSweep,
  wholeRange,
} from '../../src/panels/sweep/edits';
import type { CalibrationState } from '../../src/runs/calibration';
import { type FakeOptions, fakeResult } from './fake-session';
import type { FakeSweepOptions } from './fake-sweep';

const experimentOf = (runs: number): Experiment => ({
  shared: defaultShared,
  runs: [
    defaultRun,
    { ...defaultRun, kernelL2: 1e-2, recurrentL2: 1e-2, embeddingDropout: 0.5, outputDropout: 0.3 },
    { ...defaultRun, kernelL1: 2e-3, recurrentL1: 2e-3 },
    { ...defaultRun, cell: 'GRU' as const, units: 64, recurrentDropout: 0.25 },
    { ...defaultRun, cell: 'SimpleRNN' as const, kernelL2: 2.5e-3, biasL1: 1e-4 },
    { ...defaultRun, name: 'Everything at once', kernelL1: 1.5e-4, kernelL2: 1e-3, embeddingDropout: 0.8 },
  ].slice(0, runs),
});

const graphicsCard = 'ANGLE (NVIDIA, NVIDIA GeForce RTX 4070 Laptop GPU (0x00002860) Direct3D11 vs_5_0 ps_5_0, D3D11)';
const measured: CalibrationState = {
  measuring: null,
  measurements: {
    wasm: { kind: 'measured', tokensPerSecond: 147_300 },
    cpu: { kind: 'measured', tokensPerSecond: 13_120 },
    webgpu: { kind: 'measured', tokensPerSecond: 1_184_000, adapter: 'NVIDIA GeForce RTX 4070 Laptop GPU' },
    webgl: { kind: 'measured', tokensPerSecond: 88_400, adapter: graphicsCard },
  },
};
const unavailable: CalibrationState = {
  measuring: null,
  measurements: {
    wasm: { kind: 'measured', tokensPerSecond: 147_300 },
    cpu: { kind: 'measured', tokensPerSecond: 13_120 },
    webgpu: { kind: 'unavailable', reason: 'this browser has no WebGPU' },
    webgl: {
      kind: 'measured',
      tokensPerSecond: 2_140,
      adapter: 'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    },
  },
};

const finished = { done: 1, activity: 'finished' } as const;
const first = (experiment: Experiment) => experiment;

const ofTwo = (experiment: Experiment) => changeValues(0, wholeRange('kernelL2', 9))(changeKind('two')(experiment));

/** The first sweep of an experiment, changed, and how far it is. */
function sweepScene(
  experiment: Experiment,
  change: (experiment: Experiment) => Experiment,
  sweep: FakeSweepOptions,
): FakeOptions {
  return { experiment: change(firstSweep(experiment)), epochs: 30, sweep };
}

/**
 * `idle`, `finished`, `training`, `mixed` (every status), `problems`, `ghost`, `fallback`; of the backends
 * `measuring`, `measured`, `unavailable`, `lost`; of a sweep `sweepEmpty`, `sweepIdle`, `sweepRunning`, `sweepPaused`,
 * `sweepOne`, `sweepOneSeed`, `sweepUnits`, `sweepHalving`, `sweepTwo`, `sweepTwoHalving`, `sweepSearch`.
 */
export function scene(name: string, runs: number): FakeOptions {
  const experiment = experimentOf(runs);
  const resultsOf = (index: number, epochs: number) =>
    Array.from({ length: epochs }, (_, i) => fakeResult(experiment.runs[index] ?? defaultRun, i + 1, index));
  switch (name) {
    case 'finished':
      return { experiment, epochs: 30 };
    case 'training':
      return { experiment, epochs: 12, states: experiment.runs.map(() => ({ status: 'training' })) };
    case 'mixed':
      return {
        experiment,
        epochs: 18,
        states: [
          { status: 'paused' },
          { status: 'failed', failure: { kind: 'diverged', epoch: 2, loss: Number.NaN }, results: resultsOf(1, 1) },
          { status: 'waiting', results: [] },
          { status: 'starting', results: [] },
          { status: 'failed', failure: { kind: 'died' }, results: [] },
          { status: 'stopped', results: resultsOf(5, 7) },
        ],
      };
    case 'problems':
      return {
        experiment,
        problems: [
          { part: 'lr', kind: 'notANumber', given: 'abc', used: '5e-3' },
          { part: 'k2', run: 1, kind: 'tooLarge', given: '1e3', used: '10' },
          { part: 'zz', kind: 'unknownKey', given: '<b>1</b>' },
        ],
      };
    case 'ghost':
      return {
        experiment,
        epochs: 30,
        states: experiment.runs.map((_, index) => (index === 1 ? { ghost: [resultsOf(0, 30)] } : {})),
      };
    case 'fallback':
      return {
        experiment,
        epochs: 30,
        states: experiment.runs.map(() => ({
          backend: { backend: 'cpu', insteadOf: { backend: 'wasm', reason: 'WebAssembly SIMD is not available' } },
        })),
      };
    case 'measuring': {
      const { wasm, cpu } = measured.measurements;
      return {
        experiment,
        epochs: 30,
        calibration: { measuring: 'webgpu', measurements: { ...(wasm && { wasm }), ...(cpu && { cpu }) } },
      };
    }
    case 'measured':
      return { experiment, epochs: 30, calibration: measured };
    case 'unavailable':
      return {
        experiment: { ...experiment, shared: { ...experiment.shared, backend: 'webgpu' } },
        epochs: 30,
        calibration: unavailable,
        states: experiment.runs.map(() => ({
          backend: { backend: 'wasm', insteadOf: { backend: 'webgpu', reason: 'this browser has no WebGPU' } },
        })),
      };
    case 'lost': {
      const lost = { backend: 'webgpu', reason: 'the browser took its device away' } as const;
      const adapter = 'NVIDIA GeForce RTX 4070 Laptop GPU';
      return {
        experiment,
        epochs: 30,
        calibration: {
          ...measured,
          measurements: { ...measured.measurements, webgpu: { kind: 'unavailable', reason: lost.reason } },
        },
        states: experiment.runs.map((_, index) => ({
          backend:
            index === 0
              ? { backend: 'webgpu', adapter }
              : { backend: 'wasm', lost: { ...lost, lastEpoch: 12 - index } },
        })),
      };
    }
    case 'sweepEmpty':
      return { experiment, epochs: 30 };
    case 'sweepIdle':
      return sweepScene(experiment, first, {});
    case 'sweepRunning':
      return sweepScene(experiment, first, { done: 0.46, activity: 'active' });
    case 'sweepPaused':
      return sweepScene(experiment, first, { done: 0.46, activity: 'paused' });
    case 'sweepOne':
      return sweepScene(experiment, first, { done: 1, activity: 'finished', broughtIn: true });
    case 'sweepOneSeed':
      return sweepScene(experiment, changeShared({ seeds: 1 }), finished);
    case 'sweepUnits':
      return sweepScene(experiment, changeSetting(0, 'units'), finished);
    case 'sweepHalving':
      return sweepScene(experiment, changePlan({ halving: 3 }), finished);
    case 'sweepTwo':
      return sweepScene(experiment, ofTwo, finished);
    case 'sweepTwoHalving':
      return sweepScene(experiment, (each) => changePlan({ halving: 3 })(ofTwo(each)), finished);
    case 'sweepSearch':
      return sweepScene(
        experiment,
        (each) => changePlan({ halving: 3 })(addAxis(changeKind('search')(each))),
        finished,
      );
    default:
      return { experiment };
  }
}
