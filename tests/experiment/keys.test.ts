// Which settings make texts, dataset and training anew: read off the rows, each setting only where it applies.

import { expect, test } from 'vitest';
import { type SharedSettings, seedMoves } from '../../src/experiment/experiment';
import { datasetKey, testSetKey, textsKey, trainingKey } from '../../src/experiment/keys';
import { defaultRun } from '../../src/experiment/run-fields';
import { defaultShared } from '../../src/experiment/shared-fields';

const key = (patch: Partial<SharedSettings>) => {
  const shared = { ...defaultShared, ...patch };
  return trainingKey(shared, defaultRun);
};

test('a setting of another optimizer leaves a curve as it is', () => {
  for (const other of [{ momentum: 0.5 }, { weightDecay: 0.5 }]) {
    expect(key({ optimizer: 'adam', ...other })).toBe(key({ optimizer: 'adam' }));
  }
  expect(key({ optimizer: 'sgd', momentum: 0.5 })).not.toBe(key({ optimizer: 'sgd' }));
  expect(key({ optimizer: 'sgd', weightDecay: 0.5 })).toBe(key({ optimizer: 'sgd' }));
  expect(key({ optimizer: 'adamw', weightDecay: 0.5 })).not.toBe(key({ optimizer: 'adamw' }));
});

test('settings of the generator and of a file count where such texts are read', () => {
  for (const [corpus, patch] of [
    ['generated', { dependencyDistance: 9 }],
    ['generated', { generatedTexts: 300 }],
    ['generated', { distractorWords: 7 }],
    ['imported', { importedChecksum: 'abc' }],
  ] as const) {
    expect(key({ corpus, ...patch })).not.toBe(key({ corpus }));
    expect(key(patch)).toBe(key({}));
    expect(datasetKey({ ...defaultShared, ...patch })).toBe(datasetKey(defaultShared));
  }
});

test('a file is the same by its checksum, whatever it is called', () => {
  const file = { corpus: 'imported', importedChecksum: 'abc' } as const;
  expect(key({ ...file, importedName: 'a.csv', importedRows: 3 })).toBe(key(file));
});

test('every other setting of an experiment retrains it, the backend too; a name does not', () => {
  const patches: Partial<SharedSettings>[] = [
    { corpus: 'chinese' },
    { tokens: 'word' },
    { trainingSize: 9 },
    { labelNoise: 0.1 },
    { validationShare: 0.3 },
    { sequenceLength: 9 },
    { vocabularySize: 9 },
    { epochs: 9 },
    { batchSize: 9 },
    { optimizer: 'sgd' },
    { learningRate: 1 },
    { clipNorm: 1 },
    { seed: 9 },
    { backend: 'cpu' },
  ];
  expect(new Set([{}, ...patches].map(key)).size).toBe(patches.length + 1);
  const ofRun = (patch: object) => trainingKey(defaultShared, { ...defaultRun, ...patch });
  const changes = [{}, { cell: 'GRU' }, { units: 3 }, { embeddingSize: 3 }, { biasL3: 1 }, { outputDropout: 0.5 }];
  expect(new Set(changes.map(ofRun)).size).toBe(changes.length);
  expect(ofRun({ name: 'mine' })).toBe(ofRun({}));
});

test('seed and noise make generated texts anew, and of others only the split and its labels', () => {
  const generated: SharedSettings = { ...defaultShared, corpus: 'generated' };
  for (const patch of [{ seed: 9 }, { labelNoise: 0.1 }]) {
    expect(textsKey({ ...generated, ...patch })).not.toBe(textsKey(generated));
    expect(textsKey({ ...defaultShared, ...patch })).toBe(textsKey(defaultShared));
    expect(datasetKey({ ...defaultShared, ...patch })).not.toBe(datasetKey(defaultShared));
  }
});

test('a training is known by what its seeds draw, however they are said', () => {
  expect(key({ draw: 2, seedMoves: 'everything' })).toBe(key({ seed: defaultShared.seed + 2 }));
  expect(key({ draw: 2 })).toBe(key({ trainingSeed: defaultShared.seed + 2 }));
  expect(key({ trainingSeed: defaultShared.seed })).toBe(key({}));
  expect(key({ seeds: 5 })).toBe(key({}));
  const drawn = seedMoves.map((moves) => key({ draw: 1, seedMoves: moves }));
  expect(new Set([key({}), ...drawn]).size).toBe(1 + seedMoves.length);
});

test('only a seed that moves the data makes a dataset anew', () => {
  for (const moves of seedMoves) {
    const isAnew = datasetKey({ ...defaultShared, draw: 1, seedMoves: moves }) !== datasetKey(defaultShared);
    expect(isAnew).toBe(moves === 'everything' || moves === 'data');
  }
  expect(datasetKey({ ...defaultShared, trainingSeed: 3 })).toBe(datasetKey(defaultShared));
});

test('a test set is its texts and the seed that splits them, whatever else is set', () => {
  const of = (patch: Partial<SharedSettings>, isGiven = false) => testSetKey({ ...defaultShared, ...patch }, isGiven);
  for (const patch of [
    { trainingSize: 9 },
    { validationShare: 0.3 },
    { labelNoise: 0.1 },
    { tokens: 'word' },
    { sequenceLength: 9 },
    { vocabularySize: 9 },
    { epochs: 9 },
    { learningRate: 1 },
    { trainingSeed: 3 },
    { seeds: 5 },
    { draw: 2 },
    { backend: 'cpu' },
  ] as const) {
    expect(of(patch), JSON.stringify(patch)).toBe(of({}));
  }
  const others = [
    {},
    { corpus: 'headlines' },
    { seed: 9 },
    { draw: 1, seedMoves: 'data' },
    { corpus: 'generated' },
  ] as const;
  expect(new Set(others.map((patch) => of(patch))).size).toBe(others.length);
  const file = { corpus: 'imported', importedChecksum: 'abc' } as const;
  expect(of({ ...file, seed: 9 })).not.toBe(of(file));
  expect(of({ ...file, copies: 'together' })).not.toBe(of({ ...file, copies: 'apart' }));
  // A split of the file's own is no seed's.
  expect(of({ ...file, seed: 9 }, true)).toBe(of(file, true));
});
