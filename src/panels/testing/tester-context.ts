// What evaluates on the test texts, as the provider hands it down.

import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Tester, TesterState } from '../../runs/tester';

export const TesterContext = createContext<Tester | null>(null);

export function useTester(): Tester {
  const tester = useContext(TesterContext);
  if (!tester) throw new Error('useTester needs a TestingProvider above it');
  return tester;
}

export const useTesterState = <Selected>(select: (state: TesterState) => Selected): Selected =>
  useStore(useTester().state, select);
