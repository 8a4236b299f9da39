// The languages the page speaks. A string missing in one is a type error.

import { en } from './en';
import { zh } from './zh';

/** What a language must provide; English sets the shape. */
export type Strings = typeof en;

export const strings = { en, zh } satisfies Record<string, Strings>;
export type Language = keyof typeof strings;
export const languages = Object.keys(strings) as Language[];

/** The value of the `lang` attribute. */
export const languageTag = { en: 'en', zh: 'zh-Hans' } as const satisfies Record<Language, string>;
