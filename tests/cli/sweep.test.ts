// A sweep headless: the digits of a single training, whoever trains it, and a file that the same command goes on with.

import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fingerprintsIn, resultsIn, start, sweep, until } from './sweep/command';

const folder = mkdtempSync(join(tmpdir(), 'sweep-'));
afterAll(() => rmSync(folder, { recursive: true }));
const inFolder = (name: string) => join(folder, name);

describe('a sweep', () => {
  const shared = '#v=1&n=40&e=3&seeds=2&seed=5';
  const link = `${shared}&r=gru,u4,m4&sw=A,k2_0_1e-2`;

  test('has the digits of npm run train, on one worker and on two', async () => {
    const [one, two] = [inFolder('one.jsonl'), inFolder('two.jsonl')];
    const first = await sweep(link, '--workers', '1', '--out', one);
    await sweep(link, '--workers', '2', '--out', two);
    const trained = await start('train', `${shared}&r=gru,u4,m4&r=gru,u4,m4,k2_1e-2`, '--json').ended;
    const { runs } = JSON.parse(trained.output) as { runs: { id: string; seed: number; fingerprint: string }[] };
    const expected = runs.map(({ id, seed, fingerprint }) => [`${id === 'A' ? 0 : 1}/${seed}`, fingerprint]);
    expect(Object.keys(fingerprintsIn(one)).sort()).toEqual(['0/5', '0/6', '1/5', '1/6']);
    expect(fingerprintsIn(one)).toEqual(Object.fromEntries(expected));
    expect(fingerprintsIn(two)).toEqual(fingerprintsIn(one));
    expect(first.status).toBe(0);
    expect(first.output).toContain(`done: 4 trainings, 0 diverged, file ${one}`);
    expect(first.output).toMatch(
      /^Kernel L2 +N +epochs +best validation loss +best epoch\noff +2 +3 +0\.\d{3} ± 0\.\d{3}/,
    );
    expect(first.errors).toContain('4 of 4 trainings\n');
  });

  test('has a line a training with all that the page keeps of one', () => {
    const { header, trainings } = resultsIn(inFolder('one.jsonl'));
    expect(header).toMatchObject({ sweep: 1, link: expect.stringContaining('sw=A,k2_0_.01') });
    for (const { results, backend, data, mistakes } of trainings.values()) {
      expect(results.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
      expect(results.at(-1)).toMatchObject({ isLast: true, weights: { spectralNorm: expect.any(Number) } });
      expect(backend).toEqual({ backend: 'wasm' });
      expect(data).toMatchObject({ trainingTexts: 40 });
      expect(mistakes!.training.length).toBeLessThanOrEqual(40);
    }
  });

  test('refuses a file of another experiment, of another version, or of something else, and leaves it as it is', async () => {
    const path = inFolder('other.jsonl');
    const ours = readFileSync(inFolder('one.jsonl'), 'utf8');
    const refused = async (text: string) => {
      writeFileSync(path, text);
      const { status, output, errors } = await sweep(link, '--out', path);
      expect([status, output, readFileSync(path, 'utf8')]).toEqual([2, '', text]);
      return errors;
    };
    expect(await refused(ours.replace('seed=5', 'seed=6'))).toContain('another experiment, #v=1&n=40&e=3&seed=6');
    expect(await refused(ours.replace(/"engine":"\w+"/, '"engine":"0123"'))).toContain('another version of the engine');
    expect(await refused('a line without a break')).toContain('no file of results');
  });
});

test('killed in the middle, torn in its last line, interrupted: the same command trains what is missing', async () => {
  const path = inFolder('killed.jsonl');
  // The later points take longer, so that something is left to be killed.
  const args = ['#v=1&n=300&e=12&r=lstm,m8&sw=A,u_1_32_33_34', '--workers', '1', '--out', path];
  const killed = start('sweep', ...args);
  await until(path, 1);
  process.kill(-killed.child.pid!, 'SIGKILL');
  await killed.ended;
  const before = readFileSync(path, 'utf8');
  expect(resultsIn(path).trainings.size).toBeLessThan(4);
  const whole = before.slice(0, before.lastIndexOf('\n') + 1);
  appendFileSync(path, '{"key":"[[');

  const interrupted = start('sweep', ...args);
  await new Promise<void>((resolve) => interrupted.child.stderr!.on('data', (text) => /of 4/.test(text) && resolve()));
  process.kill(-interrupted.child.pid!, 'SIGINT');
  const { status, errors } = await interrupted.ended;
  expect(status).toBe(130);
  expect(errors).toContain('the last line was cut off');
  expect(errors).toContain('\n1 of 4 trainings\n');
  expect(errors).toContain(`trainings are in ${path}. The same command goes on from there.`);

  const { output } = await sweep(...args);
  expect(output).toContain('done: 4 trainings');
  const after = readFileSync(path, 'utf8');
  expect(after.startsWith(whole)).toBe(true);
  expect(after.trim().split('\n')).toHaveLength(1 + 4);
  expect(resultsIn(path).problems).toEqual([]);
});

test('halving trains on those alone that are best at a rung, with the digits of a whole training', async () => {
  const [halved, whole] = [inFolder('halved.jsonl'), inFolder('whole.jsonl')];
  const link = '#v=1&n=60&e=9&lr=.02&r=lstm,u4,m4&sw=A,di_0_.2_.5_.9';
  const { output } = await sweep(`${link},halve3`, '--out', halved);
  await sweep(link, '--out', whole);
  const lines = readFileSync(halved, 'utf8').trim().split('\n').slice(1);
  const trained = lines.map((line) => JSON.parse(line) as { point: number; until?: number });
  // Four points for one epoch, two of them for three, one for all nine.
  expect(trained.map((line) => line.until)).toEqual([1, 1, 1, 1, 3, 3, undefined]);

  const curves = [...resultsIn(whole).trainings.values()].sort((a, b) => a.point - b.point);
  const lossUntil = (point: number, epochs: number) =>
    Math.min(...curves[point]!.results.slice(0, epochs).map(({ validation }) => validation.loss));
  const best = (points: number[], epochs: number) =>
    [...points].sort((a, b) => lossUntil(a, epochs) - lossUntil(b, epochs));
  const second = best([0, 1, 2, 3], 1).slice(0, 2);
  const [last] = best(second, 3);
  const pointsUntil = (epochs?: number) => trained.filter((line) => line.until === epochs).map(({ point }) => point);
  expect(pointsUntil(3).sort()).toEqual(second.sort());
  expect(pointsUntil()).toEqual([last]);
  expect(fingerprintsIn(halved)[`${last}/7`]).toBe(curves[last!]!.fingerprint);
  expect(output).toContain('done: 4 trainings');
});

test('texts of a file are named by the link in the results, and trained as npm run train does', async () => {
  const [texts, path] = [inFolder('texts.csv'), inFolder('texts.jsonl')];
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'good' : 'bad'},${i % 2 ? 'fine' : 'dull'} film ${i}`);
  writeFileSync(texts, `label,text\n${rows.join('\n')}\n`);
  const { status } = await sweep('#v=1&n=20&e=2&r=rnn,u2,m2', '--out', path, '--text', texts);
  const trained = await start('train', '#v=1&n=20&e=2&r=rnn,u2,m2', '--json', '--text', texts).ended;
  expect(status).toBe(0);
  expect(Object.values(fingerprintsIn(path))).toEqual([JSON.parse(trained.output).runs[0].fingerprint]);
  const { link } = resultsIn(path).header!;
  expect(link).toMatch(/&f=texts\.csv&frows=40&fsum=[0-9a-f]{16}&/);
  const without = await sweep(link, '--out', path);
  expect([without.status, without.errors]).toEqual([2, expect.stringContaining('texts.csv')]);
});
