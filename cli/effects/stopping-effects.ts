// The effects of early stopping: how far weights come from their start, and what is left of the overfitting.

import type { Effect } from './effect';
import { distanceFromStart, validationLoss } from './measures';

const family = 'Early stopping';

export const stoppingEffects: readonly Effect[] = [
  {
    ...{ family, regularizer: 'Patience' },
    ...{ middling: { patience: 4 }, strong: { patience: 1 } },
    ...{ measure: distanceFromStart, expected: 'down' },
  },
  {
    ...{ family, regularizer: 'Least gain', beside: { patience: 1 } },
    ...{ middling: { smallestGain: 0.05 }, strong: { smallestGain: 0.1 } },
    ...{ measure: distanceFromStart, expected: 'down' },
  },
  {
    ...{ family, regularizer: 'Restore best', beside: { patience: 4 } },
    ...{ strong: { restoreBest: 'yes' } },
    ...{ measure: validationLoss, expected: 'down' },
  },
];
