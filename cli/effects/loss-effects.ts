// The effects of what stands in the loss beside the penalties on weights, and of clipping.

import type { Effect } from './effect';
import { attentionEntropy, confidence, meanSquare, meanSquaredChange, trainLoss } from './measures';
import type { Settings } from './settings';

const family = 'In the loss';

/** Whose gradient explodes, with steps long enough that it does. */
const exploding: Settings = { cell: 'SimpleRNN', optimizer: 'sgd', learningRate: 0.5 };

export const lossEffects: readonly Effect[] = [
  {
    ...{ family, regularizer: 'AR: size of outputs' },
    ...{ middling: { activity: 0.1 }, strong: { activity: 1 } },
    ...{ measure: meanSquare, expected: 'down' },
  },
  {
    ...{ family, regularizer: 'TAR: change of outputs' },
    ...{ middling: { temporalActivity: 1 }, strong: { temporalActivity: 10 } },
    ...{ measure: meanSquaredChange, expected: 'down' },
  },
  {
    ...{ family, regularizer: 'Attention entropy, above 0', beside: { readout: 'attention' } },
    ...{ middling: { attentionEntropy: 0.03 }, strong: { attentionEntropy: 0.3 } },
    ...{ measure: attentionEntropy, expected: 'down' },
  },
  {
    ...{ family, regularizer: 'Attention entropy, below 0', beside: { readout: 'attention' } },
    ...{ middling: { attentionEntropy: -0.03 }, strong: { attentionEntropy: -0.3 } },
    ...{ measure: attentionEntropy, expected: 'up' },
  },
  {
    ...{ family, regularizer: 'Label smoothing' },
    ...{ middling: { labelSmoothing: 0.1 }, strong: { labelSmoothing: 0.4 } },
    ...{ measure: confidence, expected: 'down' },
  },
  {
    ...{ family: 'Clipping', regularizer: 'Clip by norm', beside: exploding },
    ...{ middling: { clipNorm: 0.1 }, strong: { clipNorm: 0.01 } },
    ...{ measure: trainLoss, expected: 'down' },
  },
  {
    ...{ family: 'Clipping', regularizer: 'Clip by value', beside: exploding },
    ...{ middling: { clipValue: 0.01 }, strong: { clipValue: 1e-3 } },
    ...{ measure: trainLoss, expected: 'down' },
  },
];
