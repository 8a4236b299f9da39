// The data panel's strings by language. A string missing in one is a type error.

import { enData } from './en-data';
import type { Language } from './strings';
import { zhData } from './zh-data';

export type DataStrings = typeof enData;

export const dataStrings = { en: enData, zh: zhData } satisfies Record<Language, DataStrings>;
