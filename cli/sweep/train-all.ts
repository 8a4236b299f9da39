// Trains what is planned, stage by stage where there is halving: what a file of results has already is not trained
// again.

import { messageOf } from '../../src/experiment/error-message';
import { stagesOf } from '../../src/experiment/halving';
import type { PlannedTraining } from '../../src/experiment/plan';
import { readLine } from '../../src/runs/result-lines';
import { mean } from '../../src/runs/statistics';
import type { Crew } from './crew';
import { type KnownTraining, knownOf, lossUntil } from './known';
import { epochsAt, type Planned } from './planned';
import type { Progress } from './progress';
import type { Task } from './task';

export interface TrainAllOptions {
  planned: Planned;
  /** By key; what is trained is added. */
  known: Map<string, KnownTraining>;
  crew: Crew;
  /** Keeps a line of results. */
  keep: (line: string) => void;
  /** Told what cannot be trained, and why. */
  complain: (training: PlannedTraining, point: number, reason: string) => void;
  progress: Progress;
  /** What each task has besides the training. */
  task: Pick<Task, 'files' | 'engine'>;
}

/** Resolves to whether all was trained. */
export async function trainAll(options: TrainAllOptions): Promise<boolean> {
  const { planned, known, progress } = options;
  const { points, rungs, halving } = planned;
  const lossAt = (training: PlannedTraining, rung: number) =>
    lossUntil(known.get(training.key), epochsAt(training, rung, planned));
  const scoreAt = (point: number, rung: number) => {
    const losses = points[point]!.map((training) => lossAt(training, rung));
    return losses.includes(null) ? null : mean(losses as number[]);
  };

  for (let rung = -1; ; ) {
    const stage = stagesOf(points.length, rungs, halving, scoreAt).at(-1)!;
    if (stage.rung === rung) return stage.points.every((point) => scoreAt(point, rung) !== null);
    rung = stage.rung;
    // Points at which the swept settings do nothing share their trainings.
    const wanted = new Map(
      stage.points.flatMap((point) => points[point]!.map((training) => [training.key, { training, point }])),
    );
    const missing = [...wanted.values()].filter(({ training }) => lossAt(training, rung) === null);
    progress.stage(
      rung,
      wanted.size,
      missing.map(({ training }) => epochsAt(training, rung, planned)),
    );
    await Promise.all(missing.map(({ training, point }) => trainOne(options, training, point, rung)));
  }
}

async function trainOne(
  { planned, known, crew, keep, complain, progress, task }: TrainAllOptions,
  training: PlannedTraining,
  point: number,
  rung: number,
): Promise<void> {
  const { key, seed, shared, run } = training;
  const epochs = epochsAt(training, rung, planned);
  const until = epochs < shared.epochs ? { until: epochs } : {};
  try {
    const line = await crew.train({ key, point, seed, shared, run, ...until, ...task });
    const read = readLine(line);
    if (read?.key !== key) throw new Error(`its worker answered ${line.slice(0, 200)}`);
    keep(line);
    known.set(key, knownOf(read));
    progress.trained(epochs);
  } catch (error) {
    complain(training, point, messageOf(error));
  }
}
