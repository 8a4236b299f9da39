// Whether an import has all it needs to be told.

import type { Inspection } from '../../library/protocol';

/** Whether no column is left to be chosen by hand. */
export const isReady = ({ kind, labelColumn, textColumn }: Inspection): boolean =>
  kind === 'lines' || (labelColumn !== null && textColumn !== null && labelColumn !== textColumn);
