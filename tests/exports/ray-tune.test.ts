// A sweep as a script for Ray Tune: Python that compiles whatever a link holds, and trains what the page would.

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openLink, printLink } from '../../src/experiment/link';
import { planOfSweep } from '../../src/experiment/plan';
import { rayTuneScript } from '../../src/exports/ray-tune';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ray-'));
afterAll(() => rmSync(folder, { recursive: true }));

const scriptOf = (link: string, files: string[] = []) =>
  rayTuneScript(openLink(link).experiment, { directory: root, files })!;

/** A stand-in for Ray that tries all of a grid, one after another, and says what it was asked and what it found. */
const stub = `
import itertools, json

def grid_search(values): return values
def loguniform(low, high): return ["loguniform", low, high]
def uniform(low, high): return ["uniform", low, high]
def randint(low, high): return ["randint", low, high]
def lograndint(low, high): return ["lograndint", low, high]
def with_resources(trial, resources): return trial

class Trainable: pass

class TuneConfig:
    def __init__(self, **options): self.options = options

class Found:
    def __init__(self, metrics, config): self.metrics, self.config = metrics, config

class Tuner:
    def __init__(self, trial, param_space, tune_config):
        self.trial, self.space, self.metric = trial, param_space, tune_config.options["metric"]
    def fit(self):
        self.found = []
        for values in itertools.product(*self.space.values()):
            trial, config = self.trial(), dict(zip(self.space, values))
            trial.setup(config)
            steps = [trial.step()]
            while not steps[-1]["done"]: steps.append(trial.step())
            trial.cleanup()
            print(json.dumps([step[self.metric] for step in steps]))
            self.found.append(Found(steps[-1], config))
        return self
    def get_best_result(self): return min(self.found, key=lambda found: found.metrics[self.metric])
`;
mkdirSync(join(folder, 'ray', 'tune'), { recursive: true });
writeFileSync(join(folder, 'ray', '__init__.py'), '');
writeFileSync(join(folder, 'ray', 'tune', '__init__.py'), stub);
writeFileSync(join(folder, 'ray', 'tune', 'schedulers.py'), 'def ASHAScheduler(**options): return options\n');
const python = (...args: string[]) =>
  execFileSync('python3', args, { env: { ...process.env, PYTHONPATH: folder }, encoding: 'utf8' });

describe('axes become what Ray has for them', () => {
  test('a grid is its values', () => {
    const script = scriptOf('#v=1&r=lstm&sw=A,k2_0_1e-3,lr=1e-4_.01');
    expect(script).toContain('"kernelL2": tune.grid_search([0, 0.001]),');
    expect(script).toContain('"learningRate": tune.grid_search([0.0001, 0.01]),');
    expect(script).toMatch(/num_samples=1,\n +scheduler=None,/);
  });

  test('a search goes over ranges, on the scale of the slider, and with halving stops early what does worse', () => {
    const script = scriptOf('#v=1&e=30&r=lstm&sw=A,k2_1e-6_.1,di_0_.5,u_4_64,rand40,halve3');
    expect(script).toContain('"kernelL2": tune.loguniform(0.000001, 0.1),');
    expect(script).toContain('"inputDropout": tune.uniform(0, 0.5),');
    expect(script).toMatch(/"units": tune\.(log)?randint\(4, 65\),/);
    expect(script).toContain('num_samples=40,');
    // Of 40 points in thirds with 30 epochs: 1, 3, 10, 30.
    expect(script).toContain('ASHAScheduler(max_t=30, grace_period=1, reduction_factor=3)');
  });

  test('without a sweep there is none', () => {
    expect(rayTuneScript(openLink('#v=1&r=lstm').experiment, { directory: '', files: [] })).toBeNull();
  });
});

test.each([
  ['quotes', '"""\'\'\' + exec("x") #'],
  ['backslashes', '\\ \\" \\N{x} \\u12'],
  ['line breaks', 'a\nimport os\r\n\u2028b'],
  ['braces and percents', '{config} %s %(x)s {0}'],
  ['what no link can hold', '\ud800 \u0000 \u{1f600}'],
])('Python compiles a script with a name of %s', (_, name) => {
  const { experiment } = openLink('#v=1&r=gru&r=lstm,u8&sw=B,k2_0_1e-3');
  const [first, second] = experiment.runs;
  const shared = { ...experiment.shared, corpus: 'imported' as const, importedName: name };
  const hostile = {
    ...experiment,
    shared,
    runs: [
      { ...first!, name },
      { ...second!, name },
    ],
  };
  const path = join(folder, 'hostile.py');
  writeFileSync(path, rayTuneScript(hostile, { directory: name, files: [name] })!);
  const { status, stderr } = spawnSync('python3', ['-m', 'py_compile', path], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

test('each trial is the link of its point, whatever else the run has', () => {
  const link =
    '#v=1&n=40&e=2&seeds=2&moves=all&opt=adamw&wd=.1&r=rnn&r=lstm,u8,k2_1e-2,kp_1e-3,p_2,e2_1e-4,name_B&sw=B,kp_0_1e-3,lr=1e-3_.05';
  const path = join(folder, 'links.py');
  writeFileSync(path, scriptOf(link));
  const configs = planOfSweep(openLink(link).experiment).map(({ values: [exponentPenalty, learningRate] }) => ({
    kernelLp: exponentPenalty,
    learningRate,
  }));
  const code = `import json, runpy
link_of = runpy.run_path(${JSON.stringify(path)})["link_of"]
print(json.dumps([link_of(config) for config in json.loads(${JSON.stringify(JSON.stringify(configs))})]))`;
  const links = JSON.parse(python('-c', code)) as string[];
  for (const [index, point] of planOfSweep(openLink(link).experiment).entries()) {
    const opened = openLink(links[index]!);
    expect(opened.problems).toEqual([]);
    const [first] = point.trainings;
    const { experiment } = openLink(link);
    const expected = { shared: { ...first!.shared, seeds: 2, draw: 0 }, runs: [{ ...first!.run, name: '' }] };
    expect(printLink(opened.experiment)).toBe(printLink(expected));
    expect(experiment.runs).toHaveLength(2);
  }
});

test('a trial reports the lowest validation loss so far, epoch by epoch, as the mean of its seeds', () => {
  const path = join(folder, 'trains.py');
  writeFileSync(path, scriptOf('#v=1&n=40&e=3&seeds=2&r=gru,u4,m4&sw=A,k2_0_1e-2'));
  const [none, some, ...end] = python(path).trim().split('\n');
  const command = ['scripts/cli.mjs', 'train', '#v=1&n=40&e=3&seeds=2&r=gru,u4,m4&r=gru,u4,m4,k2_1e-2', '--json'];
  const trained = JSON.parse(execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8' })) as {
    runs: { id: string; epochs: { validation: { loss: number } }[] }[];
  };
  const lowest = (id: string) => {
    const curves = trained.runs.filter((run) => run.id === id).map((run) => run.epochs.map((e) => e.validation.loss));
    return [1, 2, 3].map((epochs) => {
      const losses = curves.map((losses) => Math.min(...losses.slice(0, epochs)));
      return (losses[0]! + losses[1]!) / 2;
    });
  };
  expect(JSON.parse(none!)).toEqual(lowest('A'));
  expect(JSON.parse(some!)).toEqual(lowest('B'));
  const best = lowest('A')[2]! < lowest('B')[2]! ? '0' : '0.01';
  expect(end.join('\n')).toContain(`with {'kernelL2': ${best}}`);
});
