// The import worker: reads a person's files and keeps them in this browser, off the page's thread.

import { createImportHost } from './import-host';
import type { FromImportWorker, ToImportWorker } from './protocol';

const scope = globalThis as unknown as {
  postMessage(message: FromImportWorker): void;
  onmessage: ((event: MessageEvent<ToImportWorker>) => void) | null;
};

const host = createImportHost((message) => scope.postMessage(message));
scope.onmessage = ({ data }) => host.receive(data);
announce();

/** Says that the worker is there; a Web Lock that it holds for life tells the page of its death. */
function announce(): void {
  try {
    const lock = `import-worker-${crypto.randomUUID()}`;
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
