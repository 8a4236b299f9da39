// A stored corpus made by a test.

import type { StoredCorpus } from '../../src/library/store';

export function storedCorpus(checksum: string, changes: Partial<StoredCorpus> = {}): StoredCorpus {
  return {
    checksum,
    name: 'reviews.csv',
    rows: 3,
    labels: ['neg', 'pos'],
    labelIds: Uint8Array.of(1, 0, 1),
    texts: ['good', 'bad', 'fine'],
    classCounts: [1, 2],
    lengthHistogram: Uint32Array.of(0, 3, 0),
    sampledFrom: null,
    tokens: 'word',
    importedAt: 1_700_000_000_000,
    ...changes,
  };
}
