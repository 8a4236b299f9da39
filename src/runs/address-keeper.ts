// Keeps the address in step with the experiment: edits replace it, ▶ makes a history entry of it.

import type { Experiment } from '../experiment/experiment';
import { type OpenedLink, printLink } from '../experiment/link';
import type { Address } from './address';
import { createThrottle } from './throttle';

export interface AddressKeeper {
  /** The experiment changed: the address will follow. */
  draft(): void;
  /** The experiment is trained: it becomes a history entry, after the one that was trained or opened before. */
  commit(): void;
  /** Another experiment is about to be opened: the entry shows what is there now, trained or not. */
  leave(): void;
  /** It was opened, and becomes a history entry. */
  enter(): void;
  /** The browser opened this hash. */
  opened(link: OpenedLink, hash: string): void;
  /** Calls back when the browser opens another hash. Returns how to stop. */
  onOpen(callback: (hash: string) => void): () => void;
  dispose(): void;
}

/** Browsers refuse more than about a hundred changes of the address in half a minute. */
const replaceEveryMs = 250;

/** @param present the experiment that the address is to show */
export function createAddressKeeper(address: Address, initial: OpenedLink, present: () => Experiment): AddressKeeper {
  /** The experiment last opened or trained, and the hash it came with, which may be spelled otherwise or be empty. */
  let committed = { link: '', hash: '' };
  /** What the address shows. */
  let shown = '';

  function opened(link: OpenedLink, hash: string) {
    committed = { link: printLink(link.experiment), hash };
    shown = hash;
  }
  function replace(hash: string) {
    if (hash === shown) return;
    shown = hash;
    address.replace(hash);
  }
  const drafts = createThrottle(replaceEveryMs, 'trailing', () => {
    const link = printLink(present());
    replace(link === committed.link ? committed.hash : link);
  });

  opened(initial, initial.hasExperiment ? printLink(initial.experiment) : '');

  return {
    draft: drafts.request,
    commit() {
      const link = printLink(present());
      if (link === committed.link) {
        if (drafts.isPending()) drafts.flush();
        return;
      }
      drafts.cancel();
      // The entry that edits wrote over gets its trained experiment back, or Back would lead nowhere.
      replace(committed.hash);
      committed = { link, hash: link };
      shown = link;
      address.push(link);
    },
    leave() {
      if (drafts.isPending()) drafts.flush();
    },
    enter() {
      const link = printLink(present());
      if (link === committed.link) return replace(committed.hash);
      committed = { link, hash: link };
      shown = link;
      address.push(link);
    },
    opened,
    onOpen: (callback) => address.onPop(callback),
    dispose() {
      if (drafts.isPending()) drafts.flush();
    },
  };
}
