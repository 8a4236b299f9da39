// Runs' trainings and measurements → what the badge and its menu show: what computes, how fast, and whether exactly.

import { type Backend, backends, isExact, type RunId } from '../../experiment/experiment';
import { expectedBackend, type Measurements } from '../../runs/backend-choice';
import type { CalibrationState } from '../../runs/calibration';
import { type RunState, type Training, trainingsOf } from '../../runs/store';
import type { BackendReport } from '../../training/protocol';

/** Whether a run's curve is the same digit for digit wherever it is drawn; not so after a start on a GPU. */
export const isExactReport = ({ backend, lost }: BackendReport): boolean =>
  isExact(backend) && (!lost || lost.lastEpoch === 0 || isExact(lost.backend));

export interface BackendInUse {
  backend: Backend;
  /** What computes, in few words; absent for wasm and cpu. */
  adapter?: string;
  exact: boolean;
  /** Runs on it; none before anything ran. */
  runs: readonly RunId[];
  /** 0 where it is not known. */
  tokensPerSecond: number;
}

export interface BackendSummary {
  /** Each backend once, the first run's first. Before anything ran, the one that is expected to. */
  inUse: readonly BackendInUse[];
  exact: boolean;
  tokensPerSecond: number;
  /** Whether the speed is that of a measurement, because nothing ran yet. */
  measured: boolean;
  /** Whether one runs that stands in for another. */
  standsIn: boolean;
  /** What the next training runs on, where that is another. */
  next: Backend | null;
}

export function summaryOf(
  runs: readonly RunState[],
  wanted: Backend | 'auto',
  measurements: Measurements,
): BackendSummary {
  const expected = expectedBackend(wanted, measurements);
  const trainings = trainingsOf(runs);
  const reports = trainings.flatMap(({ backend }) => backend ?? []);
  if (reports.length === 0) {
    const measurement = measurements[expected];
    const speed = measurement?.kind === 'measured' ? measurement : { tokensPerSecond: 0 };
    const inUse = { backend: expected, exact: isExact(expected), runs: [], ...named(speed) };
    const standsIn = wanted !== 'auto' && wanted !== expected;
    return {
      inUse: [inUse],
      exact: inUse.exact,
      tokensPerSecond: speed.tokensPerSecond,
      measured: true,
      standsIn,
      next: null,
    };
  }
  const names = [...new Set(reports.map(({ backend }) => backend))];
  const inUse = names.map((backend) => onBackend(backend, trainings));
  return {
    inUse,
    exact: inUse.every(({ exact }) => exact),
    tokensPerSecond: speedOf(trainings),
    measured: false,
    standsIn: reports.some(({ insteadOf, lost }) => insteadOf ?? lost),
    next: names.includes(expected) ? null : expected,
  };
}

const named = ({ tokensPerSecond, adapter }: { tokensPerSecond: number; adapter?: string }) => ({
  tokensPerSecond,
  ...(adapter && { adapter: adapterName(adapter) }),
});

/** Of all that train now together; of one where none does. */
function speedOf(trainings: readonly Training[]): number {
  const underWay = trainings.filter(({ status, results }) => status === 'training' && results.length > 0);
  const speeds = (underWay.length > 0 ? underWay : trainings).flatMap(
    ({ results }) => results.at(-1)?.tokensPerSecond ?? [],
  );
  const total = speeds.reduce((sum, speed) => sum + speed, 0);
  return underWay.length > 0 ? total : total / Math.max(1, speeds.length);
}

function onBackend(backend: Backend, trainings: readonly Training[]): BackendInUse {
  const own = trainings.filter((training) => training.backend?.backend === backend);
  const adapter = own.find((training) => training.backend?.adapter)?.backend?.adapter;
  return {
    backend,
    exact: own.every((training) => training.backend && isExactReport(training.backend)),
    runs: [...new Set(own.map(({ run }) => run))],
    ...named({ tokensPerSecond: speedOf(own), ...(adapter !== undefined && { adapter }) }),
  };
}

export interface BackendRow {
  backend: Backend;
  exact: boolean;
  state:
    | { kind: 'measured'; tokensPerSecond: number; share: number; adapter?: string; software: boolean }
    | { kind: 'unavailable'; reason: string }
    | { kind: 'measuring' }
    | { kind: 'unknown' };
}

/** All backends; `share` is of the fastest one's speed. */
export function backendRows({ measurements, measuring }: CalibrationState): BackendRow[] {
  const speeds = backends.map((backend) => {
    const measurement = measurements[backend];
    return measurement?.kind === 'measured' ? measurement.tokensPerSecond : 0;
  });
  const fastest = Math.max(...speeds);
  return backends.map((backend): BackendRow => {
    const exact = isExact(backend);
    const measurement = measurements[backend];
    if (measuring === backend) return { backend, exact, state: { kind: 'measuring' } };
    if (!measurement) return { backend, exact, state: { kind: 'unknown' } };
    if (measurement.kind === 'unavailable') return { backend, exact, state: measurement };
    const { tokensPerSecond, adapter = '' } = measurement;
    const share = fastest > 0 ? tokensPerSecond / fastest : 0;
    return {
      backend,
      exact,
      state: {
        kind: 'measured',
        tokensPerSecond,
        share,
        ...(adapter && { adapter: adapterName(adapter) }),
        software: isSoftware(adapter),
      },
    };
  });
}

/** SwiftShader, Mesa's llvmpipe and softpipe, and Windows' Basic Render Driver compute on the processor. */
const isSoftware = (adapter: string): boolean => /swiftshader|llvmpipe|softpipe|basic render/i.test(adapter);

/** `NVIDIA GeForce RTX 3060` of `ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x2504) Direct3D11 vs_5_0 ps_5_0, D3D11)`. */
export function adapterName(adapter: string): string {
  const software = /swiftshader|llvmpipe|softpipe|microsoft basic render driver/i.exec(adapter)?.[0];
  if (software) return /^swift/i.test(software) ? 'SwiftShader' : software;
  const [, inner = adapter] = /^ANGLE \((.*)\)$/.exec(adapter) ?? [];
  const parts = inner.split(', ');
  const name = (inner === adapter ? adapter : (parts[1] ?? inner))
    .replace(/^ANGLE Metal Renderer: /, '')
    .replace(/ ?\(0x[\da-f]+\)/gi, '')
    .replace(/ (Direct3D|OpenGL|Vulkan).*$/, '')
    .trim();
  return name || adapter;
}
