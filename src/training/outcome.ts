// How a training ends, as its generator returns it. What goes wrong with the machine is thrown instead.

import type { Reading } from '../engine/learner';
import type { Ending, Mistakes } from './protocol';

export type FinishedOutcome = Extract<Outcome, { kind: 'finished' }>;

export type Outcome =
  /** It went as far as it was meant to, be that all epochs or fewer. */
  | {
      kind: 'finished';
      lastEpoch: number;
      /** Of the lowest validation loss, the first if several have it. */
      bestEpoch: number;
      ending: Ending;
      /** After the epoch that the ending says. */
      weights: Reading['weights'];
      mistakes: Mistakes;
    }
  /** Its signal was aborted. */
  | { kind: 'stopped' }
  /** The loss of this epoch, which has no result, is not a number or beyond what a curve can show. */
  | { kind: 'diverged'; epoch: number; loss: number };
