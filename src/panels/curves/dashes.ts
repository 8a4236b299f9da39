// Line styles with a meaning.

import type { CeilingId } from './ceilings';

/** Validation is dashed everywhere, train solid everywhere. */
export const validationDash = '5 4';

/** Dash and dot, and dots: neither is a run's line. */
export const ceilingDashes = { any: '9 3 1.5 3', bagOfWords: '1.5 3' } as const satisfies Record<CeilingId, string>;
