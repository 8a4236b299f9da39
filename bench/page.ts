// The benchmark's page: hands its measurements to main.mjs, which calls one of them per page load.

import type { Backend, Cell } from '../src/experiment/experiment';
import { type Adapters, findAdapters } from './adapters';
import { measureEvaluation } from './evaluate-batches';
import type { Measurement, Plan } from './measure';
import { measureNetworks, type NetworkJob, type NetworksMeasured, type ProductShape } from './measure-networks';
import { measureOurs } from './ours';
import { type Profile, profileOurs } from './profile';
import type { TfLayersBackend } from './tf-layers';
import type { Job } from './workload';

export interface Bench {
  measureOurs(backend: Backend, job: Job, plan: Plan): Promise<Measurement>;
  measureTfLayers(backend: TfLayersBackend, job: Job, plan: Plan): Promise<Measurement>;
  measureEvaluation(job: Job, sizes: readonly number[], plan: Plan): Promise<number[]>;
  measureNetworks(jobs: readonly NetworkJob[], shape: ProductShape, plan: Plan): Promise<NetworksMeasured>;
  profileOurs(cell: Cell, plan: Plan): Promise<Profile>;
  findAdapters(): Promise<Adapters>;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = {
  measureOurs,
  // A chunk of its own, so that our engine is measured without the whole of tfjs in the page.
  measureTfLayers: async (...args) => (await import('./tf-layers')).measureTfLayers(...args),
  measureEvaluation,
  measureNetworks,
  profileOurs,
  findAdapters,
};
