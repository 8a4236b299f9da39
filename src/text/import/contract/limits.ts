// How much may be imported, and how much of it is kept.

export const maxImportBytes = 100 * 2 ** 20;
/** Of which a part of the rows is taken. */
export const maxThinnedBytes = 2 ** 30;
export const maxImportRows = 200_000;

/** Texts that are kept to train on; of more, a stratified sample is. */
export const keptTexts = 20_000;

export const minLabels = 2;
/** More would not fit a byte, and no picture shows them. */
export const maxLabels = 200;

/** UTF-16 code units of a line, of a row whose quoted cell spans lines, or of an item of a JSON list. */
export const maxLineLength = 1_000_000;

/** Rejected rows that are named one by one. */
export const listedRejections = 20;

/** What kind, delimiter, header and columns are guessed from: the beginning of each file. */
export const sampleBytes = 2 ** 20;
export const sampledRows = 2000;

export const previewRows = 8;
/** UTF-16 code units of a cell in the preview. */
export const previewCellLength = 300;
