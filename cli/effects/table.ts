// Measured effects as tables for people, in Markdown.

import { printLink } from '../../src/experiment/link';
import { mean as meanOf } from '../../src/runs/statistics';
import { families } from './effect';
import { type Level, type Measured, type Plan, verdictOf } from './measure-effect';
import { experimentOf, spelled } from './settings';

const heads = ['regularizer', 'measure', 'off', 'middling', '', 'strong', '', 'validation − train loss', ''];

/** What was trained, and a table for each family. */
export function printEffects(all: readonly Measured[], { base, seeds }: Plan): string {
  const { shared, run } = experimentOf(base);
  const introduction = `Trained on wasm: \`${printLink({ shared, runs: [run] })}\` with seeds ${seeds.join(', ')}, and with what the tables say. A value is the mean over the seeds ± half the way from the smallest to the largest. An arrow beside a measure says where the strong setting should move it, and "moved" that it did with every seed, beyond all values that the seeds have under "off". An arrow beside the gap of validation and train loss says that it moved by the same rule.`;
  const tables = families
    .map((family) => ({ family, own: all.filter(({ effect }) => effect.family === family) }))
    .filter(({ own }) => own.length > 0)
    .map(({ family, own }) => `## ${family}\n\n${table(own.map(rowOf))}`);
  return [introduction, ...tables].join('\n\n');
}

function rowOf({ effect, off, middling, strong, verdict }: Measured): string[] {
  const { regularizer, beside, measure, expected } = effect;
  const level = ({ settings, values }: Level) => [`\`${spelled(settings)}\``, meanAndHalfRange(values)];
  const without = meanAndHalfRange(off.values);
  return [
    beside ? `${regularizer} (\`${spelled(beside)}\`)` : regularizer,
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

/** Three significant digits; half the way from the smallest to the largest, to the same place. */
export function meanAndHalfRange(values: readonly number[]): string {
  const mean = meanOf(values);
  if (values.every((value) => value === 0)) return '0';
  const size = Math.abs(mean);
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(size)));
  const print = (value: number) => (size < 1e-3 ? value.toExponential(1) : value.toFixed(decimals));
  const halfRange = (Math.max(...values) - Math.min(...values)) / 2;
  return values.length > 1 ? `${print(mean)} ± ${print(halfRange)}` : print(mean);
}
