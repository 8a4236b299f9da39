// How a step is timed: in blocks, of which the median counts, because a page's clock is coarse and a machine
// is interrupted now and then.

export interface Plan {
  warmUpSteps: number;
  blocks: number;
  stepsPerBlock: number;
}

export interface Measurement {
  msPerStep: number;
  fastestMsPerStep: number;
  slowestMsPerStep: number;
  /** Cross-entropy without penalty of the first step, and after the last: an engine that does not learn is not measured. */
  firstLoss: number;
  lastLoss: number;
  /** Of tf.layers: penalty terms that the model adds to its loss; two are asked for. */
  penaltyTerms?: number;
}

/**
 * Times a step.
 * @param runBlock takes this many steps and waits until their results are there
 */
export async function timeSteps(
  runBlock: (steps: number) => void | Promise<void>,
  { warmUpSteps, blocks, stepsPerBlock }: Plan,
): Promise<Pick<Measurement, 'msPerStep' | 'fastestMsPerStep' | 'slowestMsPerStep'>> {
  await runBlock(warmUpSteps);
  const times: number[] = [];
  for (let block = 0; block < blocks; block++) {
    const start = performance.now();
    await runBlock(stepsPerBlock);
    times.push((performance.now() - start) / stepsPerBlock);
  }
  times.sort((a, b) => a - b);
  const middle = (times[(times.length - 1) >> 1]! + times[times.length >> 1]!) / 2;
  return { msPerStep: middle, fastestMsPerStep: times[0]!, slowestMsPerStep: times.at(-1)! };
}

/** @throws Error when the losses are not those of a model that has learnt something */
export function expectLearning(who: string, firstLoss: number, lastLoss: number): void {
  if (lastLoss < firstLoss) return;
  throw new Error(`${who} must lower its loss, got ${firstLoss} before and ${lastLoss} after`);
}
