// A training worker: turns messages into calls of train() and results into messages. Holds several trainings,
// of which one runs at a time; or measures one backend, and nothing else.

import wasmUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import { startBackend, startNextBackend } from '../engine/backend';
import type { Backend } from '../experiment/experiment';
import { datasetKey } from '../experiment/keys';
import { lastOnly } from '../library/last-only';
import { loadImported } from '../library/load';
import { prepareDataset } from '../text/dataset';
import { loadTexts } from '../text/load';
import { announce } from '../workers/alive';
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
  loadDataset: lastOnly(datasetKey, async (shared) => prepareDataset(await loadTexts(shared, loadImported), shared)),
};
const host = createHost({ send, ...engine });

scope.onmessage = ({ data }) => {
  if (data.type === 'calibrate') void calibrate(data, engine).then(send);
  else host.receive(data);
};
announce('training-worker', send);
