// The browse worker: looks through an experiment's texts off the page's thread.

import { loadImported } from '../load';
import { createBrowseHost } from './browse-host';
import type { FromBrowseWorker, ToBrowseWorker } from './browse-protocol';

const scope = globalThis as unknown as {
  postMessage(message: FromBrowseWorker): void;
  onmessage: ((event: MessageEvent<ToBrowseWorker>) => void) | null;
};

const host = createBrowseHost({ send: (message) => scope.postMessage(message), loadImported });
scope.onmessage = ({ data }) => void host.receive(data);
announce();

/** Says that the worker is there; a Web Lock that it holds for life tells the page of its death. */
function announce(): void {
  try {
    const lock = `browse-worker-${crypto.randomUUID()}`;
    navigator.locks
      .request(lock, () => {
        scope.postMessage({ type: 'alive', lock });
        return new Promise<never>(() => {});
      })
      .catch(() => scope.postMessage({ type: 'alive' }));
  } catch {
    // Neither is there on a page that is not secure, nor locks in an opaque origin.
    scope.postMessage({ type: 'alive' });
  }
}
