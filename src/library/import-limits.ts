// How much may be imported, for the page to say: it imports nothing of src/text itself.

export { keptTexts, maxImportBytes, maxImportRows, maxLabels } from '../text/import/contract/limits';
