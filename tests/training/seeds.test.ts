// What a further seed moves: starting weights, order of the batches, dropout or the data, and nothing that it should not.

import { expect, test } from 'vitest';
import { startBackend } from '../../src/engine/backend';
import type { Learner } from '../../src/engine/learner';
import { type SeedMoves, seedMoves } from '../../src/experiment/experiment';
import { defaultRun } from '../../src/experiment/run-fields';
import { drawsOf } from '../../src/experiment/seeds';
import { defaultShared } from '../../src/experiment/shared-fields';
import { loadCorpus } from '../../src/text/corpora/catalogue';
import { prepareDataset } from '../../src/text/dataset';
import { prepareRun } from '../../src/training/prepare-run';

const run = { ...defaultRun, units: 3, embeddingSize: 4, outputDropout: 0.5 };

/** What the two trainings of a run with two seeds have alike. */
async function alike(moves: SeedMoves) {
  await startBackend('cpu');
  const corpus = await loadCorpus('reviews');
  const draws = drawsOf({ ...defaultShared, trainingSize: 40, seeds: 2, seedMoves: moves });
  const [first, second] = draws.map((shared) => {
    const dataset = prepareDataset(corpus, shared);
    const { start, batches, takeStep } = prepareRun(dataset, shared, run);
    const [batch] = batches(1);
    // All that a step is given is what chance has drawn.
    let dropped: unknown;
    const learner = {
      step: (_, makeMasks) => {
        dropped = makeMasks!().output?.arraySync();
      },
    } as Pick<Learner, 'step'>;
    takeStep(learner as Learner, { ...batch!, labelIds: new Int32Array(32), time: 2 }, 1, 0);
    expect(dropped).toBeDefined();
    return {
      data: [...dataset.positions.training].sort(),
      weights: [...start.weights.at(-2)!],
      order: [...batch!.tokenIds],
      dropout: dropped,
    };
  });
  const equal = (what: keyof NonNullable<typeof first>) =>
    JSON.stringify(first![what]) === JSON.stringify(second![what]);
  return (['data', 'weights', 'order', 'dropout'] as const).filter(equal);
}

test.each(seedMoves)('a seed that moves %s', async (moves) => {
  const left = {
    training: ['data'],
    everything: [],
    // Other texts make other batches in the same order.
    data: ['weights', 'dropout'],
    weights: ['data', 'order', 'dropout'],
    order: ['data', 'weights', 'dropout'],
    dropout: ['data', 'weights', 'order'],
  };
  expect(await alike(moves)).toEqual(left[moves]);
});
