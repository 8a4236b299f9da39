// The session's experiment in the address.

import { expect, test } from 'vitest';
import { openLink, printLink } from '../../src/experiment/link';
import {
  curve,
  entries,
  longMs,
  pair,
  pass,
  pop,
  present,
  replacements,
  run,
  session,
  setRun,
  setShared,
  setUp,
  stageSessions,
  statuses,
  trainingAt,
  trainToEnd,
  workshop,
} from './session-stage';

stageSessions();

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
  expect(trainingAt(1).results).toEqual(curve(run({ units: 2 })));
  pass(longMs);
  expect(workshop.posted('open')).toHaveLength(before);
  expect(replacements).toBeLessThanOrEqual(1);
  pop(entries[1]!);
  expect(trainingAt(1).results).toEqual(curve(run({ units: 9 })));
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
  entries.splice(0, entries.length, first!);
  pass(longMs);
  expect(entries).toEqual([first]);
});

test('dispose writes an edit that is still on its way', () => {
  setUp();
  session.edit(setRun(1, { units: 9 }));
  session.dispose();
  expect(entries).toEqual([printLink(present())]);
});

test('another experiment is pushed, and what was there, trained or not, is behind it', () => {
  setUp();
  session.edit(setRun(1, { units: 9 }));
  const edited = printLink(present());
  session.open(setShared({ corpus: 'headlines' }));
  expect(entries).toEqual([edited, printLink(present())]);
  pass(longMs);
  expect(entries).toHaveLength(2);
  pop(entries[0]!);
  expect(present().runs[1]!.units).toBe(9);
  expect(present().shared.corpus).toBe('reviews');
});

test('an experiment that is there already is not pushed', () => {
  setUp();
  session.open((experiment) => ({ ...experiment }));
  pass(longMs);
  expect(entries).toEqual([printLink(pair)]);
});

test('while the text is not here nothing trains, and what was asked for starts when it is', () => {
  setUp();
  session.holdForText(true);
  session.train();
  session.edit(setRun(1, { units: 9 }));
  pass(longMs);
  expect(statuses()).toEqual(['idle', 'idle']);
  expect(session.experiment.getState().waitsForText).toBe(true);
  session.holdForText(false);
  expect(session.experiment.getState().waitsForText).toBe(false);
  pass(longMs);
  expect(statuses()).toEqual(['finished', 'finished']);
});

test('a text that comes without having been waited for starts nothing', () => {
  setUp();
  session.holdForText(true);
  session.train();
  session.reset();
  session.holdForText(false);
  pass(longMs);
  expect(statuses()).toEqual(['idle', 'idle']);
});
