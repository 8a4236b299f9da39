// What opens files of results, as the provider hands it down.

import { createContext, useContext } from 'react';
import type { ResultOpener } from '../../runs/result-opener';
import { usePlayground } from '../playground';

export const ResultsFileContext = createContext<ResultOpener | null>(null);

export function useResultOpener(): ResultOpener {
  const opener = useContext(ResultsFileContext);
  if (!opener) throw new Error('useResultOpener needs a ResultsFileProvider above it');
  return opener;
}

/** Opens a file of results, and shows where they are: in the sweep, or in the curves. */
export function useOpenResults(): (file: File) => void {
  const opener = useResultOpener();
  const { view } = usePlayground();
  return async (file) => {
    const opened = await opener.open(file);
    if (opened) view.setState({ area: opened.hasSweep ? 'sweep' : 'curves', hover: null });
  };
}
