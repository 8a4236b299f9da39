// When backends are measured, in what order, what is remembered, and what ends a measurement.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Backend, backends, type Experiment } from '../../src/experiment/experiment';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { shapeOf } from '../../src/runs/backend-choice';
import { type Calibration, createCalibration } from '../../src/runs/calibration';
import { createSpeedMemory, type SpeedStorage, speedsKey } from '../../src/runs/speed-memory';
import { createWorkshop, type FakeSpeeds, measureMs } from './fake-worker';

const experimentOf = (units: number): Experiment => ({ shared: defaultShared, runs: [{ ...defaultRun, units }] });
const small = experimentOf(8);
const large = experimentOf(64);

/** Longer than the page must have been at rest before it measures. */
const restMs = 1700;
const allMs = restMs + 5 * measureMs;

let workshop: ReturnType<typeof createWorkshop>;
let calibration: Calibration;
let speeds: FakeSpeeds;
let stored: Map<string, string>;

const storage = (): SpeedStorage => ({
  getItem: (key) => stored.get(key) ?? null,
  setItem: (key, value) => void stored.set(key, value),
});

/** As after a reload: what is stored stays. */
function setUp(options: { storage?: () => SpeedStorage; locks?: boolean } = {}) {
  calibration?.dispose();
  workshop = createWorkshop({ speeds, locks: options.locks ?? true });
  const { spawn, watchLock } = workshop;
  calibration = createCalibration({ spawn, watchLock, storage: options.storage ?? storage });
}

const asked = () => workshop.posted('calibrate').map(({ backend }) => backend);
const state = () => calibration.state.getState();
const speedOf = (backend: Backend) => {
  const measurement = state().measurements[backend];
  return measurement?.kind === 'measured' ? measurement.tokensPerSecond : measurement?.reason;
};
const pass = (ms: number) => vi.advanceTimersByTime(ms);

beforeEach(() => {
  vi.useFakeTimers();
  speeds = {};
  stored = new Map();
  setUp();
});
afterEach(() => {
  calibration.dispose();
  vi.useRealTimers();
});

describe('at rest', () => {
  test('all backends are measured, one after another, each in a worker that ends with it', () => {
    speeds = { wasm: 100, cpu: 10, webgpu: 'no adapter', webgl: 30 };
    setUp();
    calibration.show(small);
    pass(1000);
    expect(workshop.workers).toHaveLength(0);
    expect(state()).toEqual({ measurements: {}, measuring: null });
    pass(700);
    expect(state().measuring).toBe('wasm');
    for (const count of [1, 2, 3, 4]) {
      expect(workshop.workers).toHaveLength(count);
      expect(workshop.living()).toHaveLength(1);
      pass(measureMs);
    }
    pass(measureMs);
    expect(asked()).toEqual([...backends]);
    expect(workshop.living()).toHaveLength(0);
    expect(state()).toEqual({
      measuring: null,
      measurements: {
        wasm: { kind: 'measured', tokensPerSecond: 100 },
        cpu: { kind: 'measured', tokensPerSecond: 10 },
        webgpu: { kind: 'unavailable', reason: 'no adapter' },
        webgl: { kind: 'measured', tokensPerSecond: 30 },
      },
    });
  });

  test('the heaviest run is the one that is measured', () => {
    calibration.show({ shared: defaultShared, runs: [...small.runs, ...large.runs, ...small.runs] });
    pass(restMs);
    expect(workshop.posted('calibrate')[0]!.run.units).toBe(64);
  });

  test('every edit starts the wait anew, as a drag makes many shapes', () => {
    for (let units = 1; units < 20; units++) {
      calibration.show(experimentOf(units));
      pass(1000);
    }
    expect(workshop.workers).toHaveLength(0);
  });

  test('another shape ends what is under way; the same shape does not', () => {
    calibration.show(small);
    pass(restMs);
    calibration.show({ ...small, runs: [{ ...small.runs[0]!, kernelL2: 1 }] });
    expect(state().measuring).toBe('wasm');
    expect(workshop.living()).toHaveLength(1);
    calibration.show(large);
    expect(state()).toEqual({ measurements: {}, measuring: null });
    expect(workshop.living()).toHaveLength(0);
    pass(allMs);
    expect(Object.keys(state().measurements)).toHaveLength(4);
    expect(workshop.posted('calibrate').map(({ run }) => run.units)).toEqual([8, 64, 64, 64, 64]);
  });
});

