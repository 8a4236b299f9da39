// What every kernel of this backend gets, and how it is registered.

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { getKernel, type KernelFunc, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { Passes } from './pass';
import { savedRnn } from './rnn-saved';
import { contextOf, type TensorTexture, tensorTexture } from './texture';

export interface KernelArguments {
  inputs: Readonly<Record<string, TensorInfo>>;
  attributes: object;
  backend: MathBackendWebGL;
  passes: Passes;
  texture(name: string): TensorTexture;
  optionalTexture(name: string): TensorTexture | undefined;
  shape(name: string): number[];
}

/** A backend that lost its context makes way for a new one, with programs of its own. */
const passesByBackend = new WeakMap<MathBackendWebGL, Passes>();

function passesOf(backend: MathBackendWebGL): Passes {
  let passes = passesByBackend.get(backend);
  if (!passes) {
    passes = new Passes(contextOf(backend));
    passesByBackend.set(backend, passes);
  }
  return passes;
}

/** Kernels outlive backends: one that is registered is left as it is. */
export function register(kernelName: string, run: (arguments_: KernelArguments) => TensorInfo[] | TensorInfo): void {
  if (getKernel(kernelName, 'webgl')) return;
  const kernelFunc = ({
    inputs: given,
    attrs,
    backend,
  }: {
    inputs: Record<string, TensorInfo>;
    attrs: object;
    backend: MathBackendWebGL;
  }) => {
    const copies: TensorInfo[] = [];
    // Other forms, which tfjs's own ops may leave: four numbers a texel, or a part of another tensor's texture.
    const plain = (info: TensorInfo): TensorInfo => {
      const { isPacked, slice } = backend.texData.get(info.dataId);
      if (!slice && (!isPacked || savedRnn(info))) return info;
      const copy = { ...backend.unpackTensor(info), shape: info.shape };
      copies.push(copy);
      return copy;
    };
    const inputs = Object.fromEntries(Object.entries(given).map(([name, info]) => [name, plain(info)]));
    const passes = passesOf(backend);
    const texture = (name: string) => tensorTexture(backend, inputs[name]!);
    const outputs = passes.kernel(() =>
      run({
        inputs,
        attributes: attrs,
        backend,
        passes,
        texture,
        optionalTexture: (name) => (inputs[name] ? texture(name) : undefined),
        shape: (name) => inputs[name]!.shape,
      }),
    );
    for (const { dataId } of copies) backend.disposeData(dataId);
    return outputs;
  };
  registerKernel({ kernelName, backendName: 'webgl', kernelFunc: kernelFunc as unknown as KernelFunc });
}
