import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultExperiment } from '../../src/experiment/defaults';
import { openLink, printLink } from '../../src/experiment/link';
import { sealLink } from '../../src/experiment/link-seal';
import { defaultRun, type RunFieldId, runFields } from '../../src/experiment/run-fields';
import { anyExperiment } from './arbitrary';

const link = '#v=1&n=800&seed=9&r=lstm,u32&r=lstm,u32,k2_1e-3,dr_.3';
const sealed = sealLink(link);
const { experiment } = openLink(link);
const kinds = (hash: string) => openLink(hash).problems.map(({ kind }) => kind);

describe('a shared link', () => {
  test('stands between its two marks, and opens to what it says', () => {
    expect(sealed).toMatch(/^#z&v=1&n=800&seed=9&r=lstm,u32&r=lstm,u32,k2_1e-3,dr_\.3&z=[0-9a-z]{4}$/);
    expect(openLink(sealed)).toEqual({ experiment, problems: [], hasExperiment: true });
  });

  test('of any experiment is whole, encoded by a mail program, broken into lines, or as a page writes it', () => {
    fc.assert(
      fc.property(anyExperiment, (any) => {
        const whole = sealLink(printLink(any));
        const inLines = whole.replace(/(.{40})/g, '$1\r\n');
        for (const given of [whole, whole.replaceAll(',', '%2C'), encodeURIComponent(whole.slice(1)), inLines]) {
          expect(openLink(given)).toEqual({ experiment: any, problems: [], hasExperiment: true });
        }
        expect(openLink(whole.replaceAll('&', '&amp;')).problems).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('cut anywhere is said to be cut, and no value is another than was meant, or than the default', () => {
    const meant = new Map<RunFieldId, Set<unknown>>();
    for (const id of Object.keys(runFields) as RunFieldId[]) {
      // Without a run left, the default pair is shown.
      const runs = [defaultRun, ...defaultExperiment.runs, ...experiment.runs];
      meant.set(id, new Set(runs.map((run) => run[id])));
    }
    for (let length = 2; length < sealed.length; length++) {
      const opened = openLink(sealed.slice(0, length));
      expect(
        opened.problems.map(({ kind }) => kind),
        sealed.slice(0, length),
      ).toEqual([length > sealed.indexOf('&z=') + 2 ? 'cutCheck' : 'cut']);
      expect(opened.hasExperiment).toBe(true);
      expect([600, 800]).toContain(opened.experiment.shared.trainingSize);
      expect([7, 9]).toContain(opened.experiment.shared.seed);
      for (const run of opened.experiment.runs) {
        for (const [id, values] of meant) expect(values, id).toContain(run[id]);
      }
    }
    const cut = openLink(sealed.slice(0, sealed.indexOf('e-3,dr')));
    expect(cut.problems).toEqual([{ part: 'z', kind: 'cut', given: 'k2_1' }]);
    expect(cut.experiment.runs.map(({ kernelL2 }) => kernelL2)).toEqual([0, 0]);
  });

  test.each(['.', ')', '>', '"', '%22', '%E2%80%9D', '。', '...', '&utm_source=mail', ',dr_.9', '&lr=1'])(
    'with %s behind its end opens to what was shared, and says what was put there',
    (tail) => {
      const opened = openLink(sealed + tail);
      expect(opened.experiment).toEqual(experiment);
      expect(opened.problems).toMatchObject([{ part: 'z', kind: 'extended' }]);
    },
  );

  test('cut and then given an end is cut', () => {
    for (const end of ['…', '...', '.', ')']) expect(kinds(sealed.slice(0, -9) + end)).toEqual(['cut']);
  });

  test('in which someone wrote is opened as it now reads, and says so', () => {
    const opened = openLink(sealed.replace('n=800', 'n=900'));
    expect(opened.experiment.shared.trainingSize).toBe(900);
    expect(opened.problems).toMatchObject([{ part: 'z', kind: 'changed' }]);
    expect(kinds(sealed.replace('k2_1e-3', 'k2_1'))).toEqual(['changed']);
    expect(kinds(sealed.replace('#z&', '#').replace('800', '80'))).toEqual(['changed']);
  });
});

describe('a link written by hand', () => {
  test('needs no mark', () => {
    expect(openLink(link).problems).toEqual([]);
  });

  test.each(['.', ')', ').', '"', '%22', '”', '。', '%EF%BC%89'])('takes no %s at its end for a part of it', (tail) => {
    const opened = openLink(link + tail);
    expect(opened.experiment).toEqual(experiment);
    expect(opened.problems).toEqual([{ part: 'z', kind: 'extended', given: decodeURIComponent(tail) }]);
  });

  test('may end in a name that ends as it likes', () => {
    const { experiment: named, problems } = openLink('#v=1&r=lstm,name_Is%20it%20luck?');
    expect(named.runs[0]!.name).toBe('Is it luck?');
    expect(problems).toEqual([]);
  });
});