describe('held', () => {
  test('while something trains nothing is measured; what was under way is measured again afterwards', () => {
    calibration.show(small);
    pass(restMs + measureMs);
    expect(state().measuring).toBe('cpu');
    calibration.hold('training', true);
    expect(state().measuring).toBeNull();
    expect(workshop.living()).toHaveLength(0);
    pass(allMs);
    expect(asked()).toEqual(['wasm', 'cpu']);
    calibration.hold('training', false);
    pass(1000);
    expect(asked()).toEqual(['wasm', 'cpu']);
    pass(allMs);
    expect(asked()).toEqual(['wasm', 'cpu', 'cpu', 'webgpu', 'webgl']);
  });

  test('in the background nothing is measured, unless it was asked for', () => {
    calibration.hold('background', true);
    calibration.show(small);
    pass(allMs);
    expect(workshop.workers).toHaveLength(0);
    calibration.again();
    pass(allMs);
    expect(asked()).toEqual([...backends]);
  });

  test('by two, it waits for both', () => {
    calibration.hold('background', true);
    calibration.hold('training', true);
    calibration.show(small);
    calibration.hold('training', false);
    pass(allMs);
    expect(workshop.workers).toHaveLength(0);
    calibration.hold('background', false);
    pass(allMs);
    expect(asked()).toEqual([...backends]);
  });
});

describe('measured again', () => {
  test('everything is, at once, and the old numbers stay until the new ones are there', () => {
    speeds = { wasm: 100 };
    setUp();
    calibration.show(small);
    pass(allMs);
    Object.assign(speeds, { wasm: 200 });
    calibration.again();
    expect(state().measuring).toBe('wasm');
    expect(speedOf('wasm')).toBe(100);
    pass(measureMs + 10);
    expect(speedOf('wasm')).toBe(200);
    pass(allMs);
    expect(asked()).toEqual([...backends, ...backends]);
    pass(allMs);
    expect(asked()).toHaveLength(8);
  });

  test('while something trains it waits for the end', () => {
    calibration.show(small);
    pass(allMs);
    calibration.hold('training', true);
    calibration.again();
    pass(allMs);
    expect(asked()).toHaveLength(4);
    calibration.hold('training', false);
    pass(allMs);
    expect(asked()).toHaveLength(8);
  });
});

describe('what goes wrong', () => {
  test('a worker that does not answer makes its backend unavailable, and the others are measured', () => {
    calibration.show(small);
    pass(restMs + measureMs);
    workshop.living()[0]!.hang();
    pass(19_000);
    expect(state().measuring).toBe('cpu');
    pass(3000 + allMs);
    expect(speedOf('cpu')).toBe('it did not answer');
    expect(speedOf('webgl')).toBe(1000);
    expect(workshop.living()).toHaveLength(0);
  });

  test('so does one that dies without a word, as soon as its lock is free', () => {
    calibration.show(small);
    pass(restMs);
    workshop.living()[0]!.die();
    pass(10);
    expect(speedOf('wasm')).toBe('its worker died');
    expect(state().measuring).toBe('cpu');
  });

  test('and one that throws, with what it said', () => {
    calibration.show(small);
    pass(restMs);
    workshop.living()[0]!.throwError('out of memory');
    expect(speedOf('wasm')).toBe('out of memory');
  });

  test('a worker that cannot be loaded, or started, says nothing of a backend', () => {
    calibration.show(small);
    pass(restMs - 200);
    workshop.living()[0]!.throwError('not found');
    pass(allMs);
    expect(asked()).toEqual([]);
    expect(state()).toEqual({ measurements: {}, measuring: null });

    calibration.dispose();
    calibration = createCalibration({
      storage,
      watchLock: null,
      spawn: () => {
        throw new Error('no workers here');
      },
    });
    calibration.show(large);
    pass(allMs);
    expect(state()).toEqual({ measurements: {}, measuring: null });
  });

  test('texts that cannot be prepared say nothing of a backend, and are tried again after the next training', () => {
    speeds = { wasm: { unmeasured: 'no file' } };
    setUp();
    calibration.show(small);
    pass(allMs);
    expect(asked()).toEqual(['wasm']);
    expect(state()).toEqual({ measurements: {}, measuring: null });
    delete speeds.wasm;
    calibration.hold('training', true);
    calibration.hold('training', false);
    pass(allMs);
    expect(Object.keys(state().measurements)).toHaveLength(4);
  });

  test('what a training found out holds for every shape on this page, and is not stored', () => {
    calibration.show(small);
    pass(allMs);
    calibration.learn({ backend: 'wasm', lost: { backend: 'webgpu', reason: 'lost it', lastEpoch: 3 } });
    calibration.learn({ backend: 'cpu', insteadOf: { backend: 'wasm', reason: 'no SIMD' } });
    expect([speedOf('webgpu'), speedOf('wasm')]).toEqual(['lost it', 'no SIMD']);
    calibration.show(large);
    pass(allMs);
    expect([speedOf('webgpu'), speedOf('wasm')]).toEqual(['lost it', 'no SIMD']);
    expect(asked().slice(4)).toEqual(['cpu', 'webgl']);
    expect([...stored.values()].join()).not.toMatch(/lost it|no SIMD/);
    calibration.again();
    pass(allMs);
    expect([speedOf('webgpu'), speedOf('wasm')]).toEqual([1000, 1000]);
  });
});

