// What the sweep's points and their verdict are in words.

import type { SharedSettings, Sweep, SweepSetting } from '../../experiment/experiment';
import type { RunFormId } from '../../experiment/run-fields';
import type { SharedFormId } from '../../experiment/shared-fields';
import { isSharedSetting, sweepField } from '../../experiment/sweep';
import type { SweptMetric } from '../../runs/swept-look';
import { deviationOf, meanOf, type PointRow, type SweepVerdict, type SweptPart } from '../../runs/swept-points';
import { formatSetting } from '../../strings/format-setting';
import { settingWords } from '../../strings/setting-words';
import type { Strings } from '../../strings/strings';
import type { SweepStrings } from '../../strings/sweep-strings';
import { formatLossLong, formatPercent } from '../../ui/format';
import { noiseRanges } from './noise-range';

/** The words for both: the panel's own and the page's. */
export interface Words {
  strings: Strings;
  words: SweepStrings;
}

export const settingName = (setting: SweepSetting, strings: Strings): string =>
  isSharedSetting(setting)
    ? strings.sharedFields[setting satisfies keyof SharedSettings as SharedFormId].label
    : settingWords(setting as RunFormId, strings).fullLabel;

export function valueName(setting: SweepSetting, value: number, strings: Strings): string {
  const field = sweepField(setting);
  return field.off && value === 0 ? strings.runs.off : formatSetting(field, value);
}

const formatMeasure = (metric: SweptMetric, value: number, strings: Strings): string =>
  metric === 'loss' ? formatLossLong(value) : strings.results.percent(formatPercent(value));

/** `0.412 ± 0.013`; null where nothing was measured. */
export function measureWords(row: PointRow, part: SweptPart, metric: SweptMetric, strings: Strings): string | null {
  const mean = meanOf(row, part, metric);
  if (mean === null) return null;
  const deviation = deviationOf(row, part, metric);
  const format = (value: number) => (metric === 'loss' ? formatLossLong(value) : formatPercent(value));
  const text = deviation === null ? format(mean) : `${format(mean)} ± ${format(deviation)}`;
  return metric === 'loss' ? text : strings.results.percent(text);
}

/** `Kernel L2 = 1e-3; Dropout, before output = 0.3`. */
export const placeWords = ({ axes }: Sweep, { values }: Pick<PointRow, 'values'>, { strings, words }: Words): string =>
  axes
    .map(({ setting }, axis) =>
      words.point.at(settingName(setting, strings), valueName(setting, values[axis]!, strings)),
    )
    .join(words.point.and);

export function statusWords(row: PointRow, { statuses, point }: SweepStrings): string {
  const { status, diverged, seeds, leftAt, broughtIn } = row;
  const said =
    status === 'diverged'
      ? statuses.diverged(diverged, seeds)
      : status === 'leftBehind'
        ? statuses.leftBehind(leftAt ?? 0)
        : statuses[status];
  return broughtIn > 0 ? [said, statuses.broughtIn(broughtIn, seeds)].join(point.separator) : said;
}

/** All that is known of a point: for the line under the chart, and for who cannot see the chart. */
export function pointWords(row: PointRow, all: Words): string {
  const { strings, words } = all;
  const measures = (['loss', 'accuracy'] as const).flatMap((metric) =>
    (['validation', 'train'] as const).flatMap((part) => {
      const text = measureWords(row, part, metric, strings);
      return text === null ? [] : [words.point.value(words.measures[metric][part], text)];
    }),
  );
  const seeds =
    row.measured.length === row.seeds
      ? words.point.seeds(row.seeds)
      : words.point.seedsOf(row.measured.length, row.seeds);
  const status = row.status === 'finished' && row.broughtIn === 0 ? [] : [statusWords(row, words)];
  return [...(measures.length > 0 ? [...measures, seeds] : []), ...status].join(words.point.separator);
}

/** The best point, and what is within noise of it; never more. */
export function verdictWords(
  sweep: Sweep,
  rows: readonly PointRow[],
  verdict: SweepVerdict,
  metric: SweptMetric,
  all: Words,
): string {
  const { strings, words } = all;
  const { best, seeds, contenders, withinNoise } = verdict;
  const value = formatMeasure(metric, meanOf(best, 'validation', metric)!, strings);
  const first = words.verdict.best(metric, value, placeWords(sweep, best, all), seeds);
  return contenders < 2 ? first : `${first} ${noiseWords(sweep, rows, verdict, withinNoise, all)}`;
}

function noiseWords(
  { axes, trials }: Sweep,
  rows: readonly PointRow[],
  verdict: SweepVerdict,
  withinNoise: readonly PointRow[] | null,
  { strings, words }: Words,
): string {
  if (withinNoise === null) return words.verdict.tooFew(verdict.seeds);
  if (withinNoise.length === 0) return words.verdict.none;
  if (axes.length > 1 || trials > 0) return words.verdict.others(withinNoise.length);
  const { setting } = axes[0]!;
  const name = (value: number) => valueName(setting, value, strings);
  // A single other is named without the best one beside it.
  const [only] = withinNoise.length === 1 ? withinNoise : [];
  const ranges = only
    ? [name(only.values[0]!)]
    : noiseRanges(rows, verdict).map(({ from, to }) => words.verdict.range(name(from), name(to)));
  return words.verdict.ranges(ranges, only !== undefined);
}

/** What a chart shows. */
export function titleOf(
  { axes, trials }: Sweep,
  metric: SweptMetric,
  points: number,
  { strings, words }: Words,
): string {
  const [first, second] = axes;
  const measure = words.measures[metric].validation;
  if (trials > 0) return words.chart.search(measure, points);
  const name = settingName(first!.setting, strings);
  if (second) return words.chart.two(measure, name, settingName(second.setting, strings));
  const caption = words.captions[first!.setting];
  const title = words.chart.one(words.look.metrics[metric], name);
  return caption ? words.chart.captioned(title, caption) : title;
}
