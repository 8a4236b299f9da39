// The points of a sweep, or the runs of a link without one, as a table for people.

import type { Experiment, SweepSetting } from '../../src/experiment/experiment';
import { runIdsOf } from '../../src/experiment/experiment';
import type { RunFormId } from '../../src/experiment/run-fields';
import { isSharedSetting, pointsOf, sweepField } from '../../src/experiment/sweep';
import { mean } from '../../src/runs/statistics';
import { nameOfRun } from '../../src/strings/describe-run';
import { en } from '../../src/strings/en';
import { formatSetting } from '../../src/strings/format-setting';
import { settingWords } from '../../src/strings/setting-words';
import { digits, meanAndSpread } from '../corpora/numbers';
import type { KnownTraining } from './known';
import type { Planned } from './planned';

/** Of each point the trainings that there are, N of them; the lowest mean is marked. Where halving stopped it, it says so. */
export function tableOf(experiment: Experiment, planned: Planned, known: ReadonlyMap<string, KnownTraining>): string {
  const rows = rowsOf(experiment, planned, known);
  const lowest = Math.min(...rows.filter(({ isWhole }) => isWhole).map(({ loss }) => loss));
  const cells = [
    [...headersOf(experiment), 'N', 'epochs', 'best validation loss', 'best epoch'],
    ...rows.map(({ names, losses, epochs, bestEpochs, failed, loss, isWhole }) => [
      ...names,
      String(losses.length),
      losses.length > 0 ? String(epochs) : '–',
      losses.length > 0
        ? `${losses.length > 1 ? meanAndSpread(losses) : digits(loss)}${isWhole && loss === lowest ? ' *' : ''}${failed}`
        : failed.trim() || '–',
      losses.length > 0 ? mean(bestEpochs).toFixed(1) : '–',
    ]),
  ];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

interface Row {
  names: string[];
  /** The lowest validation loss of each training that did not fail. */
  losses: number[];
  bestEpochs: number[];
  epochs: number;
  failed: string;
  loss: number;
  /** Whether all its trainings went to their end. */
  isWhole: boolean;
}

function rowsOf(experiment: Experiment, { points }: Planned, known: ReadonlyMap<string, KnownTraining>): Row[] {
  const names = namesOf(experiment);
  return points.map((trainings, point) => {
    const found = trainings.flatMap((training) => {
      const each = known.get(training.key);
      return each ? [each] : [];
    });
    const good = found.filter(({ failure, validationLosses }) => !failure && validationLosses.length > 0);
    const losses = good.map(({ validationLosses }) => Math.min(...validationLosses));
    const failed = found.length - good.length;
    return {
      names: names[point]!,
      losses,
      bestEpochs: good.map(({ validationLosses }, i) => validationLosses.indexOf(losses[i]!) + 1),
      epochs: Math.max(...good.map(({ validationLosses }) => validationLosses.length)),
      failed: failed > 0 ? ` (${failed} diverged)` : '',
      loss: mean(losses),
      isWhole: good.length === trainings.length && good.every(({ isFinished }) => isFinished),
    };
  });
}

const headersOf = ({ sweep }: Experiment) => (sweep ? sweep.axes.map(({ setting }) => labelOf(setting)) : ['run']);

function namesOf({ sweep, runs }: Experiment): string[][] {
  if (!sweep) return runIdsOf(runs).map((id, index) => [`${id}  ${nameOfRun(runs, index, en)}`]);
  return pointsOf(sweep).map(({ values }) => values.map((value, axis) => written(sweep.axes[axis]!.setting, value)));
}

const labelOf = (setting: SweepSetting) =>
  isSharedSetting(setting) ? en.sharedFields[setting].label : settingWords(setting as RunFormId, en).fullLabel;

function written(setting: SweepSetting, value: number): string {
  const field = sweepField(setting);
  return field.off && value === 0 ? en.runs.off : formatSetting(field, value);
}
