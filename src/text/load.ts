// The texts an experiment asks for, wherever they come from.

import type { SharedSettings } from '../experiment/experiment';
import { trainingSeeds } from '../experiment/seeds';
import { loadCorpus } from './corpora/catalogue';
import type { Corpus } from './corpus';

/** Finds an imported corpus by its checksum; null where this browser does not have it. */
export type LoadImported = (checksum: string) => Promise<Corpus | null>;

/**
 * Loads or generates an experiment's texts.
 * @throws Error with a plain sentence where there are none
 */
export async function loadTexts(shared: SharedSettings, loadImported: LoadImported): Promise<Corpus> {
  if (shared.corpus === 'generated') return generated(shared);
  if (shared.corpus !== 'imported') return loadCorpus(shared.corpus);
  const corpus = await loadImported(shared.importedChecksum);
  if (corpus) return corpus;
  throw new Error(`the file "${shared.importedName}" is not in this browser; import it again`);
}

/** Label noise is a property of a generated corpus, so that the best accuracy on validation is known. */
async function generated(shared: SharedSettings) {
  const { generatedTexts, dependencyDistance, distractorWords, labelNoise } = shared;
  const { data: seed } = trainingSeeds(shared);
  const [{ generateTexts }, { accuracyCeiling, bagOfWordsCeiling }, { withNoise }] = await Promise.all([
    import('./generate/who-said-not'),
    import('./generate/ceilings'),
    import('./generate/noise'),
  ]);
  const texts = generateTexts({ size: generatedTexts, dependencyDistance, distractorWords, seed });
  const { strata, ...noisy } = withNoise(texts, labelNoise, seed);
  const ceilings = { any: accuracyCeiling(labelNoise), bagOfWords: bagOfWordsCeiling(texts, labelNoise) };
  return { ...noisy, name: 'who said not', strata, trueLabelIds: texts.labelIds, ceilings };
}
