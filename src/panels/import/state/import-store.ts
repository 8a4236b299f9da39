// What the page knows of texts of the user's own: the open dialog, and what this browser keeps.

import { createStore, type StoreApi } from 'zustand/vanilla';
import { messageOf } from '../../../experiment/error-message';
import type { SharedSettings } from '../../../experiment/experiment';
import type { Imports } from '../../../library/imports';
import type { CorpusSummary, StoreFailure } from '../../../library/protocol';
import { isKept } from '../../../library/store';

/** The file that a link asks for. */
export type Wanted = Pick<SharedSettings, 'importedName' | 'importedRows' | 'importedChecksum'>;

export interface DialogRequest {
  /** Another one starts the dialog anew. */
  id: number;
  files: readonly File[];
  wanted: Wanted | null;
}

export type Kept =
  | { state: 'unknown' }
  | { state: 'known'; corpora: readonly CorpusSummary[] }
  | { state: 'failed'; failure: StoreFailure };

interface ImportState {
  dialog: DialogRequest | null;
  kept: Kept;
  /** The checksum that was last looked for, once it is known whether this browser holds it. */
  looked: string | null;
  /** A checksum that this browser was found not to hold. */
  missing: string | null;
}

export interface ImportStore extends StoreApi<ImportState> {
  open(files?: readonly File[], wanted?: Wanted | null): void;
  close(): void;
  /** Looks again at what this browser keeps. */
  refresh(): Promise<void>;
  /** Finds out whether this browser holds a corpus. */
  look(checksum: string): Promise<void>;
}

export function createImportStore(imports: Pick<Imports, 'list'>): ImportStore {
  const store = createStore<ImportState>(() => ({
    dialog: null,
    kept: { state: 'unknown' },
    looked: null,
    missing: null,
  }));
  let dialogs = 0;
  let looked = '';

  async function list(): Promise<Kept> {
    try {
      const listed = await imports.list();
      return listed.ok ? { state: 'known', corpora: listed.value } : { state: 'failed', failure: listed.failure };
    } catch (error) {
      return { state: 'failed', failure: { kind: 'error', detail: messageOf(error) } };
    }
  }

  async function look(checksum: string) {
    looked = checksum;
    const kept = checksum === '' ? ({ ok: true, value: false } as const) : await isKept(checksum);
    if (looked !== checksum) return;
    // Where nothing can be kept, it is not here either; any other failure is the training's to tell.
    const isMissing = kept.ok ? !kept.value : kept.failure.kind === 'unavailable';
    store.setState({ looked: checksum, missing: isMissing ? checksum : null });
  }

  return {
    ...store,
    open: (files = [], wanted = null) => store.setState({ dialog: { id: ++dialogs, files, wanted } }),
    close: () => store.setState({ dialog: null }),
    async refresh() {
      const [kept] = await Promise.all([list(), look(looked)]);
      store.setState({ kept });
    },
    look,
  };
}
