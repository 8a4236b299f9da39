// Ten-fold cross-validation: which sentences are trained on, which choose the epoch, which are tested.

import { permutation, stream } from '../../src/experiment/random';
import { dealFolds } from '../baselines/cross-validation';

/** As Kim (2014), and Wang and Manning (2012). */
export const foldCount = 10;
/** Of what is not tested. */
const developmentShare = 0.1;

/** Positions of sentences; each is in one part alone. */
export interface Fold {
  training: readonly number[];
  development: readonly number[];
  test: readonly number[];
}

/** Ten folds, each tested once; the same for the same seed. */
export function foldsOf(count: number, seed: number): Fold[] {
  const dealt = dealFolds(count, foldCount, stream(seed, 'folds'));
  return dealt.map((test, fold) => {
    const others = dealt.filter((_, other) => other !== fold).flat();
    const order = permutation(stream(seed, 'development', fold), others.length);
    const shuffled = Array.from(order, (at) => others[at]!);
    const cut = Math.round(developmentShare * shuffled.length);
    return { training: shuffled.slice(cut), development: shuffled.slice(0, cut), test };
  });
}
