// The strings of the import dialog by language: they come with it. A string missing in one is a type error.

import { enImport } from './en-import';
import type { Language } from './strings';
import { zhImport } from './zh-import';

export type ImportStrings = typeof enImport;

export const importStrings = { en: enImport, zh: zhImport } satisfies Record<Language, ImportStrings>;
