// How much may be imported, for the page to say: it imports nothing of src/text itself.

export { countedTokens } from '../text/import/lengths';
export { keptTexts, listedRejections, maxImportBytes, maxImportRows, maxLabels } from '../text/import/limits';
