// The strings of the dialog of the test texts in the reader's language.

import { type TestingStrings, testingStrings } from '../../strings/testing-strings';
import { usePreferences } from '../../ui/preferences';

export const useTestingStrings = (): TestingStrings => testingStrings[usePreferences().language];
