// The browse worker: looks through an experiment's texts off the page's thread.

import { announce } from '../../workers/alive';
import { loadImported } from '../load';
import { createBrowseHost } from './browse-host';
import type { FromBrowseWorker, ToBrowseWorker } from './browse-protocol';

const scope = globalThis as unknown as {
  postMessage(message: FromBrowseWorker): void;
  onmessage: ((event: MessageEvent<ToBrowseWorker>) => void) | null;
};

const send = (message: FromBrowseWorker) => scope.postMessage(message);
const host = createBrowseHost({ send, loadImported });
scope.onmessage = ({ data }) => void host.receive(data);
announce('browse-worker', send);
