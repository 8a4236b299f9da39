// One import from the choice of files to its result: looks, changes how they are read, imports, cancels.

import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../../experiment/error-message';
import type {
  ImportedCorpus,
  ImportFailure,
  ImportOptions,
  ImportProgress,
  Inspection,
  LibraryFailure,
  RejectedRows,
} from '../../../library/protocol';
import { useImporting } from './importing';

export type Problem =
  | { kind: 'failure'; failure: ImportFailure | LibraryFailure; rejected: RejectedRows | null }
  | { kind: 'fault'; detail: string };

export interface ImportState {
  files: readonly File[];
  options: ImportOptions;
  /** The last look that succeeded; what may be changed is changed in it. */
  inspection: Inspection | null;
  problem: Problem | null;
  work: { kind: 'inspect' | 'import'; progress: ImportProgress | null } | null;
  result: ImportedCorpus | null;
}

export interface Import extends ImportState {
  choose(files: readonly File[], options?: ImportOptions): void;
  change(patch: ImportOptions): void;
  run(): void;
  cancel(): void;
  /** To how the files are read. */
  back(): void;
  /** To no files. */
  restart(): void;
}

const nothing: ImportState = { files: [], options: {}, inspection: null, problem: null, work: null, result: null };

/** What is chosen by position means nothing once the columns are others. */
const changesColumns = (patch: ImportOptions) => 'kind' in patch || 'delimiter' in patch || 'quoting' in patch;

export function useImport(): Import {
  const { imports, store } = useImporting();
  const [state, setState] = useState(nothing);
  const working = useRef<AbortController | null>(null);
  useEffect(() => () => working.current?.abort(), []);

  /** Does one piece of work; what an older one still brings is dropped. */
  async function work<Answer>(
    kind: 'inspect' | 'import',
    start: Partial<ImportState>,
    call: (options: { signal: AbortSignal; onProgress(progress: ImportProgress): void }) => Promise<Answer>,
    finish: (answer: Answer) => Partial<ImportState>,
  ) {
    working.current?.abort();
    const own = new AbortController();
    working.current = own;
    const show = (patch: Partial<ImportState>) => {
      if (working.current === own) setState((before) => ({ ...before, ...patch }));
    };
    show({ problem: null, result: null, ...start, work: { kind, progress: null } });
    try {
      const answer = await call({ signal: own.signal, onProgress: (progress) => show({ work: { kind, progress } }) });
      show({ ...finish(answer), work: null });
    } catch (error) {
      const detail = messageOf(error);
      show({ problem: { kind: 'fault', detail }, work: null });
    }
  }

  const inspect = (files: readonly File[], options: ImportOptions, start: Partial<ImportState>) =>
    work(
      'inspect',
      { ...start, files, options },
      (call) => imports.inspect(files, options, call),
      (answer) => {
        if (answer.ok) return { inspection: answer };
        return answer.failure.kind === 'cancelled' ? {} : failed(answer.failure, null);
      },
    );

  const { files, options } = state;
  return {
    ...state,
    choose: (chosen, chosenOptions = {}) => void inspect(chosen, chosenOptions, { inspection: null }),
    change(patch) {
      const { labelColumn: _, textColumn: __, titleColumn: ___, splitColumn: ____, ...kept } = options;
      // Another kind or encoding may have another delimiter and header.
      const base: ImportOptions = 'kind' in patch ? named(options) : changesColumns(patch) ? kept : options;
      void inspect(files, { ...base, ...patch }, {});
    },
    run: () =>
      void work(
        'import',
        {},
        (call) => imports.importFiles(files, options, call),
        (answer) => {
          void store.refresh();
          if (answer.ok) return { result: answer.corpus };
          return failed(answer.failure, answer.rejected);
        },
      ),
    cancel: () => working.current?.abort(),
    back: () => setState((before) => ({ ...before, result: null, problem: null })),
    restart() {
      working.current?.abort();
      working.current = null;
      setState(nothing);
    },
  };
}

const failed = (failure: ImportFailure | LibraryFailure, rejected: RejectedRows | null): Partial<ImportState> => ({
  problem: { kind: 'failure', failure, rejected },
});

const named = ({ name, encoding, every }: ImportOptions): ImportOptions => ({
  ...(name !== undefined && { name }),
  ...(encoding !== undefined && { encoding }),
  ...(every !== undefined && { every }),
});
