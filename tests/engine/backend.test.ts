// Which backend runs is what is said to run: when all is well, when wasm cannot start, when two are wanted.

import * as tf from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import type { Backend } from '../../src/experiment/experiment';
import { evaluate, toyBatch, toyLearner } from './toy';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The module as it is before any start; tfjs and what it has loaded stay. */
async function freshModule() {
  vi.resetModules();
  // Registering the kernels once more is not the page's business.
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  return import('../../src/engine/backend');
}

/** tfjs, by whatever makes it fail, does not start wasm. */
function refuseWasm(refuse: () => Promise<boolean>): void {
  const engine = tf.engine();
  const setBackend = engine.setBackend.bind(engine);
  vi.spyOn(engine, 'setBackend').mockImplementation((name) => (name === 'wasm' ? refuse() : setBackend(name)));
}

// First, while tfjs has loaded nothing yet: a start that another overtakes is one that tfjs gives up.
test('two backends wanted at the same moment both start, and the last one is current', async () => {
  const started = await Promise.all([startBackend('wasm'), startBackend('cpu')]);
  expect(started).toEqual([{ backend: 'wasm' }, { backend: 'cpu' }]);
  expect(tf.getBackend()).toBe('cpu');
});

test.each(['cpu', 'wasm'] as const)('%s is started, current and said to be', async (backend) => {
  expect(await startBackend(backend)).toEqual({ backend });
  expect(tf.getBackend()).toBe(backend);
});

test('auto is wasm', async () => {
  expect(await startBackend('auto')).toEqual({ backend: 'wasm' });
  expect(tf.getBackend()).toBe('wasm');
});

describe.each(['wasm', 'auto'] as const)('%s falls back to cpu and says why', (wanted) => {
  const expectFallback = async (reason: string) => {
    const module = await freshModule();
    const expected = { backend: 'cpu', insteadOf: { backend: 'wasm', reason } };
    // The second time as well: it is tried anew, and fails anew.
    for (let time = 0; time < 2; time++) {
      await tf.setBackend('cpu');
      expect(await module.startBackend(wanted)).toEqual(expected);
      expect(tf.getBackend()).toBe('cpu');
      const learner = toyLearner('GRU');
      expect((await learner.stepWithLoss(toyBatch)).data).toBeGreaterThan(0);
      learner.dispose();
    }
  };

  test('where there is no SIMD', async () => {
    vi.spyOn(WebAssembly, 'validate').mockReturnValue(false);
    await expectFallback('WebAssembly SIMD is not available');
  });

  test('where there is no WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    await expectFallback('WebAssembly SIMD is not available');
  });

  test('where tfjs answers false and stays on what it had', async () => {
    refuseWasm(async () => false);
    await expectFallback('TensorFlow.js did not start wasm');
  });

  test('where tfjs answers true and stays on what it had', async () => {
    refuseWasm(async () => true);
    await expectFallback('TensorFlow.js did not start wasm');
  });

  test('where tfjs throws', async () => {
    refuseWasm(async () => {
      throw new Error('no memory');
    });
    await expectFallback('no memory');
  });

  test('where our own kernels do not compile', async () => {
    vi.spyOn(WebAssembly, 'instantiate').mockRejectedValue(new Error('bad module'));
    await expectFallback('bad module');
  });
});

test.each([
  ['there is no SIMD', () => vi.spyOn(WebAssembly, 'validate').mockReturnValueOnce(false)],
  [
    'our own kernels do not load',
    () => vi.spyOn(WebAssembly, 'instantiate').mockRejectedValueOnce(new Error('bad module')),
  ],
])('a start that fails once because %s is tried again on the next start', async (_, fail) => {
  const { startBackend: startFresh } = await freshModule();
  await tf.setBackend('cpu');
  fail();
  expect((await startFresh('wasm')).backend).toBe('cpu');
  expect(await startFresh('wasm')).toEqual({ backend: 'wasm' });
  expect(tf.getBackend()).toBe('wasm');
});

test('backends wanted several times at once are started once each', async () => {
  const { startBackend: startFresh } = await freshModule();
  const load = vi.spyOn(WebAssembly, 'instantiate');
  await Promise.all([startFresh('wasm'), startFresh('cpu'), startFresh('wasm'), startFresh('auto')]);
  const times = load.mock.calls.length;
  await startFresh('wasm');
  expect(load.mock.calls.length).toBe(times);
  expect(times).toBeLessThanOrEqual(2);
});

test('a name that is no backend never becomes wasm', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  const { backend, insteadOf } = await startBackend('wasm64' as Backend);
  expect(backend).toBe('cpu');
  expect(insteadOf).toMatchObject({ backend: 'wasm64', reason: expect.stringContaining('wasm64') });
  expect(tf.getBackend()).toBe('cpu');
});

test.each(['webgpu', 'webgl'] as const)('%s, which Node does not have, becomes wasm with a reason', async (wanted) => {
  const { backend, insteadOf } = await startBackend(wanted);
  expect(backend).toBe('wasm');
  expect(insteadOf).toMatchObject({ backend: wanted, reason: expect.stringMatching(/WebG/) });
  expect(tf.getBackend()).toBe('wasm');
});

test('a cpu that does not start either is an error, not a claim', async () => {
  const { startBackend: startFresh } = await freshModule();
  vi.spyOn(tf.engine(), 'setBackend').mockResolvedValue(false);
  await expect(startFresh('cpu')).rejects.toThrow('TensorFlow.js did not start cpu');
  await expect(startFresh('wasm')).rejects.toThrow('TensorFlow.js did not start cpu');
});

test('one failed start does not stop the next', async () => {
  const { startBackend: startFresh } = await freshModule();
  vi.spyOn(tf.engine(), 'setBackend').mockResolvedValueOnce(false);
  const [failed, started] = await Promise.allSettled([startFresh('cpu'), startFresh('wasm')]);
  expect(failed.status).toBe('rejected');
  expect(started).toEqual({ status: 'fulfilled', value: { backend: 'wasm' } });
});

test('a learner stays on the backend that it was put on, though another is started meanwhile', async () => {
  await startBackend('wasm');
  const onWasm = toyLearner('LSTM');
  await startBackend('cpu');
  const onCpu = toyLearner('LSTM');
  const seen: string[] = [];
  const watch = () => {
    seen.push(tf.getBackend());
    return {};
  };
  for (let step = 0; step < 2; step++) {
    onWasm.step(toyBatch, watch);
    onCpu.step(toyBatch, watch);
  }
  expect(seen).toEqual(['wasm', 'cpu', 'wasm', 'cpu']);
  await evaluate(onWasm, toyBatch);
  expect(tf.getBackend()).toBe('wasm');
  expect(await evaluate(onCpu, toyBatch)).toEqual(await evaluate(onWasm, toyBatch));
  onWasm.dispose();
  onCpu.dispose();
});
