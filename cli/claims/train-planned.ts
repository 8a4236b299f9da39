// Trains what is planned, by whoever trains tasks of a sweep.

import type { PlannedTraining } from '../../src/experiment/plan';
import { readLine, type TrainingLine } from '../../src/runs/result-lines';
import type { Task } from '../sweep/task';

export type TrainPlanned = (training: PlannedTraining) => Promise<TrainingLine>;

/** @param train answers a task by its line of results, as crews and trainers do */
export const trainPlanned =
  (train: (task: Task) => Promise<string>, engine: string): TrainPlanned =>
  async ({ key, seed, shared, run }) => {
    const line = await train({ key, point: 0, seed, shared, run, files: [], engine });
    const read = readLine(line);
    if (read?.key !== key) throw new Error(`a worker answered ${line.slice(0, 200)}`);
    return read;
  };
