// Files of results on the page: what was trained elsewhere is there as if trained here, and what is not whole, not of
// this version or not a file of results is said.

import { expect, test, vi } from 'vitest';
import type { Experiment, Sweep } from '../../src/experiment/experiment';
import { printLink } from '../../src/experiment/link';
import { planOfRuns, planOfSweep } from '../../src/experiment/plan';
import { freshSweep } from '../../src/experiment/sweep-link';
import { headerOf, type ReadSoFar, readResultFile } from '../../src/runs/read-result-file';
import { printHeader, printLine, type TrainingLine } from '../../src/runs/result-lines';
import { createResultOpener } from '../../src/runs/result-opener';
import { createFakeKept } from './fake-kept';
import { fakeResult } from './fake-worker';
import {
  engine,
  epochs,
  experimentOf,
  openedUnits,
  pair,
  run,
  session,
  setUp,
  shared,
  stageSessions,
  trainingAt,
} from './session-stage';

stageSessions();

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

const sweepOf = (units: readonly number[], change: Partial<Sweep> = {}): Experiment => ({
  ...experimentOf(run({ units: 1 })),
  shared: { ...shared, seeds: 2 },
  sweep: { ...freshSweep, axes: [{ setting: 'units', values: units }], ...change },
});

const plan = (experiment: Experiment) =>
  experiment.sweep ? planOfSweep(experiment).map(({ trainings }) => trainings) : planOfRuns(experiment);

/** A line for each training; `until` epochs of it, or all. */
function linesOf(experiment: Experiment, change: (line: TrainingLine) => TrainingLine | null = (line) => line) {
  return plan(experiment).flatMap((trainings, point) =>
    trainings.flatMap(({ key, seed, ...training }): TrainingLine[] => {
      const results = Array.from({ length: epochs }, (_, i) => fakeResult(i + 1, training.shared, training.run));
      const line: TrainingLine = {
        ...{ key, point, seed, results, fingerprint: `${point}/${seed}`, backend: { backend: 'wasm' } },
        ...{ data: null, mistakes: null, ending: { weightsEpoch: epochs, lastGain: null } },
      };
      return [change(line) ?? []].flat();
    }),
  );
}

const fileOf = (text: string, name = 'results.jsonl') => Object.assign(new Blob([text]), { name });
const resultsFile = (experiment: Experiment, lines: readonly TrainingLine[], version = engine) =>
  fileOf(printHeader(printLink(experiment), version) + lines.map(printLine).join(''));

async function open(file: ReturnType<typeof fileOf>) {
  const opener = createResultOpener(session);
  const opening = opener.open(file);
  await pass(1000);
  return { opened: await opening, state: opener.state.getState() };
}

test('a sweep that was trained elsewhere is there, marked, and nothing of it trains', async () => {
  const swept = sweepOf([10, 11]);
  const kept = createFakeKept();
  setUp(pair, 8, kept);
  const { opened, state } = await open(resultsFile(swept, linesOf(swept)));
  expect(opened).toEqual({ hasSweep: true });
  expect(state).toEqual({
    kind: 'opened',
    name: 'results.jsonl',
    trainings: 4,
    of: 4,
    problems: [],
    isAnother: true,
  });
  expect(printLink(session.experiment.getState().experiment)).toBe(printLink(swept));
  const { activity, points } = session.sweep.getState();
  expect(activity).toBe('finished');
  expect(points.flatMap(({ trainings }) => trainings.map(({ fingerprint }) => fingerprint))).toEqual([
    '0/7',
    '0/8',
    '1/7',
    '1/8',
  ]);
  expect(points.every(({ trainings }) => trainings.every(({ isBroughtIn }) => isBroughtIn))).toBe(true);
  expect([...kept.trainings.values()].map(({ isBroughtIn }) => isBroughtIn)).toEqual([true, true, true, true]);
  session.undo();
  expect(printLink(session.experiment.getState().experiment)).toBe(printLink(pair));
  expect(openedUnits()).toEqual([]);
});

test('runs are shown as finished; trained again, they are the page’s own', async () => {
  setUp(pair);
  const { opened } = await open(resultsFile(pair, linesOf(pair)));
  expect(opened).toEqual({ hasSweep: false });
  expect(trainingAt(0)).toMatchObject({ status: 'finished', fingerprint: '0/7', isBroughtIn: true });
  expect(trainingAt(1).results).toHaveLength(epochs);
  session.train();
  await pass(5000);
  expect(trainingAt(0)).toMatchObject({ status: 'finished', fingerprint: 'end', isBroughtIn: false });
});

