// Hands down what opens files of results.

import { type ReactNode, useState } from 'react';
import { createResultOpener } from '../../runs/result-opener';
import { useSession } from '../playground';
import { ResultsFileContext } from './results-file-context';

export function ResultsFileProvider({ children }: { children: ReactNode }) {
  const session = useSession();
  const [opener] = useState(() => createResultOpener(session));
  return <ResultsFileContext value={opener}>{children}</ResultsFileContext>;
}
