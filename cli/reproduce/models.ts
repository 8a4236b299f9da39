// The published results that are trained anew: what was published, how it is done here, and what differs.

import { defaultRun } from '../../src/experiment/run-fields';
import { testBigramBayes } from './bigram-bayes';
import { encodeSentences } from './encoded';
import type { Fold } from './folds';
import { kimTokens } from './kim-tokens';
import type { LabelledSentences } from './sentences';
import { type NetworkSettings, type TrainedEpoch, trainNetwork } from './train-network';

export interface FoldResult {
  /** On the test part; a share from 0 to 1. */
  testAccuracy: number;
  /** Of a network. */
  epochs?: readonly TrainedEpoch[];
  bestEpoch?: number;
}

export interface TestOptions {
  seed: number;
  /** Of a network, instead of its own number. */
  epochs?: number | undefined;
  tell?: (epoch: TrainedEpoch) => void;
}

export interface PublishedModel {
  title: string;
  /** Accuracy in percent, a mean over ten folds. */
  published: number;
  source: string;
  /** What is done otherwise here, a phrase each. */
  differences: readonly string[];
  /** Reads the sentences, and gives what trains on one fold and tests it. */
  prepare(data: LabelledSentences): (fold: Fold, options: TestOptions) => Promise<FoldResult>;
}

const sharedSettings = {
  embeddingLimit: 0.25,
  optimizer: { name: 'adam', learningRate: 5e-4 },
  batchSize: 50,
} satisfies Partial<NetworkSettings>;

export const textCnn: NetworkSettings = {
  ...sharedSettings,
  epochs: 8,
  run: {
    ...defaultRun,
    ...{ cell: 'TextCNN', embeddingSize: 300, windowWidths: '3,4,5', filters: 100 },
    ...{ outputDropout: 0.5, outputConstraint: 'maxNorm', maxNorm: 3 },
  },
};

export const bidirectionalLstm: NetworkSettings = {
  ...sharedSettings,
  epochs: 6,
  run: {
    ...defaultRun,
    ...{ cell: 'LSTM', embeddingSize: 300, units: 100, direction: 'bidirectional' },
    ...{ readout: 'attention', attentionUnits: 100, outputDropout: 0.5 },
  },
};

const withAdam = `Adam with rate ${sharedSettings.optimizer.learningRate} for Adadelta`;

export const models = {
  cnn: {
    title: 'text CNN, random embedding',
    published: 76.1,
    source: 'Kim 2014',
    differences: [
      withAdam,
      '25 epochs there',
      'convolutions and output start as Glorot has it (within ±0.01 and at 0 there)',
      'windows that touch no word are not read',
      'batches are dealt anew each epoch (the same ones in a new order there)',
    ],
    prepare: networkTester(textCnn),
  },
  rnn: {
    title: 'bidirectional LSTM, random embedding',
    published: 73.7,
    source: 'Shuailong/SentenceClassifier, one run',
    differences: [
      withAdam,
      '25 epochs there',
      'the epoch is chosen on a development part (on the tested fold itself there)',
      'dropout 0.5 before the output (none there)',
      'attention has a tanh layer of 100 units (none there)',
      'the embedding starts within ±0.25 (standard normal there)',
    ],
    prepare: networkTester(bidirectionalLstm),
  },
  bayes: {
    title: 'naive Bayes, words and pairs',
    published: 79.0,
    source: 'Wang and Manning 2012',
    differences: ['folds of our own'],
    prepare: (data) => async (fold) => ({ testAccuracy: testBigramBayes(data, fold) }),
  },
} as const satisfies Record<string, PublishedModel>;

export type ModelName = keyof typeof models;

export function networkTester(settings: NetworkSettings): PublishedModel['prepare'] {
  return (data) => {
    const encoded = encodeSentences(data, kimTokens);
    return async (fold, { epochs: asked, ...options }) => {
      const asSet = { ...settings, epochs: asked ?? settings.epochs };
      const { epochs, bestEpoch } = await trainNetwork(encoded, fold, asSet, options);
      return { testAccuracy: bestEpoch.testAccuracy, epochs, bestEpoch: bestEpoch.epoch };
    };
  };
}
