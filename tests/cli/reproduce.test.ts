// Published results are trained anew: folds, words, a fold of each model, and what the command says.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testBigramBayes, wordsAndPairs } from '../../cli/reproduce/bigram-bayes';
import { encodeSentences } from '../../cli/reproduce/encoded';
import { foldsOf } from '../../cli/reproduce/folds';
import { kimTokens } from '../../cli/reproduce/kim-tokens';
import { bidirectionalLstm, models, networkTester, textCnn } from '../../cli/reproduce/models';
import { optionsOf } from '../../cli/reproduce/options';
import { type LabelledSentences, readSentences } from '../../cli/reproduce/sentences';
import { tableOf } from '../../cli/reproduce/table';
import type { NetworkSettings } from '../../cli/reproduce/train-network';
import { startBackend } from '../../src/engine/backend';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sentences-'));
afterAll(() => rmSync(folder, { recursive: true }));

const subjects = ['film', 'plot', 'cast', 'score', 'ending'];
const fillers = ['a', 'the', 'this', 'one', 'some', 'that'];
const around = (word: string) =>
  fillers.flatMap((filler) => subjects.map((subject) => `${filler} ${word} ${subject} .`));

function labelled(positive: readonly string[], negative: readonly string[]): LabelledSentences {
  const sentences = [...positive, ...negative];
  return { sentences, labelIds: Uint8Array.from(sentences, (_, i) => Number(i < positive.length)) };
}

/** 60 sentences, of which one word in each decides. */
const oneWord = labelled(around('lovely'), around('dreary'));
/** Each word is in as many positive sentences as negative ones; only their pairs decide. */
const onePair = labelled(
  [...around('not bad'), ...around('very good')],
  [...around('not good'), ...around('very bad')],
);

describe('folds', () => {
  const folds = foldsOf(103, 5);

  test('test each sentence once', () => {
    expect(folds).toHaveLength(10);
    expect(folds.flatMap(({ test }) => test).sort((a, b) => a - b)).toEqual(Array.from({ length: 103 }, (_, i) => i));
  });

  test('have no sentence in two parts, and none is left out', () => {
    for (const { training, development, test } of folds) {
      expect(new Set([...training, ...development, ...test]).size).toBe(103);
      expect(training.length + development.length + test.length).toBe(103);
      expect(development).toHaveLength(9);
    }
  });

  test('depend on the seed', () => {
    expect(foldsOf(103, 5)).toEqual(folds);
    expect(foldsOf(103, 6)).not.toEqual(folds);
  });
});

test("words are Kim's", () => {
  expect(kimTokens("It's a so-so film (don't ask), isn't it? They've 'seen' 3.5!")).toEqual(
    "it 's a so so film ( do n't ask ) , is n't it ? they 've 'seen' 3 5 !".split(' '),
  );
});

test('every word has a row, and sentences are read to their end', () => {
  const encoded = encodeSentences(labelled(['one two three four'], ['five']), kimTokens);
  // Padding and out-of-vocabulary have a row each.
  expect(encoded.vocabularyRows).toBe(5 + 2);
  expect([...encoded.lengths]).toEqual([4, 1]);
  expect(encoded.tokenIds).not.toContain(1);
});

describe('naive Bayes', () => {
  test('reads a sentence as its words and pairs of neighbours, each once', () => {
    expect(wordsAndPairs('so so so good')).toEqual(['so', 'good', 'so so', 'so good']);
  });

  test('learns a pair where no single word decides', () => {
    for (const fold of foldsOf(onePair.sentences.length, 1)) expect(testBigramBayes(onePair, fold)).toBe(1);
  });

  test('learns its fold in the table of models', async () => {
    const [fold] = foldsOf(oneWord.sentences.length, 1);
    const { testAccuracy } = await models.bayes.prepare(oneWord)(fold!);
    expect(testAccuracy).toBe(1);
  });
});

