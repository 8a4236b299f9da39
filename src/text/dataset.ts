// From a corpus and an experiment's settings to the arrays that a run trains on.

import type { SharedSettings } from '../experiment/experiment';
import { trainingSeeds } from '../experiment/seeds';
import type { AccuracyCeilings, Corpus } from './corpus';
import { addLabelNoise } from './label-noise';
import { type Split, splitCorpus } from './split';
import { tokenize } from './tokenizer';
import { buildVocabulary, type EncodedTexts, encodeTexts, outOfVocabularyId, type Vocabulary } from './vocabulary';

export interface DatasetPart extends EncodedTexts {
  /** [count], positions in the dataset's labels. */
  labelIds: Int32Array;
}

/** What the text became: the same for all runs of an experiment. */
export interface DataReport {
  /** A corpus of the catalogue, or a file's name. */
  corpus: string;
  labels: readonly string[];
  trainingTexts: number;
  /** More than `trainingTexts` when the corpus has fewer than were asked for. */
  trainingTextsAsked: number;
  validationTexts: number;
  /** Training texts of each label, as they are trained on: with label noise. */
  trainingLabels: readonly number[];
  /** Validation texts of each label. */
  validationLabels: readonly number[];
  testTexts: number;
  /** Where the texts came with a split of their own. */
  splitIsGiven?: true;
  /** Rows of the embedding in use. */
  vocabularyRows: number;
  /** Share of the validation tokens that are read and that the vocabulary does not hold. */
  validationOutOfVocabulary: number;
  /** Share of the texts of all three parts that are longer than the sequence length. */
  cutTexts: number;
  ceilings?: AccuracyCeilings;
}

export interface Dataset {
  labels: readonly string[];
  vocabulary: Vocabulary;
  /** With label noise; the other two parts have none, unless it is a property of the corpus. */
  training: DatasetPart;
  validation: DatasetPart;
  /** Empty where no label has 3 texts. */
  test: DatasetPart;
  /** Where each part's texts stand in the corpus. */
  positions: Split;
  report: DataReport;
}

export type DatasetSettings = Partial<Pick<SharedSettings, 'copies' | 'seedMoves' | 'draw'>> &
  Pick<
    SharedSettings,
    'trainingSize' | 'labelNoise' | 'validationShare' | 'tokens' | 'sequenceLength' | 'vocabularySize' | 'seed'
  >;

/**
 * The same arrays for the same corpus and settings, on every machine. Throws where the corpus cannot be
 * split: fewer than 2 texts or fewer than 2 labels.
 */
export function prepareDataset(corpus: Corpus, settings: DatasetSettings): Dataset {
  if (corpus.labels.length < 2) {
    throw new Error(`A corpus needs at least 2 labels to train on, got ${corpus.labels.length}.`);
  }
  const { sequenceLength } = settings;
  const { data: seed } = trainingSeeds(settings);
  const split = splitCorpus(corpus.strata ?? corpus, { ...settings, seed });
  let cutTexts = 0;
  const read = (positions: Uint32Array) =>
    Array.from(positions, (position) => {
      const tokens = tokenize(corpus.texts[position]!, settings.tokens);
      if (tokens.length > sequenceLength) cutTexts++;
      return tokens.slice(0, sequenceLength);
    });
  const tokens = { training: read(split.training), validation: read(split.validation), test: read(split.test) };
  const vocabulary = buildVocabulary(tokens.training, settings.vocabularySize);
  const encode = (part: keyof typeof tokens): DatasetPart => ({
    ...encodeTexts(vocabulary, tokens[part], sequenceLength),
    labelIds: Int32Array.from(split[part], (position) => corpus.labelIds[position]!),
  });
  const clean = encode('training');
  const validation = encode('validation');
  const training: DatasetPart = {
    ...clean,
    labelIds: corpus.strata
      ? clean.labelIds
      : addLabelNoise(clean.labelIds, corpus.labels.length, settings.labelNoise, seed),
  };
  const countLabels = ({ labelIds }: DatasetPart) => {
    const counts = corpus.labels.map(() => 0);
    for (const label of labelIds) counts[label]!++;
    return counts;
  };
  return {
    labels: corpus.labels,
    vocabulary,
    training,
    validation,
    test: encode('test'),
    positions: split,
    report: {
      corpus: corpus.name,
      labels: corpus.labels,
      trainingTexts: split.training.length,
      trainingTextsAsked: settings.trainingSize,
      validationTexts: split.validation.length,
      trainingLabels: countLabels(training),
      validationLabels: countLabels(validation),
      testTexts: split.test.length,
      ...(split.isGiven && { splitIsGiven: true as const }),
      vocabularyRows: vocabulary.tokens.length,
      validationOutOfVocabulary: outOfVocabularyShare(validation),
      cutTexts: cutTexts / (split.training.length + split.validation.length + split.test.length),
      ...(corpus.ceilings && { ceilings: corpus.ceilings }),
    },
  };
}

function outOfVocabularyShare({ tokenIds, lengths }: EncodedTexts): number {
  const outOfVocabulary = tokenIds.reduce((count, id) => count + Number(id === outOfVocabularyId), 0);
  return outOfVocabulary / lengths.reduce((sum, length) => sum + length, 0);
}