describe('remembered', () => {
  test('a shape is known at once after a reload, and not measured again', () => {
    calibration.show(small);
    pass(allMs);
    setUp();
    calibration.show(small);
    expect(backends.map(speedOf)).toEqual([1000, 1000, 1000, 1000]);
    pass(allMs);
    expect(workshop.workers).toHaveLength(0);
  });

  test('what was unavailable is tried once on every page', () => {
    speeds = { webgpu: 'no adapter' };
    setUp();
    calibration.show(small);
    pass(allMs);
    setUp();
    calibration.show(small);
    expect(speedOf('webgpu')).toBe('no adapter');
    pass(allMs);
    expect(asked()).toEqual(['webgpu']);
    calibration.show(large);
    calibration.show(small);
    pass(allMs);
    expect(asked()).toEqual(['webgpu']);
  });

  test('that an exact backend was unavailable is not taken from memory', () => {
    speeds = { wasm: 'offline', webgl: 9000 };
    setUp();
    calibration.show(small);
    pass(allMs);
    expect(speedOf('wasm')).toBe('offline');
    setUp();
    calibration.show(small);
    expect([speedOf('wasm'), speedOf('webgl')]).toEqual([undefined, 9000]);
  });

  test('back on a shape that was measured, its numbers are back', () => {
    calibration.show(small);
    pass(allMs);
    calibration.show(large);
    expect(state().measurements).toEqual({});
    calibration.show(small);
    expect(speedOf('wasm')).toBe(1000);
  });

  test.each([
    ['no JSON', '{'],
    ['no list', '{"a":1}'],
    ['null', 'null'],
    ['entries that are none', '[1,null,["x"],[2,{}],["LSTM/8/32/32/32/2000",7]]'],
    [
      'measurements that are none',
      `[[${JSON.stringify(shapeOf(small))},{"wasm":{"kind":"measured","tokensPerSecond":"fast"},"cpu":{"kind":"measured"},` +
        `"webgpu":{"kind":"unavailable"},"webgl":{"kind":"?"},"abacus":{"kind":"measured","tokensPerSecond":1}}]]`,
    ],
  ])('a storage that holds %s is as good as empty', (_, text) => {
    stored.set(speedsKey, text);
    setUp();
    calibration.show(small);
    expect(state().measurements).toEqual({});
    pass(allMs);
    expect(backends.map(speedOf)).toEqual([1000, 1000, 1000, 1000]);
  });

  test('a storage that is refused or full costs only the memory', () => {
    const refuse = (): never => {
      throw new Error('refused');
    };
    for (const broken of [refuse, () => ({ getItem: () => null, setItem: refuse })]) {
      setUp({ storage: broken });
      calibration.show(small);
      pass(allMs);
      calibration.show(large);
      calibration.show(small);
      expect(speedOf('webgl')).toBe(1000);
    }
  });

  test('a hundred shapes are kept, the oldest go', () => {
    const memory = createSpeedMemory(storage);
    for (let shape = 0; shape < 120; shape++) memory.set(`${shape}`, { webgl: { kind: 'unavailable', reason: 'x' } });
    memory.set('30', { webgpu: { kind: 'unavailable', reason: 'y' } });
    memory.set('new', {});
    const reread = createSpeedMemory(storage);
    expect(reread.get('19')).toEqual({});
    expect(reread.get('20')).toEqual({});
    expect(reread.get('21').webgl).toBeDefined();
    expect(reread.get('30')).toEqual({ webgpu: { kind: 'unavailable', reason: 'y' } });
    expect((JSON.parse(stored.get(speedsKey)!) as unknown[]).length).toBe(100);
  });
});
