// Trains a network on one fold, and tests it as it was after the epoch that did best on the development part.

import { dropoutMasks } from '../../src/engine/dropout';
import type { Scores } from '../../src/engine/evaluated';
import { uniform } from '../../src/engine/initializers';
import { createLearner } from '../../src/engine/learner';
import { buildModel, type Model } from '../../src/engine/model/build';
import { initialWeights } from '../../src/engine/model/parameter';
import type { OptimizerSettings } from '../../src/engine/optimizers/table';
import { weightRulesOf } from '../../src/engine/rules/table';
import { type DropoutPlace, dropoutPlaces, type RunSettings } from '../../src/experiment/experiment';
import { floatsPerToken, modelOf } from '../../src/experiment/model-spec';
import { dropoutId } from '../../src/experiment/run-fields';
import { type EvaluationBatch, evaluationBatches, trainingBatches } from '../../src/training/batches';
import { type EncodedSentences, partAt } from './encoded';
import type { Fold } from './folds';

export interface NetworkSettings {
  /** Network, dropout and weight rules; sizes may lie beyond what the page offers. */
  run: RunSettings;
  /** The embedding starts uniform in ± this. */
  embeddingLimit: number;
  optimizer: OptimizerSettings;
  batchSize: number;
  epochs: number;
}

export interface TrainedEpoch {
  /** From 1 on. */
  epoch: number;
  /** Shares from 0 to 1. */
  developmentAccuracy: number;
  testAccuracy: number;
  /** Mean cross-entropy in nats. */
  developmentLoss: number;
  seconds: number;
}

export interface TrainedNetwork {
  epochs: readonly TrainedEpoch[];
  /** Of equally good ones on the development part the first. */
  bestEpoch: TrainedEpoch;
}

/**
 * On the current backend. The same for the same arguments.
 * @param tell hears of each epoch
 * @throws Error where the loss is no number any more
 */
export async function trainNetwork(
  sentences: EncodedSentences,
  fold: Fold,
  { run, embeddingLimit, optimizer, batchSize, epochs }: NetworkSettings,
  { seed, tell = () => {} }: { seed: number; tell?: (epoch: TrainedEpoch) => void },
): Promise<TrainedNetwork> {
  const spec = modelOf(run);
  const model = buildModel(spec, { vocabularyRows: sentences.vocabularyRows, classes: 2 });
  const training = partAt(sentences, fold.training);
  const width = floatsPerToken(spec);
  const development = evaluationBatches(partAt(sentences, fold.development), width);
  const test = evaluationBatches(partAt(sentences, fold.test), width);
  const rates = Object.fromEntries(dropoutPlaces.map((place) => [place, run[dropoutId(place)]])) as Record<
    DropoutPlace,
    number
  >;
  const learner = createLearner({
    model,
    start: { weights: startingWeights(model, embeddingLimit, seed), steps: 0 },
    optimizer,
    rules: weightRulesOf(run),
    clipNorm: 0,
  });
  const trained: TrainedEpoch[] = [];
  try {
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const startMs = performance.now();
      let step = 0;
      for (const batch of trainingBatches(training, { seed, batchSize }, epoch)) {
        const moment = { seed, epoch, step: step++ };
        const masked = { batch: batch.labelIds.length, time: batch.time, tokenIds: batch.tokenIds };
        learner.step(batch, () => dropoutMasks(rates, model.dropoutSites, masked, moment));
      }
      for (const batch of [...development, ...test]) learner.evaluate(batch);
      const { scores } = await learner.read();
      const developed = summarize(development, scores.slice(0, development.length));
      const tested = summarize(test, scores.slice(development.length));
      if (!Number.isFinite(developed.loss)) throw new Error(`After epoch ${epoch} the loss is no number: it exploded.`);
      trained.push({
        epoch,
        developmentAccuracy: developed.accuracy,
        testAccuracy: tested.accuracy,
        developmentLoss: developed.loss,
        seconds: (performance.now() - startMs) / 1000,
      });
      tell(trained.at(-1)!);
    }
  } finally {
    learner.dispose();
  }
  const bestEpoch = trained.reduce((best, each) => (each.developmentAccuracy > best.developmentAccuracy ? each : best));
  return { epochs: trained, bestEpoch };
}

/** The engine's own but for the embedding's. */
function startingWeights({ parameters }: Model, embeddingLimit: number, seed: number): Float32Array[] {
  return initialWeights(
    parameters.map((parameter) =>
      parameter.role === 'embedding'
        ? { ...parameter, initializer: (source) => uniform(source, sizeOf(parameter.shape), embeddingLimit) }
        : parameter,
    ),
    seed,
  );
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

function summarize(batches: readonly EvaluationBatch[], scores: readonly Scores[]): { accuracy: number; loss: number } {
  let right = 0;
  let loss = 0;
  let texts = 0;
  for (const [index, { losses, predictions }] of scores.entries()) {
    const { labelIds } = batches[index]!;
    for (const value of losses) loss += value;
    for (const [i, prediction] of predictions.entries()) if (prediction === labelIds[i]) right++;
    texts += labelIds.length;
  }
  return { accuracy: right / texts, loss: loss / texts };
}
