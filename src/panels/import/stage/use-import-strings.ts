// The import dialog's strings in the reader's language.

import { type ImportStrings, importStrings } from '../../../strings/import-strings';
import { usePreferences } from '../../../ui/preferences';

export const useImportStrings = (): ImportStrings => importStrings[usePreferences().language];
