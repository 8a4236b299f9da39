// What a corpus's card says beside its numbers. The page's own sentence on each corpus is in the ui strings.

import type { CorpusName } from '../../src/experiment/experiment';

export interface CorpusCard {
  howWritten: string;
  /** What gives labels away, or makes the texts unlike those that people write. */
  artefacts: readonly string[];
  /** One sentence. */
  teaches: string;
}

export const cards = {
  reviews: { howWritten: '', artefacts: [], teaches: '' },
  headlines: { howWritten: '', artefacts: [], teaches: '' },
  chinese: { howWritten: '', artefacts: [], teaches: '' },
  intents: { howWritten: '', artefacts: [], teaches: '' },
} as const satisfies Record<CorpusName, CorpusCard>;
