// What a kernel on wasm is given, and the memory that it asks for.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';

export interface WasmArguments {
  inputs: Readonly<Record<string, TensorInfo>>;
  attributes: object;
  backend: BackendWasm;
  /** Where an input lies, in bytes; 0 when it is absent. */
  pointer(name: string): number;
  shape(name: string): number[];
}

export type Register = (kernelName: string, run: (arguments_: WasmArguments) => TensorInfo[] | TensorInfo) => void;

/** Memory for a tensor. */
export type Allocate = (backend: BackendWasm, shape: readonly number[]) => TensorInfo;

export interface Memory {
  register: Register;
  /** With whatever values. */
  allocate: Allocate;
  zeros: Allocate;
  /** Where a tensor's values lie. */
  locate(backend: BackendWasm, tensor: TensorInfo): number;
}
