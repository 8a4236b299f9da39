// The session against fake workers: what trains, what is shown, and when.

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Experiment, RunSettings } from '../../src/experiment/experiment';
import { defaultRun, defaultShared } from '../../src/experiment/fields';
import { type OpenedLink, openLink, printLink } from '../../src/experiment/link';
import { createSession, type Session } from '../../src/runs/session';
import { createWorkshop, fakeResult } from './fake-worker';

const epochs = 5;
/** Long enough for six fake runs to finish one after another. */
const longMs = 2000;
const shared = { ...defaultShared, epochs };
const run = (change: Partial<RunSettings>): RunSettings => ({ ...defaultRun, ...change });
const experimentOf = (...runs: RunSettings[]): Experiment => ({ shared, runs });
const opened = (experiment: Experiment): OpenedLink => ({ experiment, problems: [], hasExperiment: true });
const pair = experimentOf(run({ units: 1 }), run({ units: 2 }));

/** Edits for `session.edit`. */
const setRun = (index: number, change: Partial<RunSettings>) => (experiment: Experiment) => ({
  ...experiment,
  runs: experiment.runs.map((settings, at) => (at === index ? { ...settings, ...change } : settings)),
});
const setShared = (change: Partial<Experiment['shared']>) => (experiment: Experiment) => ({
  ...experiment,
  shared: { ...experiment.shared, ...change },
});
const removeRun = (index: number) => (experiment: Experiment) => ({
  ...experiment,
  runs: experiment.runs.filter((_, at) => at !== index),
});
const addRun = (settings: RunSettings) => (experiment: Experiment) => ({
  ...experiment,
  runs: [...experiment.runs, settings],
});

let workshop: ReturnType<typeof createWorkshop>;
let session: Session;
let entries: string[];
let replacements: number;
let pop: (hash: string) => void;

function setUp(initial: Experiment | OpenedLink = pair, cores = 8) {
  workshop = createWorkshop();
  const link = 'problems' in initial ? initial : opened(initial);
  entries = [link.hasExperiment ? printLink(link.experiment) : ''];
  replacements = 0;
  session = createSession({
    initial: link,
    spawn: workshop.spawn,
    watchLock: workshop.watchLock,
    cores,
    address: {
      replace: (hash) => {
        replacements++;
        entries[entries.length - 1] = hash;
      },
      push: (hash) => void entries.push(hash),
      onPop: (callback) => {
        pop = callback;
        return () => {
          pop = () => {};
        };
      },
    },
  });
}

const runs = () => session.runs.getState().runs;
const runAt = (index: number) => runs()[index]!;
const statuses = () => runs().map(({ status }) => status);
const counts = () => runs().map(({ results }) => results.length);
const ghosts = () => runs().map(({ ghost }) => ghost?.length ?? 0);
const present = () => session.experiment.getState().experiment;
const pass = (ms: number) => vi.advanceTimersByTime(ms);
const openedUnits = () => workshop.posted('open').map(({ run: settings }) => settings.units);
const trainToEnd = () => {
  session.train();
  pass(longMs);
};
/** The whole curve that these settings train to. */
const curve = (settings: RunSettings, settingsOfAll = shared) =>
  Array.from({ length: settingsOfAll.epochs }, (_, index) => fakeResult(index + 1, settingsOfAll, settings));

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  session.dispose();
  vi.useRealTimers();
});