test('of a sweep that is not whole the rest is trained here', async () => {
  const swept = sweepOf([10, 11]);
  setUp(swept);
  const { state } = await open(
    resultsFile(
      swept,
      linesOf(swept, (line) => (line.point === 0 ? line : null)),
    ),
  );
  expect(state).toMatchObject({ kind: 'opened', trainings: 2, of: 4, isAnother: false });
  expect(session.sweep.getState()).toMatchObject({ activity: 'paused', progress: { done: 2, of: 4 } });
  session.trainSweep();
  await pass(5000);
  expect(session.sweep.getState().activity).toBe('finished');
  expect(openedUnits()).toEqual([11, 11]);
});

test('who was stopped at a rung of halving, and who diverged, are there as that', async () => {
  const swept = sweepOf([10, 11, 12, 13], { halving: 2 });
  setUp(swept);
  const cut = (line: TrainingLine, epoch: number): TrainingLine => ({
    ...line,
    results: line.results.slice(0, epoch),
    ending: null,
  });
  const lines = linesOf(swept, (line) =>
    line.point < 2
      ? { ...cut(line, 1), until: 1 }
      : line.point === 2
        ? { ...cut(line, 0), failure: { kind: 'diverged', epoch: 1, loss: Number.NaN } }
        : line,
  );
  await open(resultsFile(swept, lines));
  const { points } = session.sweep.getState();
  expect(points.map(({ trainings: [training] }) => [training!.status, training!.epochs.length])).toEqual([
    ['paused', 1],
    ['paused', 1],
    ['failed', 0],
    ['finished', epochs],
  ]);
  expect(points.every(({ trainings }) => trainings.every(({ isBroughtIn }) => isBroughtIn))).toBe(true);
});

test('results of another version are refused, and the experiment stays', async () => {
  const swept = sweepOf([10, 11]);
  setUp(pair);
  const { opened, state } = await open(resultsFile(swept, linesOf(swept), 'fedcba9876543210'));
  expect([opened, state]).toEqual([...[null, { kind: 'otherVersion', name: 'results.jsonl', link: printLink(swept) }]]);
  expect(printLink(session.experiment.getState().experiment)).toBe(printLink(pair));
});

test('what is no file of results, or cannot be read, is said', async () => {
  setUp(pair);
  for (const text of ['', 'label,text\na,b\n', '{"label":"a","text":"b"}\n', '{"sweep":1']) {
    expect((await open(fileOf(text))).state).toEqual({ kind: 'noResults', name: 'results.jsonl' });
  }
  const gone = Object.assign(fileOf(''), {
    slice: () => {
      throw new Error('it was moved');
    },
  });
  expect((await open(gone)).state).toEqual({ kind: 'unreadable', name: 'results.jsonl', reason: 'it was moved' });
});

test('lines that are no training are named, and the others are taken', async () => {
  const swept = sweepOf([10, 11]);
  setUp(swept);
  const [first, ...rest] = linesOf(swept).map(printLine);
  const text = `${printHeader(printLink(swept), engine)}${first}{"key":\n${rest.join('').slice(0, -20)}`;
  expect((await open(fileOf(text))).state).toMatchObject({ kind: 'opened', trainings: 3, problems: [3, 6] });
});

test('a character and a line may lie in two pieces of the file', async () => {
  const swept = experimentOf(run({ units: 1, name: '文本' }));
  const bytes = new TextEncoder().encode(
    printHeader(printLink(swept), '版本') + linesOf(swept).map(printLine).join(''),
  );
  const file = {
    size: bytes.length,
    slice: () => new Blob([bytes]),
    stream: () =>
      new ReadableStream<Uint8Array<ArrayBuffer>>({
        start(controller) {
          for (let at = 0; at < bytes.length; at += 7) controller.enqueue(bytes.slice(at, at + 7));
          controller.close();
        },
      }),
  };
  expect(await headerOf(file)).toMatchObject({ engine: '版本' });
  const pieces: ReadSoFar[] = [];
  const reading = (async () => {
    for await (const piece of readResultFile(file)) pieces.push(piece);
  })();
  await pass(1000);
  await reading;
  expect(pieces.flatMap(({ trainings }) => trainings)).toEqual(linesOf(swept));
  expect(pieces.at(-1)).toMatchObject({ problems: [], share: 1 });
});
