// The effects of all regularizers. tests/cli/effects.test.ts asks for a row of each.

import { dropoutEffects } from './dropout-effects';
import type { Effect } from './effect';
import { lossEffects } from './loss-effects';
import { stoppingEffects } from './stopping-effects';
import { weightEffects } from './weight-effects';

export const everyEffect: readonly Effect[] = [...weightEffects, ...dropoutEffects, ...lossEffects, ...stoppingEffects];
