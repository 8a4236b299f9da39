// The data panel's strings in the reader's language.

import { type DataStrings, dataStrings } from '../../strings/data-strings';
import { usePreferences } from '../../ui/preferences';

export const useDataStrings = (): DataStrings => dataStrings[usePreferences().language];
