// Hands down what evaluates on the test texts, and opens the dialog.

import { lazy, type ReactNode, Suspense, useState } from 'react';
import { openPageTester } from '../../runs/page-tester';
import { useView } from '../playground';
import { TesterContext } from './tester-context';

/** Whoever does it well opens it once. */
const TestingDialog = lazy(() => import('./testing-dialog').then((module) => ({ default: module.TestingDialog })));

export function TestingProvider({ children }: { children: ReactNode }) {
  const [tester] = useState(openPageTester);
  return (
    <TesterContext value={tester}>
      {children}
      <OpenDialog />
    </TesterContext>
  );
}

function OpenDialog() {
  const id = useView(({ testing }) => testing);
  /** Once opened it stays mounted, so that it can be seen closing. */
  const [last, setLast] = useState(id);
  if (id && id !== last) setLast(id);
  if (!last) return null;
  return (
    <Suspense>
      <TestingDialog id={last} opened={id !== null} />
    </Suspense>
  );
}