describe('training', () => {
  test('nothing trains before train', () => {
    setUp();
    pass(longMs);
    expect(workshop.workers).toHaveLength(0);
    expect(statuses()).toEqual(['idle', 'idle']);
    expect(runs().map(({ id }) => id)).toEqual(['A', 'B']);
  });

  test('train takes every run to its last epoch', () => {
    setUp();
    session.train();
    expect(statuses()).toEqual(['starting', 'starting']);
    pass(50);
    expect(statuses()).toEqual(['training', 'training']);
    pass(longMs);
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(runAt(0).results).toEqual(curve(run({ units: 1 })));
    expect(runAt(1).results).toEqual(curve(run({ units: 2 })));
    expect(runAt(0)).toMatchObject({ fingerprint: 'end', backend: { backend: 'cpu' }, data: { trainingTexts: 600 } });
  });

  test('with one core, one run trains and the others wait', () => {
    setUp(pair, 1);
    session.train();
    expect(statuses()).toEqual(['starting', 'waiting']);
    pass(longMs);
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(workshop.workers).toHaveLength(1);
  });

  test('pause holds all runs where they are, and train resumes them', () => {
    setUp(pair, 1);
    session.train();
    pass(30);
    session.pause();
    expect(statuses()).toEqual(['training', 'paused']);
    pass(5);
    expect(statuses()).toEqual(['paused', 'paused']);
    const held = counts();
    pass(longMs);
    expect(counts()).toEqual(held);
    trainToEnd();
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(runAt(0).results).toEqual(curve(run({ units: 1 })));
    expect(workshop.posted('open')).toHaveLength(2);
  });

  test('one epoch takes every run one further, also with fewer workers than runs', () => {
    setUp(experimentOf(run({ units: 1 }), run({ units: 2 }), run({ units: 3 })), 2);
    session.oneEpoch();
    pass(longMs);
    expect(counts()).toEqual([1, 1, 1]);
    expect(statuses()).toEqual(['paused', 'paused', 'paused']);
    session.oneEpoch();
    pass(longMs);
    expect(counts()).toEqual([2, 2, 2]);
    expect(workshop.workers).toHaveLength(1);
  });

  test('one epoch at a time ends in finished', () => {
    setUp();
    for (let i = 0; i < epochs; i++) {
      session.oneEpoch();
      pass(200);
    }
    expect(statuses()).toEqual(['finished', 'finished']);
    session.oneEpoch();
    pass(200);
    expect(counts()).toEqual([epochs, epochs]);
  });

  test('one epoch while training goes on for one epoch and pauses', () => {
    setUp();
    session.train();
    pass(30);
    session.oneEpoch();
    pass(longMs);
    expect(statuses()).toEqual(['paused', 'paused']);
    expect(counts()).toEqual([3, 3]);
  });

  test('train while an epoch is stepped goes on to the end', () => {
    setUp();
    session.oneEpoch();
    pass(10);
    trainToEnd();
    expect(statuses()).toEqual(['finished', 'finished']);
  });

  test('stop shows at once, keeps the results, and train starts over', () => {
    setUp();
    session.train();
    pass(40);
    session.stop();
    expect(statuses()).toEqual(['stopped', 'stopped']);
    expect(counts()).toEqual([3, 3]);
    pass(longMs);
    expect(counts()).toEqual([3, 3]);
    session.train();
    expect(counts()).toEqual([0, 0]);
    pass(longMs);
    expect(runAt(0).results).toEqual(curve(run({ units: 1 })));
  });

  test('stop ends a worker that does not answer within 100 ms', () => {
    setUp();
    session.train();
    pass(40);
    workshop.workers[0]!.hang();
    session.stop();
    pass(100);
    expect(workshop.workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    trainToEnd();
    expect(statuses()).toEqual(['finished', 'finished']);
  });

  test('reset drops results, ghosts and what was cached', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(0, { units: 9 }));
    expect(ghosts()).toEqual([epochs, 0]);
    session.reset();
    expect(statuses()).toEqual(['idle', 'idle']);
    expect(counts()).toEqual([0, 0]);
    expect(ghosts()).toEqual([0, 0]);
    session.undo();
    pass(longMs);
    expect(statuses()).toEqual(['idle', 'idle']);
  });

  test('train leaves finished runs alone while another is unfinished', () => {
    setUp(experimentOf(run({ units: 1 }), run({ units: 2 })), 1);
    session.train();
    pass(108);
    expect(statuses()).toEqual(['finished', 'training']);
    session.pause();
    pass(5);
    trainToEnd();
    expect(openedUnits()).toEqual([1, 2]);
  });

  test('train trains everything again once all are finished', () => {
    setUp();
    trainToEnd();
    session.train();
    expect(counts()).toEqual([0, 0]);
    pass(longMs);
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(openedUnits().sort()).toEqual([1, 1, 2, 2]);
  });

  test('a worker that dies fails its run alone, and train starts it over', () => {
    setUp();
    session.train();
    pass(40);
    workshop.workers[0]!.die();
    pass(longMs);
    expect(statuses()).toEqual(['failed', 'finished']);
    expect(runAt(0).failure).toEqual({ kind: 'died' });
    trainToEnd();
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(runAt(0).failure).toBeNull();
    expect(runAt(0).results).toEqual(curve(run({ units: 1 })));
  });

  test('one epoch does not start failed runs over', () => {
    setUp();
    session.oneEpoch();
    pass(100);
    session.oneEpoch();
    workshop.workers[0]!.throwError('broken');
    pass(100);
    session.oneEpoch();
    pass(100);
    expect(statuses()).toEqual(['failed', 'paused']);
    expect(counts()).toEqual([1, 3]);
  });

  test('dispose ends all workers', () => {
    setUp();
    session.train();
    pass(20);
    session.dispose();
    pass(longMs);
    expect(workshop.living()).toEqual([]);
  });
});

