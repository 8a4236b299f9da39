// What a sweep is: a run of the experiment trained again and again with other values of some of its settings.

import { exponential, naturalLogarithm } from './arithmetic';
import {
  type Experiment,
  type RunNumber,
  type RunSettings,
  runIdsOf,
  type SharedNumber,
  type SharedSettings,
  type Sweep,
  type SweepAxis,
  type SweepSetting,
} from './experiment';
import { applies, type Facts, type Field, type NumberField, scopeOf } from './field';
import { patchRun } from './fork';
import { stream } from './random';
import { defaultRun, runFields } from './run-fields';
import { defaultShared, sharedFields } from './shared-fields';

/** A place in the space of the settings that are swept. */
export interface SweepPoint {
  index: number;
  /** One for each axis, in their order. */
  values: readonly number[];
}

export const mostAxes = { grid: 2, random: 6 } as const;
/** Of an axis of a grid. */
export const mostValues = 60;
export const mostPoints = 1000;

const runNumbers = numbersIn<RunSettings>(runFields, defaultRun) as RunNumber[];
const sharedNumbers = numbersIn<SharedSettings>(sharedFields, defaultShared) as SharedNumber[];
/** Any number, of a run or shared, that makes a training anew; but for the seeds. */
export const sweepSettings: readonly SweepSetting[] = [...runNumbers, ...sharedNumbers];

function numbersIn<Settings extends object>(
  fields: Record<keyof Settings, Field & Facts<Settings, string>>,
  settings: Settings,
): (keyof Settings)[] {
  return (Object.keys(fields) as (keyof Settings)[]).filter((id) => {
    const scope = scopeOf(fields[id], settings);
    return fields[id].kind === 'number' && scope !== 'seeds' && scope !== 'nothing';
  });
}

export const isSharedSetting = (setting: SweepSetting): setting is SharedNumber =>
  (sharedNumbers as readonly SweepSetting[]).includes(setting);

export const sweepField = (setting: SweepSetting): NumberField =>
  (isSharedSetting(setting) ? sharedFields[setting] : runFields[setting]) as NumberField;

/** The settings that do something in a run, and so are worth a sweep. */
export const sweepable = (shared: SharedSettings, run: RunSettings): SweepSetting[] =>
  sweepSettings.filter((setting) =>
    isSharedSetting(setting)
      ? applies<SharedSettings>(sharedFields[setting], shared)
      : applies<RunSettings>(runFields[setting], run),
  );

/** The run that is swept; null where there is no sweep, or its run is gone. */
export function sweptRun({ runs, sweep }: Experiment): RunSettings | null {
  return sweep ? (runs[runIdsOf(runs).indexOf(sweep.run)] ?? null) : null;
}

/** The settings of an experiment with one training at this point, by the settings of its run and what runs share. */
export function settingsAt(
  { shared, run }: { shared: SharedSettings; run: RunSettings },
  { axes }: Sweep,
  { values }: SweepPoint,
): { shared: SharedSettings; run: RunSettings } {
  const ofShared: Partial<Record<SharedNumber, number>> = {};
  const ofRun: Partial<Record<RunNumber, number>> = {};
  for (const [axis, { setting }] of axes.entries()) {
    if (isSharedSetting(setting)) ofShared[setting] = values[axis]!;
    else ofRun[setting] = values[axis]!;
  }
  return { shared: { ...shared, ...ofShared }, run: patchRun(run, ofRun) };
}

/** All points, those of a grid row by row: the last axis goes through its values first. */
export function pointsOf(sweep: Sweep): SweepPoint[] {
  const all = sweep.trials > 0 ? randomPoints(sweep) : gridPoints(sweep.axes);
  return all.slice(0, mostPoints).map((values, index) => ({ index, values }));
}

function gridPoints([first, ...rest]: readonly SweepAxis[]): number[][] {
  if (!first) return [[]];
  const others = gridPoints(rest);
  return first.values.flatMap((value) => others.map((values) => [value, ...values]));
}

function randomPoints({ axes, trials, sweepSeed }: Sweep): number[][] {
  const sources = axes.map(({ setting }) => stream(sweepSeed, 'sweep', setting));
  return Array.from({ length: trials }, (_, trial) =>
    axes.map((axis, place) => valueBetween(axis, sources[place]!.uniform(trial))),
  );
}

/** Log-uniform where the setting's slider is, in three digits, so that it can be typed again. */
function valueBetween({ setting, values }: SweepAxis, share: number): number {
  const { scale, integer } = sweepField(setting);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isLog = scale === 'log' && low > 0;
  const [from, to] = isLog ? [naturalLogarithm(low), naturalLogarithm(high)] : [low, high];
  const at = from + share * (to - from);
  const value = isLog ? exponential(at) : at;
  return Math.min(high, Math.max(low, integer ? Math.round(value) : rounded(value, 3)));
}

/**
 * A grid over a setting's range, `count` values from low to high evenly on its slider's scale, in two digits;
 * fewer where whole numbers coincide. Off is not among them.
 */
export function spread(setting: SweepSetting, low: number, high: number, count: number): number[] {
  const { scale, integer } = sweepField(setting);
  const isLog = scale === 'log' && low > 0;
  const [from, to] = isLog ? [naturalLogarithm(low), naturalLogarithm(high)] : [low, high];
  const values = Array.from({ length: count }, (_, i) => {
    const at = count === 1 ? from : from + (i / (count - 1)) * (to - from);
    const value = isLog ? exponential(at) : at;
    return integer ? Math.round(value) : rounded(value, 2);
  });
  return [...new Set(values)];
}

/** Values around one that a run has: a tenth to ten times of it on a log scale, half to twice on another. */
export function around(setting: SweepSetting, value: number): number[] {
  const { scale, integer, min, max, smallest } = sweepField(setting);
  const center = value > 0 ? value : smallest * 10;
  const factors = scale === 'log' && !integer ? [0.1, 0.3, 1, 3, 10] : [0.5, 0.75, 1, 1.5, 2];
  const values = factors.map((factor) => {
    const scaled = Math.min(max, Math.max(min, center * factor));
    return integer ? Math.round(scaled) : rounded(scaled, 2);
  });
  return [...new Set(values)];
}

const rounded = (value: number, digits: number) => Number(value.toPrecision(digits));
