// Epochs and times of the progress, in words.

import type { Progress } from '../runs/progress';
import type { Strings } from '../strings/strings';

type Words = Strings['bar'];

/** One epoch, or from the fewest to the most that trainings have done. */
export const epochsInWords = ({ least, most }: Pick<Progress, 'least' | 'most'>, bar: Words): string =>
  least === most ? bar.epoch(most) : bar.epochRange(least, most);

/** Rounded up, so that it never says 0: to seconds under a minute and a half, then to minutes. */
export function timeInWords(ms: number, bar: Words): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds <= 90 ? bar.seconds(String(seconds)) : bar.minutes(String(Math.ceil(seconds / 60)));
}

/** Without a word: `4`, `1–5`. */
export const epochDigits = ({ least, most }: Pick<Progress, 'least' | 'most'>): string =>
  least === most ? String(most) : `${least}–${most}`;
