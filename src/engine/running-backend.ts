// What a started backend is to the engine, whichever it is, and the error that tells of its loss.

import type { Tensor } from '@tensorflow/tfjs-core';
import type { Backend } from '../experiment/experiment';

export interface RunningBackend {
  backend: Backend;
  /** What computes, as the browser names it; empty where that says nothing. */
  adapter: string;
  /** Hands over what was asked for so far, where asking gathers: once a step is enough. */
  submit(): void;
  /** Resolves once everything asked for so far has been computed. At once where ops compute as they are called. */
  settle(): Promise<void>;
  /** A float tensor's values. Settles also where the backend is lost meanwhile, with whatever values or an error. */
  read(tensor: Tensor): Promise<Float32Array>;
  /** Whether it can go away in the middle of work, as wasm and cpu never do. */
  canBeLost: boolean;
  /** Why it can compute no more, or null while it can. */
  lost(): string | null;
  /** Forgets a lost backend, so that the next start makes a new one. */
  remove(): void;
}

/** A GPU backend went away in the middle of work: its context or device was lost. */
export class BackendLost extends Error {
  constructor(
    readonly backend: Backend,
    readonly reason: string,
  ) {
    super(`${backend} was lost: ${reason}`);
  }
}

/** Of a backend that computes as it is called, and never goes away. */
export const steadyBackend = (backend: Backend): RunningBackend => ({
  backend,
  adapter: '',
  submit: () => {},
  settle: async () => {},
  read: async (tensor) => tensor.dataSync<'float32'>(),
  canBeLost: false,
  lost: () => null,
  remove: () => {},
});