describe('edits', () => {
  test('a changed setting retrains that run alone', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(1, { units: 9 }));
    expect(statuses()).toEqual(['finished', 'starting']);
    pass(longMs);
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(openedUnits()).toEqual([1, 2, 9]);
    expect(runAt(1).results).toEqual(curve(run({ units: 9 })));
  });

  test('a changed setting leaves the other run training where it is', () => {
    setUp();
    session.train();
    pass(30);
    session.edit(setRun(1, { units: 9 }));
    pass(longMs);
    expect(openedUnits().filter((units) => units === 1)).toHaveLength(1);
    expect(runAt(0).results).toEqual(curve(run({ units: 1 })));
    expect(runAt(1).results).toEqual(curve(run({ units: 9 })));
  });

  test('a changed shared setting retrains all', () => {
    setUp();
    trainToEnd();
    session.edit(setShared({ epochs: 4 }));
    pass(longMs);
    expect(counts()).toEqual([4, 4]);
    expect(workshop.posted('open')).toHaveLength(4);
  });

  test('a changed name retrains nothing', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(0, { name: 'mine' }));
    pass(longMs);
    expect(present().runs[0]!.name).toBe('mine');
    expect(workshop.posted('open')).toHaveLength(2);
    expect(ghosts()).toEqual([0, 0]);
  });

  test('an edit before the first train trains nothing', () => {
    setUp();
    session.edit(setRun(0, { units: 9 }));
    pass(longMs);
    expect(statuses()).toEqual(['idle', 'idle']);
    expect(workshop.workers).toHaveLength(0);
  });

  test('an edit of a paused session leaves it paused, and the run trains at the next train', () => {
    setUp();
    session.train();
    pass(40);
    session.pause();
    pass(5);
    session.edit(setRun(0, { units: 9 }));
    pass(longMs);
    expect(statuses()).toEqual(['idle', 'paused']);
    expect(counts()).toEqual([0, 3]);
    trainToEnd();
    expect(runAt(0).results).toEqual(curve(run({ units: 9 })));
  });

  test('an edit of a stopped session trains nothing', () => {
    setUp();
    session.train();
    pass(40);
    session.stop();
    session.edit(setRun(0, { units: 9 }));
    pass(longMs);
    expect(statuses()).toEqual(['idle', 'stopped']);
  });

  test('pause and stop after the last run finished change nothing: the next edit still trains', () => {
    setUp();
    trainToEnd();
    session.pause();
    session.stop();
    expect(statuses()).toEqual(['finished', 'finished']);
    session.edit(setRun(0, { units: 9 }));
    pass(longMs);
    expect(counts()).toEqual([epochs, epochs]);
  });

  test('editing a failed run trains it', () => {
    setUp();
    session.train();
    pass(20);
    workshop.workers[0]!.throwError('broken');
    expect(statuses()[0]).toBe('failed');
    session.edit(setRun(0, { units: 9 }));
    pass(longMs);
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(runAt(0).failure).toBeNull();
  });

  test('a drag starts the run at most once in 120 ms, and ends with the last value', () => {
    setUp();
    trainToEnd();
    const before = workshop.posted('open').length;
    for (let units = 10; units < 34; units++) {
      session.edit(setRun(1, { units }), 'drag');
      expect(statuses()[1]).toMatch(/starting|waiting/);
      pass(16);
    }
    // 24 edits in 384 ms: at 0, 120, 240 and 360 ms.
    expect(workshop.posted('open').length - before).toBe(4);
    pass(longMs);
    expect(openedUnits().at(-1)).toBe(33);
    expect(runAt(1).results).toEqual(curve(run({ units: 33 })));
    expect(workshop.living().length).toBeLessThanOrEqual(2);
    session.undo();
    expect(present()).toEqual(pair);
  });

  test('a pause takes back a start that is still ahead', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(1, { units: 8 }));
    session.edit(setRun(1, { units: 9 }));
    session.pause();
    expect(statuses()).toEqual(['finished', 'paused']);
    pass(longMs);
    expect(openedUnits()).not.toContain(9);
    trainToEnd();
    expect(runAt(1).results).toEqual(curve(run({ units: 9 })));
  });

  test('an edit that returns the same experiment is no step to undo', () => {
    setUp();
    session.edit((experiment) => experiment);
    expect(session.experiment.getState().canUndo).toBe(false);
  });
});

