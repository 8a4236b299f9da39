// Hands down the imports and their state, takes files dropped anywhere on the page, and opens the dialog.

import { createContext, lazy, type ReactNode, Suspense, useContext, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { Imports } from '../../library/imports';
import { openPageImports } from '../../library/page-imports';
import { webLockWatch } from '../../runs/watch-lock';
import { useExperiment } from '../playground';
import { createImportStore, type DialogRequest, type ImportStore, type Kept } from './import-store';
import { PageDrop } from './page-drop';

interface Importing {
  imports: Imports;
  store: ImportStore;
}

const ImportContext = createContext<Importing | null>(null);

/** Few import anything: the dialog comes when it is asked for. */
const ImportDialog = lazy(() => import('./import-dialog').then((module) => ({ default: module.ImportDialog })));

export function ImportProvider({ children }: { children: ReactNode }) {
  const [importing] = useState((): Importing => {
    const imports = openPageImports(webLockWatch());
    return { imports, store: createImportStore(imports) };
  });
  return (
    <ImportContext value={importing}>
      {children}
      <Watch />
      <PageDrop />
      <OpenDialog />
    </ImportContext>
  );
}

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

function Watch() {
  const { store } = useImporting();
  const { corpus, importedChecksum } = useExperiment().shared;
  useEffect(() => {
    if (corpus === 'imported') void store.look(importedChecksum);
  }, [store, corpus, importedChecksum]);
  return null;
}

function OpenDialog() {
  const { store } = useImporting();
  const dialog = useStore(store, (state): DialogRequest | null => state.dialog);
  /** Once opened it stays mounted, so that it can be seen closing. */
  const [last, setLast] = useState(dialog);
  if (dialog && dialog !== last) setLast(dialog);
  if (!last) return null;
  return (
    <Suspense>
      <ImportDialog request={last} opened={dialog !== null} />
    </Suspense>
  );
}
