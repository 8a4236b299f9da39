// Steps of other networks than one recurrent layer on wasm, and the matrix product that they can at best be as fast as.
// All take turns, block by block, so that what slows the machine for a while slows all of them.

import { memory, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import { dense } from '../src/engine/ops/dense';
import type { RunSettings } from '../src/experiment/experiment';
import type { Plan, Times } from './measure';
import { startExactly, startTrainer } from './ours';
import type { Job } from './workload';

export interface NetworkJob {
  job: Job;
  settings: Partial<RunSettings>;
}

/** Rows, depth and columns of a product. */
export type ProductShape = readonly [number, number, number];

export interface NetworksMeasured {
  networks: Times[];
  product: Times;
  /** How many more tensors there are after all steps than before them. */
  leakedTensors: number;
}

type RunBlock = (steps: number) => void | Promise<void>;

function productOf([rows, depth, columns]: ProductShape): RunBlock {
  const filled = (count: number) => Float32Array.from({ length: count }, (_, i) => ((i * 7919) % 1000) / 1000 - 0.5);
  const x = tensor2d(filled(rows * depth), [rows, depth]);
  const kernel = tensor2d(filled(depth * columns), [depth, columns]);
  const bias = tensor1d(new Float32Array(columns));
  return (steps) => {
    for (let i = 0; i < steps; i++) tidy(() => void dense(x, kernel, bias));
  };
}

export async function measureNetworks(
  jobs: readonly NetworkJob[],
  shape: ProductShape,
  { warmUpMs, blocks, blockMs }: Plan,
): Promise<NetworksMeasured> {
  await startExactly('wasm');
  const trainers = await Promise.all(jobs.map(({ job, settings }) => startTrainer('wasm', job, settings)));
  const all: RunBlock[] = [...trainers.map(({ runBlock }) => runBlock), productOf(shape)];
  const timed = async (run: RunBlock, steps: number) => {
    const start = performance.now();
    await run(steps);
    return (performance.now() - start) / steps;
  };
  const stepsPerBlock: number[] = [];
  for (const run of all) {
    let ms = await timed(run, 1);
    const until = performance.now() + warmUpMs;
    while (performance.now() < until) ms = await timed(run, Math.max(1, Math.round(blockMs / ms)));
    stepsPerBlock.push(Math.max(1, Math.round(blockMs / ms)));
  }
  const before = memory().numTensors;
  const times = all.map((): number[] => []);
  for (let block = 0; block < blocks; block++) {
    for (const [i, run] of all.entries()) times[i]!.push(await timed(run, stepsPerBlock[i]!));
  }
  const leakedTensors = memory().numTensors - before;
  const measured = times.map((found, i): Times => {
    const sorted = found.toSorted((a, b) => a - b);
    return {
      msPerStep: sorted[sorted.length >> 1]!,
      fastestMsPerStep: sorted[0]!,
      slowestMsPerStep: sorted.at(-1)!,
      ...{ blocks, stepsPerBlock: stepsPerBlock[i]! },
    };
  });
  return { networks: measured.slice(0, -1), product: measured.at(-1)!, leakedTensors };
}