describe.each([
  ['the text CNN', { ...textCnn, run: { ...textCnn.run, embeddingSize: 8, filters: 4 } }],
  [
    'the LSTM',
    { ...bidirectionalLstm, run: { ...bidirectionalLstm.run, embeddingSize: 8, units: 4, attentionUnits: 4 } },
  ],
] satisfies [string, NetworkSettings][])('%s', (_, tiny) => {
  beforeAll(async () => {
    await startBackend('wasm');
  });
  const [fold] = foldsOf(oneWord.sentences.length, 1);
  const settings: NetworkSettings = { ...tiny, batchSize: 5, optimizer: { name: 'adam', learningRate: 0.02 } };
  const options = { seed: 3, epochs: 8 };

  test('learns the word that decides', async () => {
    const told: number[] = [];
    const tell = ({ epoch }: { epoch: number }) => told.push(epoch);
    const { testAccuracy, epochs, bestEpoch } = await networkTester(settings)(oneWord)(fold!, { ...options, tell });
    expect(testAccuracy).toBe(1);
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const best = Math.max(...epochs!.map(({ developmentAccuracy }) => developmentAccuracy));
    expect(bestEpoch).toBe(epochs!.find(({ developmentAccuracy }) => developmentAccuracy === best)!.epoch);
  });

  test('is the same for the same seed', async () => {
    const testFold = networkTester(settings)(oneWord);
    const losses = async (seed: number) =>
      (await testFold(fold!, { seed, epochs: 2 })).epochs!.map(({ developmentLoss }) => developmentLoss);
    const once = await losses(3);
    expect(await losses(3)).toEqual(once);
    expect(await losses(4)).not.toEqual(once);
  });
});

describe('files', () => {
  const written = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  test('are read line by line, in UTF-8 or Latin-1', () => {
    const positive = written('latin.pos', Uint8Array.from([...'caf'].map((c) => c.charCodeAt(0)).concat(0xe9, 10)));
    const negative = written('utf.neg', 'señor\r\n\r\nbad \n');
    expect(readSentences(positive, negative)).toEqual({
      sentences: ['café', 'señor', 'bad'],
      labelIds: Uint8Array.from([1, 0, 0]),
    });
  });

  test('that are missing or empty are said in a sentence', () => {
    const one = written('one.pos', 'fine\n');
    expect(() => readSentences(one, 'nowhere.neg')).toThrow('There is no file nowhere.neg.');
    expect(() => readSentences(written('none.pos', '\n'), one)).toThrow(/none\.pos has no sentence\.$/);
  });

  test('that are missing end the command with 2', async () => {
    const command = ['scripts/cli.mjs', 'reproduce', 'nowhere.pos', 'nowhere.neg'];
    const { status, errors } = await new Promise<{ status: number | null; errors: string }>((resolve) => {
      const child = execFile(process.execPath, command, { cwd: root }, (_error, _printed, errors) =>
        resolve({ status: child.exitCode, errors }),
      );
    });
    expect(errors.trim()).toBe('There is no file nowhere.pos.');
    expect(status).toBe(2);
  });
});

describe('the command line', () => {
  test('asks for one fold of each model unless it says otherwise', () => {
    expect(optionsOf(['a', 'b'])).toMatchObject({ models: ['cnn', 'rnn', 'bayes'], folds: 1, json: false });
    expect(optionsOf(['a', 'b', '--only', 'rnn', '--folds', '10', '--epochs', '3', '--json'])).toMatchObject({
      ...{ positiveFile: 'a', negativeFile: 'b', models: ['rnn'], folds: 10, epochs: 3, json: true },
    });
  });

  test.each([
    [['a'], /takes two files, got 1/],
    [['a', 'b', '--folds', '11'], /--folds must be a whole number from 1 to 10, got "11"/],
    [['a', 'b', '--epochs', 'x'], /--epochs must be a whole number from 1 to 1000, got "x"/],
    [['a', 'b', '--only', 'svm'], /--only must be one of cnn, rnn, bayes, got svm/],
    [['a', 'b', '--fold', '1'], /usage: npm run -s reproduce/],
  ])('%j is answered with a sentence', (args, sentence) => {
    expect(() => optionsOf(args)).toThrow(sentence);
  });
});

test('the table has mean and sample standard deviation over the folds, in percent', () => {
  const folds = [0.7, 0.74].map((testAccuracy) => ({ testAccuracy }));
  const [, row] = tableOf([{ name: 'bayes', model: models.bayes, folds, seconds: 3.4 }]).split('\n');
  // (4 / √2) = 2.8
  expect(row).toMatch(/79\.0 \(Wang and Manning 2012\) {2}72\.0 ± 2\.8 {2}2 of 10 {2}3 /);
});
