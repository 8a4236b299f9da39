// Gives the training worker a corpus that was imported in this browser.

import type { Corpus } from '../text/corpus';
import { load } from './store';

/**
 * Null where this browser does not hold it, also for want of a place to hold anything: its file must be
 * imported again. Rejects where it may be there but cannot be read.
 */
export async function loadImported(checksum: string): Promise<Corpus | null> {
  const loaded = await load(checksum);
  if (!loaded.ok) {
    const { kind, detail } = loaded.failure;
    if (kind === 'unavailable') return null;
    throw new Error(`The imported corpus ${checksum} cannot be read: ${detail}`);
  }
  if (!loaded.value) return null;
  const { name, labels, texts, labelIds, parts } = loaded.value;
  return { name, labels, texts, labelIds, ...(parts && { parts }) };
}
