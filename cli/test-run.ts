// A trained run on the test texts, for the headless runner.

import type { RunSettings, SharedSettings } from '../src/experiment/experiment';
import type { WeightChoice } from '../src/runs/look-memory';
import type { Interval } from '../src/runs/statistics';
import { wilsonInterval } from '../src/runs/wilson';
import { enTesting } from '../src/strings/en-testing';
import type { Dataset } from '../src/text/dataset';
import type { FinishedOutcome } from '../src/training/outcome';
import type { TestEvaluation } from '../src/training/protocol';
import { evaluateOnTest } from '../src/training/test-evaluation';
import { trainWhole } from '../src/training/whole-run';

export interface TestReport extends TestEvaluation {
  weights: WeightChoice;
  /** Wilson's, 95 %, of the accuracy. */
  interval: Interval;
}

/** Weights are kept of one epoch alone: for those of the best one the run is trained once more. Null without test texts. */
export async function testRun(
  dataset: Dataset,
  shared: SharedSettings,
  run: RunSettings,
  trained: FinishedOutcome,
  weights: WeightChoice,
): Promise<TestReport | null> {
  if (dataset.test.labelIds.length === 0) {
    console.error(enTesting.empty);
    return null;
  }
  let outcome = trained;
  if (weights === 'best' && trained.bestEpoch !== trained.ending.weightsEpoch) {
    const again = await trainWhole(dataset, shared, run, { lastEpoch: trained.bestEpoch });
    if (again.outcome.kind !== 'finished') throw new Error(`trained once more, the run ${again.outcome.kind}`);
    outcome = again.outcome;
  }
  const test = await evaluateOnTest(dataset, shared, run, outcome);
  return { weights, ...test, interval: wilsonInterval(test.accuracy, test.texts) };
}

const percent = (share: number) => (share * 100).toFixed(1);

export const sentenceOfTest = ({ weights, epoch, accuracy, interval, loss, texts }: TestReport): string =>
  enTesting.headless(
    weights,
    epoch,
    percent(accuracy),
    percent(interval.low),
    percent(interval.high),
    loss.toFixed(4),
    texts,
  );
