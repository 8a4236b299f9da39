// A sweep as a script for Ray Tune, which trains headless and hears of each epoch: for a cluster that runs Ray.

import type { Experiment, RunSettings, SweepAxis } from '../experiment/experiment';
import { rungsOf } from '../experiment/halving';
import { printLink } from '../experiment/link';
import { printField } from '../experiment/spelling';
import { isSharedSetting, pointsOf, settingsAt, sweepField, sweptRun } from '../experiment/sweep';

export interface RayTuneOptions {
  /** Where the project lies, on each machine of the cluster. */
  directory: string;
  /** Of a text of one's own, by their paths. */
  files: readonly string[];
}

/** Python source for Ray 2; null where the experiment has no sweep. Ray draws a random search's numbers itself. */
export function rayTuneScript(experiment: Experiment, { directory, files }: RayTuneOptions): string | null {
  const { sweep, shared } = experiment;
  const run = sweptRun(experiment);
  if (!sweep || !run) return null;
  const { axes, trials, halving } = sweep;
  const longest = axes.find(({ setting }) => setting === 'epochs')?.values ?? [shared.epochs];
  const grace = rungsOf(shared.epochs, pointsOf(sweep).length, halving)[0]!;
  const scheduler =
    halving < 2
      ? 'None'
      : `ASHAScheduler(max_t=${Math.max(...longest)}, grace_period=${grace}, reduction_factor=${halving})`;
  return `# A sweep of the regularization playground with Ray Tune: pip install "ray[tune]", then python3 on this file.
import json
import math
import subprocess

from ray import tune
from ray.tune.schedulers import ASHAScheduler

# The whole experiment, to open on the page.
LINK = ${pythonString(printLink(experiment))}
# Where the project lies, after "npm ci", on each machine of the cluster; and where texts of one's own lie there.
PROJECT = ${pythonString(directory)}
TEXTS = [${files.map(pythonString).join(', ')}]
# The mean over the seeds of the lowest validation loss so far.
METRIC = "best_validation_loss"

SPACE = {
${axes.map((axis) => `    ${pythonString(axis.setting)}: ${spaceOf(axis, trials > 0)},`).join('\n')}
}


def link_of(config):
    """The experiment with one run alone, that of the sweep at a point."""
    return (
${templateOf(experiment, run)
  .map((part) => `        ${part}`)
  .join('\n')}
    )


class Trial(tune.Trainable):
    """All seeds of one point, side by side in a process of its own. A step is an epoch."""

    def setup(self, config):
        command = ["node", "scripts/cli.mjs", "sweep", link_of(config), "--curve"]
        for path in TEXTS:
            command += ["--text", path]
        self.runner = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, encoding="utf-8")

    def step(self):
        line = self.runner.stdout.readline()
        if not line:
            raise RuntimeError(f"the runner ended with status {self.runner.wait()}; see its error output")
        result = json.loads(line)
        return {METRIC: math.inf, "done": True} if "diverged" in result else result

    def cleanup(self):
        self.runner.kill()
        self.runner.wait()


if __name__ == "__main__":
    tuner = tune.Tuner(
        tune.with_resources(Trial, {"cpu": 1}),
        param_space=SPACE,
        tune_config=tune.TuneConfig(
            metric=METRIC,
            mode="min",
            num_samples=${trials > 0 ? trials : 1},
            scheduler=${scheduler},
        ),
    )
    best = tuner.fit().get_best_result()
    print(f"lowest mean validation loss: {best.metrics[METRIC]:.4f} with {best.config}")
    print(f"on the page: {link_of(best.config)}")
`;
}

/** As JSON writes it, in ASCII alone, which Python reads alike. */
const pythonString = (text: string): string =>
  JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

function spaceOf({ setting, values }: SweepAxis, isSearch: boolean): string {
  if (!isSearch) return `tune.grid_search([${values.join(', ')}])`;
  const { scale, integer } = sweepField(setting);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isLog = scale === 'log' && low > 0;
  if (low === high) return `tune.choice([${low}])`;
  if (integer) return `tune.${isLog ? 'lograndint' : 'randint'}(${low}, ${high + 1})`;
  return `tune.${isLog ? 'loguniform' : 'uniform'}(${low}, ${high})`;
}

/** The link of a run at a point, as Python strings one after another. */
function templateOf({ shared, sweep }: Experiment, run: RunSettings): string[] {
  const { axes, trials } = sweep!;
  // Where the swept settings do most, so that those that need them are written too.
  const values = axes.map((axis) => Math.max(...axis.values));
  const at = settingsAt({ shared, run: { ...run, name: '', letter: '' } }, sweep!, { index: 0, values });
  const [ofShared, ofRun] = printLink({ shared: at.shared, runs: [at.run] }).split('&r=') as [string, string];
  const swept = axes.map(({ setting }, axis) => {
    const { key, integer } = sweepField(setting);
    const separator = isSharedSetting(setting) ? '=' : integer ? '' : '_';
    return `${key}${separator}${printField(sweepField(setting), values[axis]!)}`;
  });
  const without = (parts: string, separator: string) =>
    parts
      .split(separator)
      .filter((part) => !swept.includes(part))
      .join(separator);
  const written = ({ setting }: SweepAxis) => {
    const value = `config[${pythonString(setting)}]`;
    // In three digits, as the page draws them.
    const isDrawn = trials > 0 && !sweepField(setting).integer;
    return `+ ${isDrawn ? `format(${value}, ".3g")` : `str(${value})`}`;
  };
  const appended = (isShared: boolean) =>
    axes
      .filter(({ setting }) => isSharedSetting(setting) === isShared)
      .flatMap((axis) => {
        const { key } = sweepField(axis.setting);
        return [`+ ${pythonString(isShared ? `&${key}=` : `,${key}_`)}`, written(axis)];
      });
  return [
    pythonString(without(ofShared, '&')),
    ...appended(true),
    `+ ${pythonString(`&r=${without(ofRun, ',')}`)}`,
    ...appended(false),
  ];
}
