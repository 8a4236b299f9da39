// A sweep ⇄ its part of a link: `sw=A,k2_0_1e-4_1e-3` is a grid, `sw=B,k2_1e-6_.1,lr=1e-4_.1,rand40,halve3` a search.
// As elsewhere in a link, a run's settings have an underscore, what runs share an equals sign.

import { runIds, type Sweep, type SweepAxis, type SweepSetting } from './experiment';
import { integer, type NumberField } from './field';
import { decodePercent } from './percent';
import { parseField, printField, type Rejection } from './spelling';
import { isSharedSetting, mostAxes, mostPoints, mostValues, sweepField, sweepSettings } from './sweep';

export const sweepKey = 'sw';

/** What was not taken as it stands; `used` is absent where it was left out. */
export interface SweepProblem {
  part: string;
  kind: Rejection | 'unknownKey' | 'repeated' | 'tooManyValues' | 'noAxis';
  given: string;
  used?: string;
}

const counts = {
  trials: integer({ key: 'rand', min: 1, max: mostPoints, default: 30 }),
  sweepSeed: integer({ key: 'rs', min: 0, max: 4_294_967_295, default: 1 }),
  halving: integer({ key: 'halve', min: 2, max: 4, default: 3 }),
} satisfies Partial<Record<keyof Sweep, NumberField>>;
type Count = keyof typeof counts;

/** What a sweep has that a link does not speak of. */
export const freshSweep: Omit<Sweep, 'axes'> = {
  run: 'A',
  trials: 0,
  sweepSeed: counts.sweepSeed.default,
  halving: 0,
};

/** `A,k2_0_1e-4_1e-3`, of the sweep's part of a link what follows the key. */
export function printSweep(sweep: Sweep): string {
  const axes = sweep.axes.map(({ setting, values }) => {
    const field = sweepField(setting);
    return `${field.key}${isSharedSetting(setting) ? '=' : '_'}${values.map((value) => printField(field, value)).join('_')}`;
  });
  const told = (Object.keys(counts) as Count[])
    .filter((count) => sweep[count] !== freshSweep[count])
    .map((count) => counts[count].key + sweep[count]);
  return [sweep.run, ...axes, ...told].join(',');
}

/** Null where nothing of it is a setting that can be swept, which is reported as all else that was not taken. */
export function readSweep(text: string, report: (problem: SweepProblem) => void): Sweep | null {
  const sweep = { ...freshSweep };
  const axes: SweepAxis[] = [];
  const told = new Set<string>();
  const parts = decodePercent(text)
    .text.split(',')
    .map((part) => part.trim());

  for (const part of parts.filter((given) => given !== '')) {
    const letter = runIds.find((id) => id === part);
    const count = (Object.keys(counts) as Count[]).find((id) => new RegExp(`^${counts[id].key}\\d+$`).test(part));
    const setting = settingOf(part);
    const key = letter ? 'run' : (count ?? setting);
    if (key === undefined) {
      report({ part: `${sweepKey}: ${/^[a-z]*/i.exec(part)![0] || part}`, kind: 'unknownKey', given: part });
    } else if (told.has(key)) {
      report({ part: sweepKey, kind: 'repeated', given: part });
    } else {
      told.add(key);
      if (letter) sweep.run = letter;
      else if (count) sweep[count] = readCount(count, part, report);
      else if (setting) axes.push(...readAxis(setting, part, report));
    }
  }

  const isSearch = sweep.trials > 0;
  const most = isSearch ? mostAxes.random : mostAxes.grid;
  for (const { setting } of axes.splice(most)) {
    report({ part: `${sweepKey}: ${sweepField(setting).key}`, kind: 'tooManyValues', given: sweepField(setting).key });
  }
  if (axes.length === 0) {
    report({ part: sweepKey, kind: 'noAxis', given: text });
    return null;
  }
  return { ...sweep, axes: isSearch ? axes.map(endsOf) : withinGrid(axes, report) };
}

/** A grid of no more points than are trained. */
function withinGrid([first, second]: readonly SweepAxis[], report: (problem: SweepProblem) => void): SweepAxis[] {
  if (!second) return [first!];
  const room = Math.floor(mostPoints / first!.values.length);
  const { key } = sweepField(second.setting);
  for (const value of second.values.slice(room)) {
    report({ part: `${sweepKey}: ${key}`, kind: 'tooManyValues', given: String(value) });
  }
  return [first!, { ...second, values: second.values.slice(0, room) }];
}

/** `k2_…` of a run, `lr=…` of what runs share. */
function settingOf(part: string): SweepSetting | undefined {
  const [, key, separator] = /^([a-z\d]+?)([_=])/i.exec(part) ?? [];
  return sweepSettings.find(
    (setting) => sweepField(setting).key === key && isSharedSetting(setting) === (separator === '='),
  );
}

function readCount(count: Count, part: string, report: (problem: SweepProblem) => void): number {
  const field = counts[count];
  const given = part.slice(field.key.length);
  const { value, rejection } = parseField(field, given);
  if (rejection) {
    report({ part: `${sweepKey}: ${field.key}`, kind: rejection, given, used: printField(field, value) });
  }
  return Number(value);
}

/** An axis, or none where no value could be read. */
function readAxis(setting: SweepSetting, part: string, report: (problem: SweepProblem) => void): SweepAxis[] {
  const field = sweepField(setting);
  const name = `${sweepKey}: ${field.key}`;
  const texts = part.slice(field.key.length + 1).split('_');
  for (const given of texts.splice(mostValues)) report({ part: name, kind: 'tooManyValues', given });
  const values: number[] = [];
  for (const given of texts) {
    const { value, rejection } = parseField(field, given);
    const isRead = rejection !== 'notANumber';
    if (rejection) report({ part: name, kind: rejection, given, ...(isRead && { used: printField(field, value) }) });
    if (isRead && !values.includes(Number(value))) values.push(Number(value));
  }
  return values.length > 0 ? [{ setting, values }] : [];
}

/** A search goes from the lowest to the highest of the values. */
function endsOf({ setting, values }: SweepAxis): SweepAxis {
  return { setting, values: [Math.min(...values), Math.max(...values)] };
}
