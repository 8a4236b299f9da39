// The imports and their state, as the provider hands them down.

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Imports } from '../../../library/imports';
import { useExperiment } from '../../playground';
import type { ImportStore, Kept } from './import-store';

export interface Importing {
  imports: Imports;
  store: ImportStore;
}

export const ImportContext = createContext<Importing | null>(null);

export function useImporting(): Importing {
  const importing = useContext(ImportContext);
  if (!importing) throw new Error('useImporting needs an ImportProvider above it');
  return importing;
}

export const useKept = (): Kept => useStore(useImporting().store, (state) => state.kept);

/** Whether the experiment is about a text that is not in this browser. */
export function useIsMissing(): boolean {
  const { corpus, importedChecksum } = useExperiment().shared;
  const missing = useStore(useImporting().store, (state) => state.missing);
  return corpus === 'imported' && missing === importedChecksum;
}
