// What a finished training makes of the test texts: the evaluation that validation goes through, and which label it
// takes for which.

import type { Scores } from '../engine/evaluated';
import type { Backend, RunSettings, SharedSettings } from '../experiment/experiment';
import { phasesOf } from '../experiment/fork';
import { floatsPerToken, modelOf } from '../experiment/model-spec';
import type { Dataset } from '../text/dataset';
import { type EvaluationBatch, evaluationBatches } from './batches';
import type { FinishedOutcome } from './outcome';
import { prepareRun } from './prepare-run';
import type { TestEvaluation } from './protocol';
import { summarize } from './train';

/**
 * Evaluates a training's weights on the test texts: dropout off, no penalty.
 * @param backend that was started; the current one unless given
 * @throws RangeError where the dataset has no test texts; BackendLost
 */
export async function evaluateOnTest(
  dataset: Dataset,
  shared: SharedSettings,
  run: RunSettings,
  { weights, ending: { weightsEpoch: epoch } }: FinishedOutcome,
  backend?: Backend,
): Promise<TestEvaluation> {
  const texts = dataset.test.labelIds.length;
  if (texts === 0) throw new RangeError('the dataset must have test texts, got none');
  const batches = evaluationBatches(dataset.test, floatsPerToken(modelOf(run)));
  const { run: then } = phasesOf(run).find(({ lastEpoch }) => epoch <= lastEpoch)!;
  const learner = prepareRun(dataset, shared, then).learnFrom({ weights, steps: 0 }, backend);
  try {
    for (const batch of batches) learner.evaluate(batch);
    const { scores } = await learner.read();
    const { evaluation } = summarize(batches, scores);
    return { ...evaluation, epoch, texts, confusion: confusionOf(dataset.labels.length, batches, scores) };
  } finally {
    learner.dispose();
  }
}

/** Counts of texts, `[true label][predicted label]`. */
function confusionOf(
  labels: number,
  batches: readonly EvaluationBatch[],
  scores: readonly Scores[],
): TestEvaluation['confusion'] {
  const counts = Array.from({ length: labels }, () => new Array<number>(labels).fill(0));
  for (const [index, { labelIds }] of batches.entries()) {
    for (const [text, prediction] of scores[index]!.predictions.entries()) counts[labelIds[text]!]![prediction]!++;
  }
  return counts;
}
