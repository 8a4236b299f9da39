// Measured effects as tables for people, in Markdown.

import { meanOf } from '../corpora/statistics';
import { families } from './effect';
import { type Level, type Measured, verdictOf } from './measure-effect';
import { spelled } from './settings';

const heads = ['regularizer', 'measure', 'off', 'middling', '', 'strong', '', 'validation − train loss', ''];

/** A table for each family. */
export function printEffects(all: readonly Measured[]): string {
  return families
    .map((family) => ({ family, own: all.filter(({ effect }) => effect.family === family) }))
    .filter(({ own }) => own.length > 0)
    .map(({ family, own }) => `## ${family}\n\n${table(own.map(rowOf))}`)
    .join('\n\n');
}

function rowOf({ effect, off, middling, strong, verdict }: Measured): string[] {
  const { regularizer, measure, expected } = effect;
  const level = ({ settings, values }: Level) => [`\`${spelled(settings)}\``, meanAndHalfRange(values)];
  const without = meanAndHalfRange(off.values);
  return [
    regularizer,
    `${measure.name} ${expected === 'up' ? '↑' : '↓'}`,
    effect.off ? `\`${spelled(effect.off)}\` ${without}` : without,
    ...(middling ? level(middling) : ['', '']),
    ...level(strong),
    `${meanAndHalfRange(gapsOf(off))} → ${meanAndHalfRange(gapsOf(strong))}${arrow(gapsOf(off), gapsOf(strong))}`,
    verdict,
  ];
}

/** Whether what is beside the point moved too, beyond the spread of the seeds. */
const arrow = (off: readonly number[], strong: readonly number[]) =>
  verdictOf(off, strong, 'up') === 'moved' ? ' ↑' : verdictOf(off, strong, 'down') === 'moved' ? ' ↓' : '';

const gapsOf = ({ trainLosses, validationLosses }: Level) => validationLosses.map((loss, i) => loss - trainLosses[i]!);

const table = (rows: readonly string[][]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** Three significant digits; half the way from the smallest to the largest. */
function meanAndHalfRange(values: readonly number[]): string {
  const halfRange = (Math.max(...values) - Math.min(...values)) / 2;
  return values.length > 1 ? `${short(meanOf(values))} ± ${short(halfRange)}` : short(meanOf(values));
}

const short = (value: number): string => String(Number(value.toPrecision(3)));
