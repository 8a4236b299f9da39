// Label noise: some training texts get a wrong label, to be memorized or resisted.

import { permutation, stream } from '../experiment/random';

/**
 * The labels with round(labelNoise × n) of them replaced by a different one, each other label as likely.
 * The texts changed at a noise of .1 are among those changed at .3, and get the same wrong label there.
 *
 * @param labelIds [n], left as it is.
 * @param labelNoise from 0 to 1.
 */
export function addLabelNoise(labelIds: Int32Array, labelCount: number, labelNoise: number, seed: number): Int32Array {
  const noisy = labelIds.slice();
  const order = permutation(stream(seed, 'label noise', 'texts'), labelIds.length);
  const draws = stream(seed, 'label noise', 'labels');
  for (const text of order.subarray(0, Math.round(labelNoise * labelIds.length))) {
    // A step of 1 to labelCount − 1 around the labels never comes back to the label itself.
    const step = 1 + Math.floor(draws.uniform(text) * (labelCount - 1));
    noisy[text] = (labelIds[text]! + step) % labelCount;
  }
  return noisy;
}
