// Settings of the generator: the defaults, and any there can be.

import fc from 'fast-check';
import type { GeneratorSettings } from '../../../src/text/generate/who-said-not';

export const defaults: GeneratorSettings = { size: 2000, dependencyDistance: 3, distractorWords: 50, seed: 7 };

/** All distances and vocabularies, their ends often; sizes small enough to read hundreds of corpora. */
export const anySettings: fc.Arbitrary<GeneratorSettings> = fc.record({
  size: fc.integer({ min: 100, max: 400 }),
  dependencyDistance: fc.integer({ min: 0, max: 20 }),
  distractorWords: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2000 })),
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

/** The settings with the most and the fewest stories to choose from, at the largest size. */
export const extremes: GeneratorSettings[] = [
  { size: 20_000, dependencyDistance: 0, distractorWords: 0, seed: 1 },
  { size: 20_000, dependencyDistance: 20, distractorWords: 2000, seed: 2 },
];
