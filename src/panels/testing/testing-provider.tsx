// Hands down what evaluates on the test texts, and opens the dialog.

import { createContext, lazy, type ReactNode, Suspense, useContext, useState } from 'react';
import { useStore } from 'zustand';
import { openPageTester } from '../../runs/page-tester';
import type { Tester, TesterState } from '../../runs/tester';
import { useView } from '../playground';

/** Whoever does it well opens it once. */
const TestingDialog = lazy(() => import('./testing-dialog').then((module) => ({ default: module.TestingDialog })));

const TesterContext = createContext<Tester | null>(null);

export function TestingProvider({ children }: { children: ReactNode }) {
  const [tester] = useState(openPageTester);
  return (
    <TesterContext value={tester}>
      {children}
      <OpenDialog />
    </TesterContext>
  );
}

export function useTester(): Tester {
  const tester = useContext(TesterContext);
  if (!tester) throw new Error('useTester needs a TestingProvider above it');
  return tester;
}

export const useTesterState = <Selected,>(select: (state: TesterState) => Selected): Selected =>
  useStore(useTester().state, select);

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
