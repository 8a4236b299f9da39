// Line styles with a meaning.

import type { LandmarkId } from './landmarks';

/** Validation is dashed everywhere, train solid everywhere. */
export const validationDash = '5 4';

/** Dash and dot, dots, and long dashes where nothing is read: none is a run's line. */
export const landmarkDashes = {
  any: '9 3 1.5 3',
  bagOfWords: '1.5 3',
  oneLabel: '14 5',
  guess: '14 5',
} as const satisfies Record<LandmarkId, string>;
