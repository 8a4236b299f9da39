// How well a share is known that was counted on a few things: Wilson's interval.

import type { Interval } from './statistics';

/** Of the standard normal distribution: 95 % lie within this to both sides. */
const z = 1.959963984540054;

/**
 * The 95 % interval of a share that was found on `count` independent things (Wilson 1927):
 * (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n). It never leaves 0 to 1, and is of use near both.
 * @param share from 0 to 1; a mean of several shares need not be a whole number of things
 * @throws RangeError where the share is none, or there are no things
 */
export function wilsonInterval(share: number, count: number): Interval {
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share must be from 0 to 1, got ${share}`);
  if (!(count >= 1)) throw new RangeError(`count must be 1 or more, got ${count}`);
  const squared = (z * z) / count;
  const middle = share + squared / 2;
  const margin = z * Math.sqrt((share * (1 - share)) / count + squared / (4 * count));
  // What is exactly 0 or 1 may round to a hair beyond.
  return {
    low: Math.max(0, (middle - margin) / (1 + squared)),
    high: Math.min(1, (middle + margin) / (1 + squared)),
  };
}
