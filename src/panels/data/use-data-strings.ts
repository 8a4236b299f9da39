// The data panel's strings in the reader's language.

import { usePreferences } from '../../ui/preferences';
import { type DataStrings, dataStrings } from '../../ui/strings/data-strings';

export const useDataStrings = (): DataStrings => dataStrings[usePreferences().language];