describe('runs that come and go', () => {
  const three = experimentOf(run({ units: 1 }), run({ units: 2 }), run({ units: 3 }));

  test('removing A moves the training of B along with its new letter', () => {
    setUp(three);
    session.train();
    pass(40);
    session.edit(removeRun(0));
    expect(runs().map(({ id }) => id)).toEqual(['A', 'B']);
    expect(counts()).toEqual([3, 3]);
    pass(longMs);
    expect(openedUnits().sort()).toEqual([1, 2, 3]);
    expect(runAt(0).results).toEqual(curve(run({ units: 2 })));
    expect(workshop.posted('close').map(({ ticket }) => ticket)).toContain(1);
  });

  test('a ghost moves along too', () => {
    setUp(three);
    trainToEnd();
    session.edit(setRun(1, { units: 9 }));
    session.edit(removeRun(0));
    expect(ghosts()).toEqual([epochs, 0]);
  });

  test('runs that change places keep their curves', () => {
    setUp(three);
    trainToEnd();
    session.edit((experiment) => ({ ...experiment, runs: [...experiment.runs].reverse() }));
    pass(longMs);
    expect(runAt(0).results).toEqual(curve(run({ units: 3 })));
    expect(workshop.posted('open')).toHaveLength(3);
    expect(ghosts()).toEqual([0, 0, 0]);
  });

  test('a duplicated run shows the same results at once, finished or not, and trains no second time', () => {
    setUp();
    session.train();
    pass(40);
    session.edit(addRun(run({ units: 2 })));
    expect(counts()).toEqual([3, 3, 3]);
    pass(longMs);
    expect(runAt(2).results).toEqual(curve(run({ units: 2 })));
    expect(workshop.posted('open')).toHaveLength(2);
  });

  test('editing a duplicate leaves the original training', () => {
    setUp(experimentOf(run({ units: 1 }), run({ units: 1 })));
    session.train();
    pass(30);
    session.edit(setRun(1, { units: 9 }));
    pass(longMs);
    expect(openedUnits()).toEqual([1, 9]);
    expect(statuses()).toEqual(['finished', 'finished']);
  });

  test('a run added while training is on trains at once, on a worker of its own', () => {
    setUp();
    trainToEnd();
    session.edit(addRun(run({ units: 3 })));
    pass(longMs);
    expect(statuses()).toEqual(['finished', 'finished', 'finished']);
    expect(openedUnits()).toEqual([1, 2, 3]);
  });

  test('runs go first in the order of their letters, also after they changed places', () => {
    setUp(three, 1);
    session.edit((experiment) => ({ ...experiment, runs: [...experiment.runs].reverse() }));
    trainToEnd();
    expect(openedUnits()).toEqual([3, 2, 1]);
  });

  test('undoing a removal brings the run back with its finished curve', () => {
    setUp(three);
    trainToEnd();
    session.edit(removeRun(0));
    session.undo();
    expect(statuses()).toEqual(['finished', 'finished', 'finished']);
    expect(runAt(0).results).toEqual(curve(run({ units: 1 })));
    pass(longMs);
    expect(workshop.posted('open')).toHaveLength(3);
  });
});

