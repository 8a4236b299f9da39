// The benchmark's page: hands its measurements to scripts/bench.mjs, which calls one of them per page load.

import type { Backend, Cell } from '../src/experiment/experiment';
import type { Measurement, Plan } from './measure';
import { measureOurs } from './ours';
import { type Profile, profileOurs } from './profile';

export interface Bench {
  measureOurs(backend: Backend, cell: Cell, plan: Plan): Promise<Measurement>;
  measureTfLayers(cell: Cell, plan: Plan): Promise<Measurement>;
  profileOurs(cell: Cell, plan: Plan): Promise<Profile>;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

window.bench = {
  measureOurs,
  // A chunk of its own, so that our engine is measured without the whole of tfjs in the page.
  measureTfLayers: async (cell, plan) => (await import('./tf-layers')).measureTfLayers(cell, plan),
  profileOurs,
};
