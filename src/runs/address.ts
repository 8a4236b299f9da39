// The page's address: only the part from # on, which no server sees.

export interface Address {
  /** Changes the hash of the present history entry. */
  replace(hash: string): void;
  /** Makes a new history entry with this hash. */
  push(hash: string): void;
  /** Calls back with the hash after Back, Forward or an edit by hand. Returns how to stop. */
  onPop(callback: (hash: string) => void): () => void;
}

/** The part of Window used, so that a test needs no browser. */
export type AddressWindow = Pick<Window, 'addEventListener' | 'removeEventListener'> & {
  history: Pick<History, 'replaceState' | 'pushState'>;
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
};

/** The address of a window. A hash starts with `#`, or is empty for the bare page. */
export function windowAddress(page: AddressWindow = window): Address {
  let known = page.location.hash;
  // An empty URL would keep the hash, so the path is named.
  const url = (hash: string) => hash || page.location.pathname + page.location.search;
  const write = (change: () => void) => {
    try {
      change();
    } catch {
      // Browsers refuse too many changes in a row, and any in some frames; training must go on without.
    }
    // Read back, because the browser may spell it differently.
    known = page.location.hash;
  };
  return {
    replace: (hash) => write(() => page.history.replaceState(null, '', url(hash))),
    push: (hash) => write(() => page.history.pushState(null, '', url(hash))),
    onPop(callback) {
      // Most moves fire both events, an edit by hand in some browsers hashchange alone.
      const report = () => {
        if (page.location.hash === known) return;
        known = page.location.hash;
        callback(known);
      };
      page.addEventListener('popstate', report);
      page.addEventListener('hashchange', report);
      return () => {
        page.removeEventListener('popstate', report);
        page.removeEventListener('hashchange', report);
      };
    },
  };
}