describe('undo and ghosts', () => {
  test('undo brings the finished curve back at once, without training', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(1, { units: 9 }));
    pass(longMs);
    const before = workshop.posted('open').length;
    session.undo();
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(runAt(1).results).toEqual(curve(run({ units: 2 })));
    session.redo();
    expect(runAt(1).results).toEqual(curve(run({ units: 9 })));
    pass(longMs);
    expect(workshop.posted('open')).toHaveLength(before);
  });

  test('a cached curve is shown even when nothing is to be trained', () => {
    setUp();
    trainToEnd();
    session.edit(setShared({ seed: 8 }));
    session.stop();
    session.undo();
    expect(statuses()).toEqual(['finished', 'finished']);
  });

  test('the finished curve becomes the ghost of the changed run', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(1, { units: 9 }));
    expect(ghosts()).toEqual([0, epochs]);
    expect(runAt(1).ghost).toEqual(curve(run({ units: 2 })));
    expect(counts()[1]).toBe(0);
  });

  test('while a drag passes through unfinished curves the older ghost stays', () => {
    setUp();
    trainToEnd();
    for (let units = 10; units < 20; units++) {
      session.edit(setRun(1, { units }), 'drag');
      pass(16);
    }
    expect(runAt(1).ghost).toEqual(curve(run({ units: 2 })));
  });

  test('the next change after a finished curve makes that one the ghost', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(1, { units: 9 }));
    pass(longMs);
    session.edit(setRun(1, { units: 10 }));
    expect(runAt(1).ghost).toEqual(curve(run({ units: 9 })));
  });

  test('undo makes the curve it leaves the ghost, if that was finished', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(1, { units: 9 }));
    pass(longMs);
    session.undo();
    expect(runAt(1).ghost).toEqual(curve(run({ units: 9 })));
  });

  test('a setting dragged back shows its curve, with no ghost of itself', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(1, { units: 9 }), 'drag');
    pass(20);
    session.edit(setRun(1, { units: 2 }), 'drag');
    expect(runAt(1)).toMatchObject({ status: 'finished', results: curve(run({ units: 2 })), ghost: null });
  });

  test.each([1, 2])('a curve paused after %i epochs becomes a ghost only from two on', (count) => {
    setUp();
    for (let i = 0; i < count; i++) {
      session.oneEpoch();
      pass(100);
    }
    session.edit(setRun(0, { units: 9 }));
    expect(ghosts()).toEqual([count === 2 ? 2 : 0, 0]);
  });

  test('a curve stopped after two epochs becomes a ghost, one still training does not', () => {
    setUp();
    session.train();
    pass(40);
    session.edit(setRun(0, { units: 9 }));
    expect(ghosts()).toEqual([0, 0]);
    session.stop();
    session.edit(setRun(1, { units: 10 }));
    expect(ghosts()).toEqual([0, 3]);
  });
});

