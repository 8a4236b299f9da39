// The same object while it says the same, so that charts are not drawn anew for nothing.

import { useMemo } from 'react';
import type { RunId } from '../../experiment/experiment';

export function useStableIds(ids: readonly RunId[]): readonly RunId[] {
  const key = ids.join('');
  // The key is the list.
  return useMemo(() => ids, [key]);
}
