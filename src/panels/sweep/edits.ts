// Changes of an experiment's sweep, as functions from one experiment to the next.

import {
  type Experiment,
  maxRuns,
  type RunId,
  runIdsOf,
  type Sweep,
  type SweepAxis,
  type SweepSetting,
} from '../../experiment/experiment';
import { around, settingsAt, spread, sweepable, sweepField, sweptRun } from '../../experiment/sweep';
import { freshSweep } from '../../experiment/sweep-link';

type Change = (experiment: Experiment) => Experiment;

export const sweepKinds = ['one', 'two', 'search'] as const;
export type SweepKind = (typeof sweepKinds)[number];

export const kindOf = ({ trials, axes }: Sweep): SweepKind => (trials > 0 ? 'search' : axes.length > 1 ? 'two' : 'one');

/** How many values a whole range has. */
const valuesOf = { one: 12, two: 6 } as const;
const defaultTrials = 30;
/** What a first sweep is made with: enough to tell luck from more. */
export const firstSeeds = 5;

/** Off, where a setting has one, and then evenly over its slider. */
export function wholeRange(setting: SweepSetting, count: number = valuesOf.one): number[] {
  const { off, min, max, smallest } = sweepField(setting);
  if (min < 0) return spread(setting, min, max, count);
  const low = Math.max(min, smallest);
  return off ? [0, ...spread(setting, low, max, count - 1)] : spread(setting, low, max, count);
}

/** Around what the swept run has now. */
export function aroundHere(experiment: Experiment, setting: SweepSetting): number[] {
  const run = sweptRun(experiment) ?? experiment.runs[0]!;
  return around(setting, { ...experiment.shared, ...run }[setting]);
}

/**
 * Of the settings that do something there, in the order of preference. L2 on the recurrent kernel is a U on five seeds,
 * beyond noise to both sides; on the kernel it is not (cli/claims).
 */
const preferred: readonly SweepSetting[] = [
  'recurrentL2',
  'kernelL2',
  'outputDropout',
  'embeddingDropout',
  'learningRate',
];
const firstOf = (options: readonly SweepSetting[], taken: readonly SweepSetting[] = []): SweepSetting =>
  [...preferred, ...options].find((setting) => options.includes(setting) && !taken.includes(setting))!;

/** The first setting of a run over its range, on five seeds if there are fewer. */
export const firstSweep: Change = (experiment) => {
  const { shared, runs } = experiment;
  const setting = firstOf(sweepable(shared, runs[0]!));
  return {
    ...experiment,
    shared: { ...shared, seeds: Math.max(firstSeeds, shared.seeds) },
    sweep: { ...freshSweep, run: runIdsOf(runs)[0]!, axes: [{ setting, values: wholeRange(setting) }] },
  };
};

/** The setting that `firstSweep` takes, and how many values it has. */
export function firstSweepOf(experiment: Experiment): { run: RunId; setting: SweepSetting; values: number } {
  const { run, axes } = firstSweep(experiment).sweep!;
  return { run, setting: axes[0]!.setting, values: axes[0]!.values.length };
}

const changeSweep =
  (change: (sweep: Sweep, experiment: Experiment) => Sweep): Change =>
  (experiment) =>
    experiment.sweep ? { ...experiment, sweep: change(experiment.sweep, experiment) } : experiment;

export const removeSweep: Change = ({ sweep: _, ...rest }) => rest;

export const changePlan = (patch: Partial<Pick<Sweep, 'trials' | 'sweepSeed' | 'halving'>>): Change =>
  changeSweep((sweep) => ({ ...sweep, ...patch }));

/** Settings that do nothing in the other run are left out, and another taken where none is left. */
export const changeSweptRun = (run: RunId): Change =>
  changeSweep((sweep, experiment) => {
    const settings = experiment.runs[runIdsOf(experiment.runs).indexOf(run)];
    if (!settings) return sweep;
    const options = sweepable(experiment.shared, settings);
    const axes = sweep.axes.filter(({ setting }) => options.includes(setting));
    if (axes.length > 0) return { ...sweep, run, axes };
    const setting = firstOf(options);
    return { ...sweep, run, axes: [axisFor(setting, kindOf(sweep))] };
  });

export const changeKind = (kind: SweepKind): Change =>
  changeSweep((sweep, experiment) => {
    const before = kindOf(sweep);
    const run = sweptRun(experiment);
    if (kind === before || !run) return sweep;
    const axes =
      kind === 'search'
        ? sweep.axes.map(endsOf)
        : before === 'search'
          ? sweep.axes.slice(0, kind === 'one' ? 1 : 2).map((axis) => gridOf(axis, valuesOf[kind]))
          : sweep.axes.slice(0, kind === 'one' ? 1 : 2);
    const taken = axes.map(({ setting }) => setting);
    const options = sweepable(experiment.shared, run).filter((setting) => !taken.includes(setting));
    if (kind !== 'one' && axes.length < 2 && options.length > 0) axes.push(axisFor(firstOf(options), kind));
    return {
      ...sweep,
      axes,
      trials: kind === 'search' ? defaultTrials : 0,
    };
  });

/** Over its whole range. */
export const changeSetting = (place: number, setting: SweepSetting): Change =>
  changeSweep((sweep) => ({
    ...sweep,
    axes: sweep.axes.map((axis, i) => (i === place ? axisFor(setting, kindOf(sweep)) : axis)),
  }));

export const changeValues = (place: number, values: readonly number[]): Change =>
  changeSweep((sweep) => ({
    ...sweep,
    axes: sweep.axes.map((axis, i) => (i === place ? { ...axis, values } : axis)),
  }));

/** Of a search: one more setting, over its range. */
export const addAxis: Change = changeSweep((sweep, experiment) => {
  const run = sweptRun(experiment);
  const taken = sweep.axes.map(({ setting }) => setting);
  const options = run ? sweepable(experiment.shared, run).filter((setting) => !taken.includes(setting)) : [];
  return options.length > 0 ? { ...sweep, axes: [...sweep.axes, axisFor(firstOf(options), 'search')] } : sweep;
});

/** The last one stays. */
export const removeAxis = (place: number): Change =>
  changeSweep((sweep) =>
    sweep.axes.length > 1 ? { ...sweep, axes: sweep.axes.filter((_, i) => i !== place) } : sweep,
  );

function axisFor(setting: SweepSetting, kind: SweepKind): SweepAxis {
  const axis = { setting, values: wholeRange(setting, kind === 'two' ? valuesOf.two : valuesOf.one) };
  return kind === 'search' ? endsOf(axis) : axis;
}

/** A search over a logarithm has no off: it goes from the smallest value after it. */
function endsOf({ setting, values }: SweepAxis): SweepAxis {
  const isLog = sweepField(setting).scale === 'log';
  const positive = values.filter((value) => value > 0);
  const among = isLog && positive.length > 0 ? positive : values;
  return { setting, values: [Math.min(...among), Math.max(...among)] };
}

const gridOf = ({ setting, values }: SweepAxis, count: number): SweepAxis => ({
  setting,
  values: spread(setting, Math.min(...values), Math.max(...values), count),
});

/** A run with the values of a point goes last; a setting that runs share changes for all of them. */
export const addRunAt =
  (values: readonly number[]): Change =>
  (experiment) => {
    const { sweep, shared, runs } = experiment;
    const run = sweptRun(experiment);
    if (!sweep || !run || runs.length >= maxRuns) return experiment;
    const at = settingsAt({ shared, run }, sweep, { index: 0, values });
    return { ...experiment, shared: at.shared, runs: [...runs, { ...at.run, name: '', letter: '' }] };
  };
