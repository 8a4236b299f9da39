// Measures how fast a backend trains a run: real steps on the run's own batches, for a moment.

import type { Learner } from '../engine/learner';
import { messageOf } from '../experiment/error-message';
import type { Backend, RunSettings, SharedSettings } from '../experiment/experiment';
import { modelOf, multiplicationsPerToken } from '../experiment/model-spec';
import type { Dataset } from '../text/dataset';
import { createBreath } from './breath';
import { type PreparedRun, prepareRun } from './prepare-run';
import type { BackendReport, CalibrationAnswer, CalibrationRequest } from './protocol';

/** At least one step, in which shaders are compiled; after that compilers need a while to do their best. */
const warmUpMs = 100;
const measuredMs = 300;
/** The most multiplications of a step's forward pass: a second or two of the slowest backend. */
const mostMultiplications = 3e8;

export interface CalibrateOptions {
  startBackend(wanted: Backend): Promise<BackendReport>;
  loadDataset(shared: SharedSettings): Promise<Dataset>;
}

/** Never rejects: whatever goes wrong on a backend is why it is unavailable. */
export async function calibrate(
  { backend, shared, run }: CalibrationRequest,
  { startBackend, loadDataset }: CalibrateOptions,
): Promise<CalibrationAnswer> {
  let dataset: Dataset;
  try {
    dataset = await loadDataset(shared);
  } catch (error) {
    return { type: 'unmeasured', backend, reason: messageOf(error) };
  }
  try {
    const { insteadOf, adapter } = await startBackend(backend);
    if (insteadOf) return { type: 'unavailable', backend, reason: insteadOf.reason };
    const tokensPerSecond = await measure(prepareRun(dataset, bounded(shared, run), run), backend);
    return { type: 'calibrated', backend, tokensPerSecond, ...(adapter !== undefined && { adapter }) };
  } catch (error) {
    return { type: 'unavailable', backend, reason: messageOf(error) };
  }
}

async function measure({ start, learnFrom, batches, takeStep }: PreparedRun, backend: Backend): Promise<number> {
  const learner = learnFrom(start, backend);
  try {
    const steps = endlessSteps();
    await trainFor(warmUpMs, learner, steps);
    const { tokens, ms } = await trainFor(measuredMs, learner, steps);
    return (1000 * tokens) / ms;
  } finally {
    learner.dispose();
  }

  /** A step each, and the real tokens in it. */
  function* endlessSteps(): Generator<number, never> {
    for (let epoch = 1; ; epoch++) {
      let step = 0;
      for (const batch of batches(epoch)) {
        yield takeStep(learner, batch, epoch, step++);
      }
    }
  }
}

/** With batches small enough that not even the largest network is out of reach. */
function bounded(shared: SharedSettings, run: RunSettings): SharedSettings {
  const perText = shared.sequenceLength * multiplicationsPerToken(modelOf(run));
  const texts = Math.max(1, Math.floor(mostMultiplications / perText));
  return { ...shared, batchSize: Math.min(shared.batchSize, texts) };
}

/** Takes steps until the time is over, one at least; the clock stops once all are computed. */
async function trainFor(
  leastMs: number,
  learner: Learner,
  steps: Generator<number, never>,
): Promise<{ tokens: number; ms: number }> {
  const breathe = createBreath(learner);
  const startMs = performance.now();
  let tokens = 0;
  do {
    tokens += steps.next().value;
    await breathe();
  } while (performance.now() - startMs < leastMs);
  await learner.settle();
  return { tokens, ms: performance.now() - startMs };
}
