// How a step is timed: in blocks, of which the median counts, because a page's clock is coarse and a machine
// is interrupted now and then. peer_torch.py does the same.

/** Times, not steps: the slowest engine takes a thousand times as long for a step as the fastest. */
export interface Plan {
  /** How long steps are taken untimed; one is in any case. */
  warmUpMs: number;
  blocks: number;
  /** How long a block is to be; it has at least one step. */
  blockMs: number;
}

export interface Times {
  msPerStep: number;
  fastestMsPerStep: number;
  slowestMsPerStep: number;
  blocks: number;
  stepsPerBlock: number;
}

export interface Measurement extends Times {
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
  { warmUpMs, blocks, blockMs }: Plan,
): Promise<Times> {
  const timed = async (steps: number) => {
    const start = performance.now();
    await runBlock(steps);
    return (performance.now() - start) / steps;
  };
  const warmUpStart = performance.now();
  // The first step compiles, and says little of the next.
  let msPerStep = await timed(1);
  const stepsInBlock = () => Math.max(1, Math.round(blockMs / msPerStep));
  while (performance.now() - warmUpStart < warmUpMs) msPerStep = await timed(stepsInBlock());

  const stepsPerBlock = stepsInBlock();
  const times: number[] = [];
  for (let block = 0; block < blocks; block++) times.push(await timed(stepsPerBlock));
  times.sort((a, b) => a - b);
  const middle = (times[(times.length - 1) >> 1]! + times[times.length >> 1]!) / 2;
  return { msPerStep: middle, fastestMsPerStep: times[0]!, slowestMsPerStep: times.at(-1)!, blocks, stepsPerBlock };
}

/** @throws Error when the losses are not those of a model that has learnt something */
export function expectLearning(who: string, firstLoss: number, lastLoss: number): void {
  if (lastLoss < firstLoss) return;
  throw new Error(`${who} must lower its loss, got ${firstLoss} before and ${lastLoss} after`);
}