describe('address', () => {
  test('edits replace the address at most once in 250 ms, with the last', () => {
    setUp();
    for (let units = 10; units < 30; units++) {
      session.edit(setRun(1, { units }), 'drag');
      pass(50);
    }
    expect(replacements).toBe(4);
    pass(250);
    expect(entries).toEqual([printLink(present())]);
    expect(present().runs[1]!.units).toBe(29);
  });

  test('train makes a history entry of an edited experiment and leaves the old one behind it', () => {
    setUp();
    const first = printLink(pair);
    session.edit(setRun(1, { units: 9 }));
    pass(300);
    expect(entries).toEqual([printLink(present())]);
    session.train();
    expect(entries).toEqual([first, printLink(present())]);
    pass(longMs);
    session.train();
    expect(entries).toHaveLength(2);
  });

  test('train straight after an edit leaves no replacement behind', () => {
    setUp();
    session.edit(setRun(1, { units: 9 }));
    session.train();
    pass(longMs);
    expect(entries).toEqual([printLink(pair), printLink(present())]);
  });

  test('train of the opened experiment adds no entry and leaves the address as it was', () => {
    setUp({ experiment: pair, problems: [], hasExperiment: false });
    session.train();
    pass(longMs);
    expect(entries).toEqual(['']);
    session.edit(setRun(1, { units: 9 }));
    pass(300);
    session.undo();
    pass(300);
    expect(entries).toEqual(['']);
  });

  test('Back reopens the experiment of that address and shows its finished curves', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(1, { units: 9 }));
    trainToEnd();
    const before = workshop.posted('open').length;
    pop(entries[0]!);
    expect(present()).toEqual(pair);
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(runAt(1).results).toEqual(curve(run({ units: 2 })));
    pass(longMs);
    expect(workshop.posted('open')).toHaveLength(before);
    expect(replacements).toBeLessThanOrEqual(1);
    pop(entries[1]!);
    expect(runAt(1).results).toEqual(curve(run({ units: 9 })));
  });

  test('an address edited by hand is opened with its problems, and can be undone', () => {
    setUp();
    const hash = '#v=1&lr=abc&r=lstm,u9';
    pop(hash);
    const { experiment, problems } = openLink(hash);
    expect(problems).not.toEqual([]);
    expect(session.experiment.getState()).toMatchObject({ experiment, problems, canUndo: true });
    expect(replacements).toBe(0);
    session.dismissProblems();
    expect(session.experiment.getState().problems).toEqual([]);
    session.undo();
    expect(present()).toEqual(pair);
  });

  test('an edit not yet in the address does not overwrite the entry gone back to', () => {
    setUp();
    session.edit(setRun(1, { units: 9 }));
    session.train();
    session.edit(setRun(1, { units: 10 }));
    const [first] = entries;
    pop(first!);
    entries = [first!];
    pass(longMs);
    expect(entries).toEqual([first]);
  });

  test('dispose writes an edit that is still on its way', () => {
    setUp();
    session.edit(setRun(1, { units: 9 }));
    session.dispose();
    expect(entries).toEqual([printLink(present())]);
  });
});

describe('store', () => {
  test('results of many epochs are written at most once in 50 ms, and none is lost', () => {
    const six = Array.from({ length: 6 }, (_, index) => run({ units: index + 1 }));
    setUp({ shared: { ...shared, epochs: 100 }, runs: six });
    let writes = 0;
    session.train();
    pass(30);
    session.runs.subscribe(() => writes++);
    pass(500);
    expect(writes).toBeGreaterThanOrEqual(9);
    expect(writes).toBeLessThanOrEqual(11);
    pass(longMs);
    expect(counts()).toEqual([100, 100, 100, 100, 100, 100]);
    expect(runAt(5).results.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  test('a finished run is shown at once with all its results', () => {
    setUp();
    session.train();
    // Alive after 1 ms, open after 5 more, 10 ms an epoch.
    pass(6 + 10 * epochs);
    expect(statuses()).toEqual(['finished', 'finished']);
    expect(counts()).toEqual([epochs, epochs]);
  });

  test('a run that did not change is the same object as before', () => {
    setUp();
    trainToEnd();
    const before = runAt(0);
    session.edit(setRun(1, { units: 9 }));
    pass(40);
    expect(runAt(0)).toBe(before);
  });

  test('what a retrained run reads and where stays known while it starts', () => {
    setUp();
    trainToEnd();
    session.edit(setRun(1, { units: 9 }));
    expect(runAt(1).data).not.toBeNull();
    session.edit(setShared({ trainingSize: 100 }));
    expect(runAt(1).data).toBeNull();
  });

  test('one write shows one edit as a whole', () => {
    setUp();
    trainToEnd();
    let writes = 0;
    session.runs.subscribe(() => writes++);
    session.edit(setShared({ seed: 8 }));
    expect(writes).toBe(1);
  });
});
