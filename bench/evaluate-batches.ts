// Evaluations on wasm, in batches of several sizes.

import { type Plan, timeSteps } from './measure';
import { startTrainer } from './ours';
import { type Job, makeBatches } from './workload';

/** @returns microseconds for a text, for each size of a batch */
export async function measureEvaluation(job: Job, sizes: readonly number[], plan: Plan): Promise<number[]> {
  const { learner } = await startTrainer('wasm', job);
  const found: number[] = [];
  for (const size of sizes) {
    const [batch] = makeBatches({ ...job.workload, batch: size, distinctBatches: 1 });
    const run = async (count: number) => {
      for (let i = 0; i < count; i++) learner.evaluate(batch!);
      await learner.read();
    };
    const { msPerStep } = await timeSteps(run, plan);
    found.push((msPerStep / size) * 1000);
  }
  return found;
}
