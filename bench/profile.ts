// Where a step's time goes: every kernel of tfjs and every SIMD function, timed from outside.

import { engine, getKernelsForBackend, type KernelFunc } from '@tensorflow/tfjs-core';
import type { Cell } from '../src/experiment/experiment';
import { type Plan, timeSteps } from './measure';
import { startTrainer } from './ours';
import workloads from './workloads.json';

export interface ProfileRow {
  op: string;
  callsPerStep: number;
  /** In our SIMD functions. */
  simdMs: number;
  /** In the op's kernel, SIMD functions left out: finding and allocating memory, JavaScript arithmetic. */
  kernelMs: number;
  /** In tfjs around the kernel: its records of tensors and gradients. */
  tfjsMs: number;
}

export interface Profile {
  rows: ProfileRow[];
  /** Inside the SIMD module, by function. */
  functions: { name: string; callsPerStep: number; ms: number }[];
  /** Of a step, timed; and of a step before anything was timed inside it. */
  msPerStep: number;
  untimedMsPerStep: number;
}

/** Nested times by name. */
class Stopwatch {
  readonly totals = new Map<string, { calls: number; ms: number }>();

  time<Result>(name: string, run: () => Result): Result {
    const start = performance.now();
    try {
      return run();
    } finally {
      const total = this.totals.get(name) ?? { calls: 0, ms: 0 };
      total.calls++;
      total.ms += performance.now() - start;
      this.totals.set(name, total);
    }
  }

  ms = (name: string) => this.totals.get(name)?.ms ?? 0;
}

export async function profileOurs(cell: Cell, plan: Plan): Promise<Profile> {
  const stopwatch = new Stopwatch();
  // The op that is under way, so that SIMD time can be booked to it.
  let current = '';
  let timing = false;

  const instantiate = WebAssembly.instantiate;
  const instantiateTimed = async (bytes: BufferSource, imports?: WebAssembly.Imports) => {
    const source = await instantiate(bytes, imports);
    const timed = Object.entries(source.instance.exports).map(([name, value]) => {
      const call = value as (...args: number[]) => unknown;
      const timedCall = (...args: number[]) =>
        timing
          ? stopwatch.time(`simd of ${current}`, () => stopwatch.time(`function ${name}`, () => call(...args)))
          : call(...args);
      return [name, typeof value === 'function' ? timedCall : value];
    });
    return { module: source.module, instance: { exports: Object.fromEntries(timed) } };
  };
  // tfjs starts its own module by another function or with other imports; wrapping that one would do no harm.
  WebAssembly.instantiate = instantiateTimed as typeof WebAssembly.instantiate;
  const { runBlock } = await startTrainer('wasm', { cell, workload: workloads.usual });
  WebAssembly.instantiate = instantiate;
  const untimed = await timeSteps(runBlock, plan);

  for (const config of getKernelsForBackend('wasm')) {
    const { kernelName, kernelFunc } = config;
    const timedFunc: KernelFunc = (args) => {
      current = kernelName;
      return stopwatch.time(`kernel ${kernelName}`, () => kernelFunc(args));
    };
    config.kernelFunc = timedFunc;
  }
  const tfjs = engine();
  const runKernel = tfjs.runKernel;
  tfjs.runKernel = ((...args: Parameters<typeof runKernel>) =>
    stopwatch.time(`op ${args[0]}`, () => runKernel.apply(tfjs, args))) as typeof runKernel;
  timing = true;
  // The mean, not the median: it is what the ops' totals add up to.
  const steps = untimed.blocks * untimed.stepsPerBlock;
  const start = performance.now();
  await runBlock(steps);
  const msPerStep = (performance.now() - start) / steps;

  const named = (kind: string) =>
    [...stopwatch.totals]
      .filter(([key]) => key.startsWith(kind))
      .map(([key, total]) => ({ name: key.slice(kind.length), ...total }))
      .sort((a, b) => b.ms - a.ms);
  return {
    rows: named('op ').map(({ name, calls, ms }) => ({
      op: name,
      callsPerStep: calls / steps,
      simdMs: stopwatch.ms(`simd of ${name}`) / steps,
      kernelMs: (stopwatch.ms(`kernel ${name}`) - stopwatch.ms(`simd of ${name}`)) / steps,
      tfjsMs: (ms - stopwatch.ms(`kernel ${name}`)) / steps,
    })),
    functions: named('function ').map(({ name, calls, ms }) => ({ name, callsPerStep: calls / steps, ms: ms / steps })),
    msPerStep,
    untimedMsPerStep: untimed.msPerStep,
  };
}
