// The dialog in which texts of the user's own are chosen, looked at and imported.

import { useCallback } from 'react';
import { Dialog } from '../../../ui/dialog';
import { useImportStrings } from '../stage/use-import-strings';
import type { DialogRequest } from '../state/import-store';
import { useImporting } from '../state/importing';
import { ImportFlow } from './import-flow';

export function ImportDialog({ request, opened }: { request: DialogRequest; opened: boolean }) {
  const strings = useImportStrings();
  const { store } = useImporting();
  const close = useCallback(() => store.close(), [store]);
  return (
    <Dialog opened={opened} onClose={close} title={strings.title} closeLabel={strings.close} width={840}>
      <ImportFlow key={request.id} request={request} />
    </Dialog>
  );
}
