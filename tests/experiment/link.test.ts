// Links: what is printed opens to the same, what was ever printed still opens, and nothing breaks the reader.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultExperiment, firstExperiment } from '../../src/experiment/defaults';
import { type Experiment, maxRuns, type RunSettings, type Sweep } from '../../src/experiment/experiment';
import type { Field } from '../../src/experiment/field';
import { type OpenedLink, openLink, printLink } from '../../src/experiment/link';
import { presets } from '../../src/experiment/presets';
import { defaultRun, runFields } from '../../src/experiment/run-fields';
import { defaultShared, sharedFields } from '../../src/experiment/shared-fields';
import { anyExperiment } from './arbitrary';
import { badLinks, hostileLinks, strangeLinks } from './hostile-links';

const experimentOf = (runs: Partial<RunSettings>[], shared = {}): Experiment => ({
  shared: { ...defaultShared, ...shared },
  runs: runs.map((run) => ({ ...defaultRun, ...run })),
});

const problemsOf = (link: string) => openLink(link).problems;
const firstRun = (link: string) => openLink(link).experiment.runs[0]!;

function expectValid(fields: Record<string, Field>, settings: object): void {
  expect(Object.keys(settings).sort()).toEqual(Object.keys(fields).sort());
  for (const [id, value] of Object.entries(settings)) {
    const field = fields[id]!;
    if (field.kind === 'number') {
      expect(value, id).toBeTypeOf('number');
      expect(value, id).toBeGreaterThanOrEqual(field.min);
      expect(value, id).toBeLessThanOrEqual(field.max);
      if (field.integer) expect(value, id).toSatisfy(Number.isInteger);
    } else if (field.kind === 'choice') {
      expect(field.options, id).toContain(value);
    } else {
      expect(value, id).toBeTypeOf('string');
      expect(Array.from(value).length, id).toBeLessThanOrEqual(field.maxLength);
    }
  }
}

function expectSound({ experiment, problems }: OpenedLink): void {
  expect(experiment.runs.length).toBeGreaterThanOrEqual(1);
  expect(experiment.runs.length).toBeLessThanOrEqual(maxRuns);
  expectValid(sharedFields, experiment.shared);
  for (const run of experiment.runs) expectValid(runFields, run);
  expect(problems.length).toBeLessThanOrEqual(50);
  for (const { part, given, run = 0 } of problems) {
    expect(part).not.toBe('');
    expect(Array.from(part).length).toBeLessThanOrEqual(40);
    expect(Array.from(given).length).toBeLessThanOrEqual(40);
    expect(experiment.runs[run]).toBeDefined();
  }
}

describe('printing', () => {
  test('version, shared settings in row order, then the runs; defaults left out', () => {
    const experiment = experimentOf([{}, { recurrentDropout: 0.3, kernelL2: 1e-3 }], { seed: 9, trainingSize: 800 });
    expect(printLink(experiment)).toBe('#v=1&n=800&seed=9&r=lstm&r=lstm,k2_1e-3,dr_.3');
  });

  test('the default experiment still prints its runs', () => {
    expect(printLink(defaultExperiment)).toMatch(/^#v=1&r=lstm&r=lstm,./);
  });

  test('counts have no underscore, and a name comes last, encoded', () => {
    expect(printLink(experimentOf([{ name: 'a,b&c#d_e', cell: 'GRU', units: 64, embeddingSize: 16 }]))).toBe(
      '#v=1&r=gru,u64,m16,name_a%2Cb%26c%23d_e',
    );
  });

  test('nothing in it ends a link in a mail or a chat', () => {
    const [, name] = printLink(experimentOf([{ name: '(it\'s) <ok>, "so" *far*. ~!.' }])).split('name_');
    expect(name).toMatch(/^[\w%.-]*[\w-]$/);
  });

  test('half a surrogate pair is printed as a replacement character', () => {
    expect(printLink(experimentOf([{ name: 'a\ud800' }]))).toBe('#v=1&r=lstm,name_a%EF%BF%BD');
  });

  test('six runs with typical settings stay under 1,500 characters', () => {
    const run = { units: 64, embeddingSize: 16, kernelL1: 1e-4, kernelL2: 1e-3, recurrentL2: 1e-3, outputL2: 1.5e-3 };
    const dropout = { embeddingDropout: 0.35, inputDropout: 0.1, recurrentDropout: 0.25, outputDropout: 0.5 };
    const runs = Array.from({ length: 6 }, (_, i) => ({ ...run, ...dropout, name: `Everything, but number ${i}` }));
    const shared = { trainingSize: 800, labelNoise: 0.1, epochs: 100, learningRate: 0.015, seed: 123_456_789 };
    expect(printLink(experimentOf(runs, shared)).length).toBeLessThan(1500);
  });

  test('any experiment opens to the same experiment, with nothing to report', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        const link = printLink(experiment);
        expect(link).toMatch(/^#[\x21-\x7e]+$/);
        expect(openLink(link)).toEqual({ experiment, problems: [], hasExperiment: true });
      }),
      { numRuns: 500 },
    );
  });

  test('any experiment survives a browser and a mail program that encodes the commas between parts', () => {
    fc.assert(
      fc.property(anyExperiment, (experiment) => {
        const { hash } = new URL(printLink(experiment), 'https://example.org/');
        expect(openLink(hash).experiment).toEqual(experiment);
        expect(openLink(hash.replaceAll(',', '%2C')).experiment).toEqual(experiment);
        expect(openLink(encodeURIComponent(hash.slice(1))).experiment).toEqual(experiment);
      }),
      { numRuns: 200 },
    );
  });

  test.each(presets)('preset $id opens to itself', ({ experiment }) => {
    expect(openLink(printLink(experiment))).toEqual({ experiment, problems: [], hasExperiment: true });
  });
});

