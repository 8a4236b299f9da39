// The sweep's strings by language. A string missing in one is a type error.

import { enSweep } from './en-sweep';
import type { Language } from './strings';
import { zhSweep } from './zh-sweep';

export type SweepStrings = typeof enSweep;

export const sweepStrings = { en: enSweep, zh: zhSweep } satisfies Record<Language, SweepStrings>;
