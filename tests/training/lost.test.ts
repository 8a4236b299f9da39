// A backend that is lost in the middle of a run: the run goes on elsewhere after its last finished epoch, once.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runningBackend, startBackend } from '../../src/engine/backend';
import { BackendLost, type RunningBackend } from '../../src/engine/running-backend';
import type { Backend } from '../../src/experiment/experiment';
import type { EpochResult } from '../../src/training/protocol';
import { train } from '../../src/training/train';
import { fingerprintOf, smallRun, tinyDataset, tinyShared, trainAll } from './dataset';

const dataset = tinyDataset();
const shared = { ...tinyShared, epochs: 6, optimizer: 'adam' as const };
const run = { ...smallRun, outputDropout: 0.3, kernelL2: 1e-3 };

/** wasm and cpu give the same digits, so that a run that moves from one to the other shows whether it lost anything. */
let wasm: RunningBackend;

beforeEach(async () => {
  for (const backend of ['cpu', 'wasm'] as const) expect(await startBackend(backend)).toEqual({ backend });
  wasm = runningBackend('wasm');
  wasm.canBeLost = true;
});
afterEach(() => {
  vi.restoreAllMocks();
  wasm.canBeLost = false;
  runningBackend('cpu').canBeLost = false;
});

const lose = (backend: RunningBackend) => vi.spyOn(backend, 'lost').mockReturnValue('pulled out');

interface Moves {
  results: EpochResult[];
  moves: { lost: BackendLost; lastEpoch: number }[];
}

/** Trains on wasm, which is lost once this many epochs are there. */
async function trainThroughLoss(lostAfter: number, also?: (results: EpochResult[]) => void): Promise<Moves> {
  const found: Moves = { results: [], moves: [] };
  const replaceBackend = async (lost: BackendLost, lastEpoch: number): Promise<Backend> => {
    found.moves.push({ lost, lastEpoch });
    return 'cpu';
  };
  if (lostAfter === 0) lose(wasm);
  for await (const result of train(dataset, shared, run, { backend: 'wasm', replaceBackend })) {
    found.results.push(result);
    if (found.results.length === lostAfter) lose(wasm);
    also?.(found.results);
  }
  return found;
}

test.each([0, 1, 4])(
  'lost after %i epochs, a run goes on to the very curve that it would have had',
  async (lostAfter) => {
    const undisturbed = await trainAll(dataset, shared, run, { backend: 'wasm' });
    const { results, moves } = await trainThroughLoss(lostAfter);
    expect(fingerprintOf(results)).toBe(fingerprintOf(undisturbed));
    expect(results.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(moves).toMatchObject([{ lost: { backend: 'wasm', reason: 'pulled out' }, lastEpoch: lostAfter }]);
  },
);

test('a second loss ends the run, and so does the first where nobody can replace a backend', async () => {
  const again = trainThroughLoss(2, (results) => {
    if (results.length === 4) lose(runningBackend('cpu'));
  });
  await expect(again).rejects.toThrow(new BackendLost('cpu', 'pulled out').message);

  lose(wasm);
  await expect(trainAll(dataset, shared, run, { backend: 'wasm' })).rejects.toBeInstanceOf(BackendLost);
});

test('whatever a lost backend does to a step, it is a loss', async () => {
  const { results, moves } = await trainThroughLoss(2, (epochs) => {
    if (epochs.length === 2) vi.spyOn(wasm, 'settle').mockRejectedValue(new Error('the device is gone'));
  });
  expect(results).toHaveLength(6);
  expect(moves).toHaveLength(1);
});
