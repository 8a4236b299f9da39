// The list of keys, from when it is first asked for.

import { lazy, Suspense, useState } from 'react';
import { useView } from '../playground';

const KeysDialog = lazy(() => import('./keys-dialog').then((module) => ({ default: module.KeysDialog })));

export function OpenKeys() {
  const shown = useView((view) => view.keysShown);
  /** Once opened it stays mounted, so that it can be seen closing. */
  const [wasShown, setWasShown] = useState(shown);
  if (shown && !wasShown) setWasShown(true);
  if (!wasShown) return null;
  return (
    <Suspense>
      <KeysDialog />
    </Suspense>
  );
}
