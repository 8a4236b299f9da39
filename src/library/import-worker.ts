// The import worker: reads a person's files and keeps them in this browser, off the page's thread.

import { announce } from '../workers/alive';
import { createImportHost } from './import-host';
import type { FromImportWorker, ToImportWorker } from './protocol';

const scope = globalThis as unknown as {
  postMessage(message: FromImportWorker): void;
  onmessage: ((event: MessageEvent<ToImportWorker>) => void) | null;
};

const send = (message: FromImportWorker) => scope.postMessage(message);
const host = createImportHost(send);
scope.onmessage = ({ data }) => void host.receive(data);
announce('import-worker', send);
