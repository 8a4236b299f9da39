// The strings of the dialog of the test texts by language. A string missing in one is a type error.

import { enTesting } from './en-testing';
import type { Language } from './strings';
import { zhTesting } from './zh-testing';

export type TestingStrings = typeof enTesting;

export const testingStrings = { en: enTesting, zh: zhTesting } satisfies Record<Language, TestingStrings>;
