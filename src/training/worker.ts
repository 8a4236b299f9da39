// A training worker: turns messages into calls of train() and results into messages. Holds several trainings,
// of which one runs at a time; or measures one backend, and nothing else.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { startBackend, startNextBackend } from '../engine/backend';
import type { Backend, SharedSettings } from '../experiment/experiment';
import { datasetKey } from '../experiment/keys';
import { loadImported } from '../library/load';
import { type Dataset, prepareDataset } from '../text/dataset';
import { loadTexts } from '../text/load';
import { calibrate } from './calibrate';
import { createHost } from './host';
import type { FromWorker, ToWorker } from './protocol';

const scope = globalThis as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

const wasmHref = new URL(wasmUrl, import.meta.url).href;

const send = (message: FromWorker) => scope.postMessage(message);
const engine = {
  startBackend: (wanted: Backend | 'auto') => startBackend(wanted, wasmHref),
  startNextBackend: (lost: Backend, reason: string) => startNextBackend(lost, reason, wasmHref),
  loadDataset: cachedDatasets(),
};
const host = createHost({ send, ...engine });

scope.onmessage = ({ data }) => {
  if (data.type === 'calibrate') void calibrate(data, engine).then(send);
  else host.receive(data);
};
announce();

/** Trainings of one experiment and seed share their text: it is prepared once per set of settings that it depends on. */
function cachedDatasets(): (shared: SharedSettings) => Promise<Dataset> {
  let cached: { key: string; dataset: Promise<Dataset> } | undefined;
  return (shared) => {
    const key = datasetKey(shared);
    if (cached?.key !== key) {
      const dataset = loadTexts(shared, loadImported).then((corpus) => prepareDataset(corpus, shared));
      const entry = { key, dataset };
      cached = entry;
      // A file that was missing may be there the next time.
      dataset.catch(() => {
        if (cached === entry) cached = undefined;
      });
    }
    return cached.dataset;
  };
}

/**
 * Says that the worker is there. A Web Lock that it holds for life tells the page of its death even when it
 * dies without an event.
 */
function announce(): void {
  try {
    const lock = `training-worker-${crypto.randomUUID()}`;
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
