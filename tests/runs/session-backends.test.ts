// Which backend a session trains on: the measured choice, from the next start on; a forced one always.

import { expect, test } from 'vitest';
import { backends } from '../../src/experiment/experiment';
import {
  curve,
  laboratory,
  longMs,
  pair,
  pass,
  present,
  run,
  session,
  setRun,
  setShared,
  setUp,
  speeds,
  stageSessions,
  statuses,
  trainingAt,
  trainToEnd,
  workshop,
} from './session-stage';

stageSessions();

const opened = () => workshop.posted('open').map(({ shared }) => shared.backend);
const measuredIn = () => laboratory.posted('calibrate').map(({ backend }) => backend);
/** Long enough for all backends to be measured. */
const measureAll = () => pass(5000);

test('the first training does not wait for a measurement, and is not measured beside', () => {
  setUp();
  session.train();
  pass(1000);
  expect(opened()).toEqual(['auto', 'auto']);
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(measuredIn()).toEqual([]);
  measureAll();
  expect(measuredIn()).toEqual([...backends]);
});

test('a link that waits for Train is measured, and Train ends that', () => {
  setUp();
  pass(2000);
  expect(laboratory.living()).toHaveLength(1);
  session.train();
  expect(laboratory.living()).toHaveLength(0);
  expect(opened()).toEqual([]);
  pass(longMs);
  expect(opened()).toEqual(['auto', 'auto']);
});

test('paused, the page may measure; resumed, it may not, and training goes on where it was', () => {
  setUp();
  session.train();
  pass(30);
  session.pause();
  pass(2500);
  expect(laboratory.living()).toHaveLength(1);
  session.train();
  expect(laboratory.living()).toHaveLength(0);
  pass(1000);
  expect(trainingAt(0).results).toEqual(curve(run({ units: 1 })));
});

test('a GPU found twice as fast trains what starts next; what is finished or paused stays as it is', () => {
  setUp();
  Object.assign(speeds, { wasm: 100, webgpu: 1000, webgl: 150 });
  trainToEnd();
  measureAll();
  expect(statuses()).toEqual(['finished', 'finished']);
  expect(trainingAt(0)).toMatchObject({ backend: { backend: 'cpu' } });

  session.edit(setRun(1, { kernelL2: 0.1 }));
  pass(longMs);
  expect(opened()).toEqual(['auto', 'auto', 'webgpu']);
  expect(trainingAt(0).results).toEqual(curve(run({ units: 1 })));
  // Left alone in the link all the same.
  expect(present().shared.backend).toBe('auto');

  // What was finished before comes back as it was.
  session.undo();
  expect(statuses()).toEqual(['finished', 'finished']);
  pass(longMs);
  expect(opened()).toHaveLength(3);

  session.train();
  pass(longMs);
  expect(opened().slice(3)).toEqual(['webgpu', 'webgpu']);
});

test('a shape that is not known yet is trained without a choice', () => {
  setUp();
  Object.assign(speeds, { wasm: 100, webgpu: 1000 });
  trainToEnd();
  measureAll();
  session.edit(setRun(0, { units: 50 }));
  pass(longMs);
  expect(opened().at(-1)).toBe('auto');
});

test('a forced backend is opened whatever was measured, and undo goes back to the choice', () => {
  setUp();
  Object.assign(speeds, { wasm: 100, webgpu: 1000 });
  measureAll();
  session.edit(setShared({ backend: 'cpu' }));
  trainToEnd();
  expect(opened()).toEqual(['cpu', 'cpu']);
  session.undo();
  pass(longMs);
  expect(opened()).toEqual(['cpu', 'cpu', 'webgpu', 'webgpu']);
});

test('a lost backend is told of its own run until that starts again, and is not chosen again', () => {
  setUp(pair, 1);
  Object.assign(speeds, { wasm: 100, webgpu: 1000, webgl: 150 });
  measureAll();
  session.train();
  pass(30);
  const lost = { backend: 'webgpu', reason: 'gone', lastEpoch: 1 } as const;
  const [worker] = workshop.living();
  const { ticket } = workshop.posted('advance')[0]!;
  worker!.say({ type: 'moved', ticket, backend: { backend: 'wasm', lost } });
  pass(longMs);
  expect(trainingAt(0)).toMatchObject({ status: 'finished', backend: { backend: 'wasm', lost } });
  expect(trainingAt(1).backend?.lost).toBeUndefined();
  expect(session.calibration.getState().measurements.webgpu).toEqual({ kind: 'unavailable', reason: 'gone' });

  session.train();
  expect(trainingAt(0).backend).toBeNull();
  pass(longMs);
  expect(opened()).toEqual(['webgpu', 'webgpu', 'auto', 'auto']);
  expect(trainingAt(0).backend).toEqual({ backend: 'cpu' });
});
