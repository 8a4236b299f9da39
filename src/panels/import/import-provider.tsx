// Hands down the imports and their state, takes files dropped anywhere on the page, and opens the dialog.

import { lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { openPageImports } from '../../library/page-imports';
import { useExperiment, useSession } from '../playground';
import { PageDrop } from './page-drop';
import { createImportStore, type DialogRequest } from './state/import-store';
import { ImportContext, type Importing, useImporting } from './state/importing';

/** Few import anything: the dialog comes when it is asked for. */
const ImportDialog = lazy(() => import('./dialog/import-dialog').then((module) => ({ default: module.ImportDialog })));

export function ImportProvider({ children }: { children: ReactNode }) {
  const [importing] = useState((): Importing => {
    const imports = openPageImports();
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

/** Looks whether the experiment's text is here, and holds training until it is. */
function Watch() {
  const { store } = useImporting();
  const session = useSession();
  const { corpus, importedChecksum } = useExperiment().shared;
  const { looked, missing } = useStore(
    store,
    useShallow((state) => ({ looked: state.looked, missing: state.missing })),
  );
  useEffect(() => {
    if (corpus === 'imported') void store.look(importedChecksum);
  }, [store, corpus, importedChecksum]);
  const isHere = corpus !== 'imported' || (looked === importedChecksum && missing !== importedChecksum);
  useLayoutEffect(() => session.holdForText(!isHere), [session, isHere]);
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
