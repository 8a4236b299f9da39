// The benchmark's page: hands its measurements to main.mjs, which calls one of them per page load.

import type { Backend, Cell, RunSettings } from '../src/experiment/experiment';
import { type Adapters, findAdapters } from './adapters';
import { measureEvaluation } from './evaluate-batches';
import type { Measurement, Plan } from './measure';
import { measureNetwork, measureProduct, type NetworkTimes } from './networks';
import { measureOurs } from './ours';
import { type Profile, profileOurs } from './profile';
import type { TfLayersBackend } from './tf-layers';
import type { Job } from './workload';

export interface Bench {
  measureOurs(backend: Backend, job: Job, plan: Plan): Promise<Measurement>;
  measureTfLayers(backend: TfLayersBackend, job: Job, plan: Plan): Promise<Measurement>;
  measureEvaluation(job: Job, sizes: readonly number[], plan: Plan): Promise<number[]>;
  measureNetwork(job: Job, settings: Partial<RunSettings>, plan: Plan): Promise<NetworkTimes>;
  measureProduct(shape: readonly [number, number, number], plan: Plan): Promise<number>;
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
  measureNetwork,
  measureProduct,
  profileOurs,
  findAdapters,
};