describe('links that must open for ever', () => {
  const lines = readFileSync(new URL('../links.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('// '))
    .map((line) => line.split('\t') as [string, string]);

  test.each(lines)('%s', (link, expected) => {
    const { shared, runs, sweep }: { shared?: object; runs?: Partial<RunSettings>[]; sweep?: Sweep } =
      JSON.parse(expected);
    const experiment = {
      ...experimentOf(runs ?? [], shared),
      ...(runs === undefined && { runs: defaultExperiment.runs }),
      ...(sweep && { sweep }),
    };
    expect(openLink(link)).toEqual({ experiment, problems: [], hasExperiment: true });
  });

  test('every key of a setting is in one of them', () => {
    const links = lines.map(([link]) => link).join('&');
    for (const field of Object.values<Field>(sharedFields)) expect(links).toContain(`&${field.key}=`);
    for (const { key } of Object.values<Field>(runFields)) if (key) expect(links).toMatch(RegExp(`,${key}(_|\\d)`));
  });
});

describe('addresses', () => {
  test.each([
    '',
    '#',
    ' # ',
    '#&',
    'https://example.org/',
    'https://example.org/?n=5',
    '/index.html',
    'file:///a/b.html',
  ])('%j holds no experiment', (address) => {
    expect(openLink(address)).toEqual({ experiment: firstExperiment, problems: [], hasExperiment: false });
  });

  test.each([
    'seed=3',
    '#seed=3',
    ' #seed=3\n',
    'https://example.org/?seed=4#seed=3',
    'example.org/?seed=4#seed=3',
    '/?seed=4#seed=3',
    '?seed=4#seed=3',
    'file:///C:/a/b.html#seed=3',
    '#se\r\ned=3',
  ])('%j is read from its hash on', (address) => {
    expect(openLink(address)).toEqual({
      experiment: { shared: { ...defaultShared, seed: 3 }, runs: defaultExperiment.runs },
      problems: [],
      hasExperiment: true,
    });
  });

  test('a # typed in a name stays in it', () => {
    expect(firstRun('#r=lstm,name_a#1').name).toBe('a#1');
    expect(firstRun('r=lstm,name_a#1').name).toBe('a#1');
  });
});

describe('what is reported', () => {
  test('an unknown key, which is left out', () => {
    expect(problemsOf('#foo=1%2C2&r=lstm')).toEqual([{ part: 'foo', kind: 'unknownKey', given: '1,2' }]);
  });

  test('an unknown part of a run, with its run', () => {
    expect(problemsOf('#r=lstm&r=gru,zz_5,layers')).toEqual([
      { part: 'zz', run: 1, kind: 'unknownKey', given: '5' },
      { part: 'layers', run: 1, kind: 'unknownKey', given: '' },
    ]);
  });

  test('a value out of range, with what is used instead', () => {
    expect(problemsOf('#lr=1e9&n=1&opt=lion&r=lstm,u999,k2_x')).toEqual([
      { part: 'lr', kind: 'tooLarge', given: '1e9', used: '1e3' },
      { part: 'n', kind: 'tooSmall', given: '1', used: '2' },
      { part: 'opt', kind: 'unknownOption', given: 'lion', used: 'adam' },
      { part: 'u', run: 0, kind: 'tooLarge', given: '999', used: '256' },
      { part: 'k2', run: 0, kind: 'notANumber', given: 'x', used: '0' },
    ]);
  });

  test('a key given twice, of which the first wins', () => {
    const { experiment, problems } = openLink('#v=1&seed=1&seed=2&v=1&r=lstm,u8,gru,u_16');
    expect(experiment).toEqual(experimentOf([{ units: 8 }], { seed: 1 }));
    expect(problems).toEqual([
      { part: 'seed', kind: 'repeated', given: '2', used: '1' },
      { part: 'v', kind: 'repeated', given: '1', used: '1' },
      { part: 'r=', run: 0, kind: 'repeated', given: 'gru', used: 'lstm' },
      { part: 'u', run: 0, kind: 'repeated', given: '16', used: '8' },
    ]);
  });

  test('a cell that is not known yet', () => {
    expect(problemsOf('#r=mamba,u8')).toEqual([
      { part: 'r=', run: 0, kind: 'unknownOption', given: 'mamba', used: 'lstm' },
    ]);
    expect(firstRun('#r=mamba,u8')).toEqual({ ...defaultRun, units: 8 });
  });

  test('a word that cannot be the cell, because the cell is given', () => {
    expect(problemsOf('#r=bi,gru')).toEqual([{ part: 'bi', run: 0, kind: 'unknownKey', given: '' }]);
    expect(firstRun('#r=bi,gru').cell).toBe('GRU');
  });

  test('runs after the sixth, which are left out', () => {
    const { experiment, problems } = openLink('#r=u1&r=u2&r=u3&r=u4&r=u5&r=u6&r=u7&r=u8');
    expect(experiment.runs.map((run) => run.units)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(problems).toEqual([
      { part: 'r=', kind: 'tooManyRuns', given: 'u7' },
      { part: 'r=', kind: 'tooManyRuns', given: 'u8' },
    ]);
  });

  test('a newer version, of which is read what can be', () => {
    const { experiment, problems } = openLink('#v=2&seed=3&attention=4&r=gru');
    expect(experiment).toEqual(experimentOf([{ cell: 'GRU' }], { seed: 3 }));
    expect(problems).toEqual([
      { part: 'v', kind: 'newerVersion', given: '2', used: '1' },
      { part: 'attention', kind: 'unknownKey', given: '4' },
    ]);
    expect(problemsOf('#v=1e999')).toMatchObject([{ kind: 'newerVersion' }]);
    expect(problemsOf('#v=abc')).toMatchObject([{ kind: 'notANumber', used: '1' }]);
    expect(problemsOf('#v=-1')).toMatchObject([{ kind: 'tooSmall', used: '1' }]);
  });

  test('a broken escape', () => {
    expect(problemsOf('#n=%zz&r=lstm,name_50%25%20%,k2_%e0%a4')).toEqual([
      { part: 'n', kind: 'broken', given: '%zz', used: '600' },
      { part: 'name', run: 0, kind: 'broken', given: '50% %', used: '50% %' },
      { part: 'k2', run: 0, kind: 'broken', given: '%e0%a4', used: '0' },
    ]);
  });

  test('a name too long, shortened', () => {
    expect(problemsOf(`#r=name_${'😀'.repeat(41)}`)).toEqual([
      { part: 'name', run: 0, kind: 'tooLong', given: `${'😀'.repeat(39)}…`, used: '😀'.repeat(40) },
    ]);
  });

  test('a link too long, of which nothing is read that the cut went through', () => {
    const start = 'seed=3&r=lstm,u16,name_';
    const link = `#${start}${'x'.repeat(20_000 - start.length - ',m12'.length)},m128`;
    const { experiment, problems } = openLink(link);
    expect(problems[0]).toMatchObject({ part: '#', kind: 'tooLong', given: `${link.slice(1, 40)}…` });
    expect(experiment.shared.seed).toBe(3);
    expect(experiment.runs).toEqual([{ ...defaultRun, units: 16, name: 'x'.repeat(40) }]);
  });

  test('no more than fifty problems', () => {
    expect(problemsOf(`#${'x=1&'.repeat(100)}`)).toHaveLength(50);
  });

  test('no prototype is touched', () => {
    const { experiment } = openLink('#__proto__=1&constructor=2&r=lstm,__proto___3,constructor_4,name___proto__');
    expect(experiment).toEqual(experimentOf([{ name: '__proto__' }]));
    expect(Object.getPrototypeOf(experiment.shared)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).name).toBeUndefined();
  });
});

describe('hostile links', () => {
  test('there are at least sixty', () => {
    expect(new Set(hostileLinks).size).toBe(hostileLinks.length);
    expect(hostileLinks.length).toBeGreaterThanOrEqual(60);
  });

  test.each(badLinks.map((link) => [link.slice(0, 60), link]))('%j is opened and reported', (_, link) => {
    const opened = openLink(link);
    expectSound(opened);
    expect(opened.problems).not.toEqual([]);
  });

  test.each(strangeLinks)('%j is opened, and there is nothing to report', (link) => {
    const opened = openLink(link);
    expectSound(opened);
    expect(opened.problems).toEqual([]);
  });

  test('whatever is opened prints to a link that opens to the same', () => {
    for (const link of hostileLinks) {
      const { experiment } = openLink(link);
      expect(openLink(printLink(experiment))).toMatchObject({ experiment, problems: [] });
    }
  });

  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'v=1&r,lstm_u32%2CnameE#-+.k\ud800\u0000') }),
    fc.double().map(String),
    fc.constantFrom('r=', '&', ',', '%2C', 'lstm', 'name_', 'k2_', 'u', 'n=', 'seed=', '__proto__', '%', '#', '%3D'),
  );
  const anyLink = fc.oneof(
    piece,
    fc.array(piece, { maxLength: 12 }).map((pieces) => `#${pieces.join('')}`),
  );

  test('any text opens to a valid experiment', () => {
    fc.assert(
      fc.property(anyLink, (link) => {
        const opened = openLink(link);
        expectSound(opened);
        expect(openLink(printLink(opened.experiment)).experiment).toEqual(opened.experiment);
      }),
      { numRuns: 1000 },
    );
  });
});
