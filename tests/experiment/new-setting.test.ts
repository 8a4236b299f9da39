// A new setting is a row: two rows are added to the table of what runs share and one to that of runs, and nothing
// else; form, link, headless runner and keys follow. Its words are missing here, which is a type error in the table.

import { afterEach, expect, test, vi } from 'vitest';
import type { Experiment } from '../../src/experiment/experiment';
import { datasetKey, trainingKey } from '../../src/experiment/keys';
import { openLink, printLink } from '../../src/experiment/link';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';
import { settingRows } from '../../src/panels/runs/rows';
import { sharedRows, sharedValueWords } from '../../src/panels/shared-settings/rows';
import { en } from '../../src/strings/en';

vi.mock('../../src/experiment/shared-fields', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/experiment/shared-fields')>();
  const { choice, defaultsOf, integer, same } = await import('../../src/experiment/field');
  const training = { group: 'training', scope: 'training' };
  const sharedFields = {
    ...original.sharedFields,
    wave: { ...choice('wv', ['constant', 'cosine'], same(['constant', 'cosine']), 'constant'), ...training },
    delay: {
      ...integer({ key: 'dly', min: 0, max: 100, default: 5 }),
      ...training,
      appliesTo: ({ wave }: { wave: string }) => wave === 'cosine',
    },
  };
  return { ...original, sharedFields, defaultShared: defaultsOf(sharedFields) };
});

vi.mock('../../src/experiment/run-fields', async (importOriginal) => {
  const original = await importOriginal<typeof import('../../src/experiment/run-fields')>();
  const { defaultsOf, number } = await import('../../src/experiment/field');
  const runFields = {
    ...original.runFields,
    noise: { ...number({ key: 'gn', min: 0, max: 1, default: 0, off: true }), group: 'dropout', scope: 'training' },
  };
  return { ...original, runFields, defaultRun: defaultsOf(runFields) };
});

afterEach(() => vi.restoreAllMocks());

const withShared = (patch: object) => ({ ...defaultShared, ...patch });
const cosine = { wave: 'cosine', delay: 9 };

test('the form shows it in its group, where it applies, with its value in words', () => {
  const rows: string[] = sharedRows(defaultShared);
  expect(rows.slice(rows.indexOf('clipNorm'))).toEqual(['clipNorm', 'wave', 'seed', 'seeds', 'backend']);
  expect(sharedRows(withShared(cosine))).toContain('delay');
  const strings = { ...en, sharedChoices: { ...en.sharedChoices, wave: { cosine: 'a half wave' } } };
  expect(sharedValueWords('wave' as 'optimizer', 'cosine', strings)).toBe('a half wave');
  expect(sharedValueWords('delay' as 'epochs', 9, strings)).toBe('9');
  expect(settingRows([defaultRun], 'used')).toContainEqual({ id: 'noise', group: 'dropout' });
});

test('a link holds it, reads it back and says what it did not take', () => {
  const experiment: Experiment = { shared: withShared(cosine), runs: [{ ...defaultRun, ...{ noise: 0.5 } }] };
  expect(printLink(experiment)).toBe('#v=1&wv=cosine&dly=9&r=lstm,gn_.5');
  expect(openLink(printLink(experiment))).toMatchObject({ experiment, problems: [] });
  expect(openLink('#wv=square&dly=101').problems).toMatchObject([
    { part: 'wv', kind: 'unknownOption', used: 'constant' },
    { part: 'dly', kind: 'tooLarge', used: '100' },
  ]);
});

test('a link keeps it where it does not apply', () => {
  expect(printLink({ shared: withShared({ delay: 9 }), runs: [defaultRun] })).toBe('#v=1&dly=9&r=lstm');
});

test('it makes a training anew where it applies, and no dataset', () => {
  const key = (shared: object, run: object = {}) => trainingKey(withShared(shared), { ...defaultRun, ...run });
  expect(new Set([key({}), key({ wave: 'cosine' }), key(cosine), key({}, { noise: 0.5 })]).size).toBe(4);
  expect(key({ delay: 9 })).toBe(key({}));
  expect(datasetKey(withShared(cosine))).toBe(datasetKey(defaultShared));
});

test('the headless runner takes it from a link and reports it', async () => {
  const { argv } = process;
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  process.argv = ['node', 'train', '#b=cpu&n=4&e=1&len=2&wv=cosine&dly=9&r=rnn,u1,m1,gn_.5,name_x', '--json'];
  try {
    await import('../../cli/train');
  } finally {
    process.argv = argv;
  }
  const { runs } = JSON.parse(String(log.mock.calls.at(-1)?.[0]));
  expect(runs).toMatchObject([{ settings: { wave: 'cosine', delay: 9, noise: 0.5 }, epochs: [{ epoch: 1 }] }]);
});
