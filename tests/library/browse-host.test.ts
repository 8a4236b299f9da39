// What the browse worker answers, apart from being a worker.

import { expect, test } from 'vitest';
import type { SharedSettings } from '../../src/experiment/experiment';
import { defaultShared } from '../../src/experiment/shared-fields';
import { createBrowseHost } from '../../src/library/browse/browse-host';
import type { BrowseRequest, FromBrowseWorker } from '../../src/library/browse/browse-protocol';
import type { Corpus } from '../../src/text/corpus';
import { prepareDataset } from '../../src/text/dataset';
import { loadTexts } from '../../src/text/load';

const imported: Corpus = {
  name: 'mine.csv',
  labels: ['no', 'yes'],
  texts: Array.from({ length: 40 }, (_, i) => `${i % 2 ? 'Yes' : 'No'}, number ${i}.`),
  labelIds: Uint8Array.from({ length: 40 }, (_, i) => i % 2),
};

function start(held: Corpus | null = imported) {
  const sent: FromBrowseWorker[] = [];
  let loads = 0;
  const host = createBrowseHost({
    send: (message) => sent.push(message),
    loadImported: async () => {
      loads++;
      return held;
    },
  });
  let id = 0;
  return {
    async ask(request: BrowseRequest) {
      const own = ++id;
      await host.receive({ type: 'request', id: own, request });
      return sent.find((message) => 'id' in message && message.id === own);
    },
    loads: () => loads,
  };
}

const mine: SharedSettings = { ...defaultShared, corpus: 'imported', importedChecksum: '0', importedName: 'mine.csv' };

test('one corpus and one split serve all requests of an experiment', async () => {
  const { ask, loads } = start();
  const [overview, examples, words] = await Promise.all([
    ask({ type: 'overview', shared: mine }),
    ask({
      type: 'examples',
      shared: mine,
      query: { search: 'number 7.', label: null, part: null, only: null, page: 0 },
      mistakes: [],
    }),
    ask({ type: 'words', shared: mine, query: { search: 'yes', order: 'count', page: 0 } }),
  ]);
  expect(overview).toMatchObject({ type: 'answer', answer: { corpusCounts: [20, 20] } });
  expect(examples).toMatchObject({ answer: { total: 1, examples: [{ text: 'Yes, number 7.', label: 'yes' }] } });
  expect(words).toMatchObject({ answer: { total: 1, words: [{ token: 'yes' }] } });
  await ask({ type: 'overview', shared: { ...mine, trainingSize: 10 } });
  expect(loads()).toBe(1);
});

test('a file that is not in this browser is missing, and may be there the next time', async () => {
  const { ask, loads } = start(null);
  expect(await ask({ type: 'overview', shared: mine })).toMatchObject({ type: 'failed', failure: { kind: 'missing' } });
  await ask({ type: 'overview', shared: mine });
  expect(loads()).toBe(2);
});

test('a corpus that cannot be split fails with its sentence', async () => {
  const { ask } = start({ ...imported, labels: ['no'] });
  const answer = await ask({ type: 'overview', shared: mine });
  expect(answer).toMatchObject({
    type: 'failed',
    failure: { kind: 'data', detail: expect.stringMatching(/2 labels/) },
  });
});

test('the training texts are those that a run trains on, in its order', async () => {
  const { ask } = start();
  const shared: SharedSettings = { ...defaultShared, corpus: 'generated', labelNoise: 0.2, trainingSize: 30 };
  const corpus = await loadTexts(shared, async () => null);
  const dataset = prepareDataset(corpus, shared);
  const answer = await ask({
    type: 'examples',
    shared,
    query: { search: '', label: null, part: 'training', only: null, page: 0 },
    mistakes: [{ id: 'A', training: Uint32Array.of(4), validation: Uint32Array.of() }],
  });
  if (answer?.type !== 'answer' || !('examples' in answer.answer)) throw new Error('no examples came');
  const { examples } = answer.answer;
  expect(examples.map(({ label }) => label)).toEqual(
    Array.from(dataset.training.labelIds, (label) => dataset.labels[label]),
  );
  expect(examples.map(({ text }) => text)).toEqual(
    Array.from(dataset.positions.training, (position) => corpus.texts[position]),
  );
  expect(examples.flatMap(({ wrongIn }, position) => (wrongIn.length > 0 ? [position] : []))).toEqual([4]);
});
