// Registers the engine's ops on tfjs's webgpu backend.

import { getKernel, type KernelFunc, registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { Collect, type CollectAttributes } from '../../ops/collect';
import { CrossEntropy, type CrossEntropyAttributes, CrossEntropyGrad } from '../../ops/cross-entropy';
import { Dense, DenseGrad } from '../../ops/dense';
import { Embedding, EmbeddingGrad, type EmbeddingGradAttributes } from '../../ops/embedding';
import { MeanOverTime, MeanOverTimeGrad, type MeanOverTimeGradAttributes } from '../../ops/mean-over-time';
import { Rnn, type RnnAttributes, RnnGrad } from '../../ops/rnn';
import { Update, type UpdateAttributes } from '../../ops/update';
import { gpuKernels } from '../gpu/kernels';
import { isVariant, rnnVariantBackward, rnnVariantForward } from '../gpu/rnn-variant';
import { share } from '../share';
import { collectUpdate } from '../update-tensors';
import { registerCast } from './cast';
import { collectTensors } from './collect';
import { crossEntropyBackward, crossEntropyForward } from './cross-entropy';
import { denseBackward, denseForward } from './dense';
import { embeddingBackward, embeddingForward } from './embedding';
import { meanOverTimeBackward, meanOverTimeForward } from './mean-over-time';
import type { RecordingBackend } from './recording-backend';
import { type RnnBackwardTensors, rnnBackward } from './rnn-backward';
import { type RnnForwardTensors, rnnForward } from './rnn-forward';
import { webgpuRunner } from './runner';
import { updateInPlace } from './update';

type Tensors = Record<string, TensorInfo>;

/** The op's contract says which inputs and attributes it gets. */
function register<Inputs, Attributes>(
  kernelName: string,
  run: (backend: RecordingBackend, inputs: Inputs, attributes: Attributes) => TensorInfo[] | TensorInfo,
): void {
  const kernelFunc = ({ inputs, attrs, backend }: { inputs: Inputs; attrs: Attributes; backend: RecordingBackend }) =>
    run(backend, inputs, attrs);
  registerKernel({ kernelName, backendName: 'webgpu', kernelFunc: kernelFunc as unknown as KernelFunc });
}

/** Call once a started backend, before its first op runs. */
export function registerWebgpuKernels(): void {
  // Kernels stay with tfjs when a backend is removed, and serve the next one.
  if (getKernel(Rnn, 'webgpu')) return;
  registerCast();
  register<RnnForwardTensors & Tensors, RnnAttributes>(Rnn, (backend, inputs, rnn) =>
    isVariant(inputs, rnn) ? rnnVariantForward(webgpuRunner(backend), inputs, rnn) : rnnForward(backend, inputs, rnn),
  );
  register<RnnBackwardTensors & Tensors, RnnAttributes>(RnnGrad, (backend, inputs, rnn) =>
    isVariant(inputs, rnn) ? rnnVariantBackward(webgpuRunner(backend), inputs, rnn) : rnnBackward(backend, inputs, rnn),
  );
  register(Embedding, embeddingForward);
  register<Parameters<typeof embeddingBackward>[1], EmbeddingGradAttributes>(EmbeddingGrad, embeddingBackward);
  register<Parameters<typeof denseForward>[1], object>(Dense, (backend, inputs) => [
    denseForward(backend, inputs),
    // The gradient's program applies the mask once more, for nothing.
    share(backend, inputs.x),
  ]);
  register<{ dy: TensorInfo; maskedInput: TensorInfo; kernel: TensorInfo; inputMask?: TensorInfo }, object>(
    DenseGrad,
    (backend, { maskedInput, ...inputs }) => denseBackward(backend, { ...inputs, x: maskedInput }),
  );
  for (const [name, kernel] of Object.entries(gpuKernels)) {
    register<Tensors, object>(name, (backend, inputs, attributes) => kernel(webgpuRunner(backend), inputs, attributes));
  }
  register(MeanOverTime, meanOverTimeForward);
  register<Parameters<typeof meanOverTimeBackward>[1], MeanOverTimeGradAttributes>(
    MeanOverTimeGrad,
    meanOverTimeBackward,
  );
  register<Parameters<typeof crossEntropyForward>[1], CrossEntropyAttributes>(CrossEntropy, crossEntropyForward);
  register<Parameters<typeof crossEntropyBackward>[1], CrossEntropyAttributes>(CrossEntropyGrad, crossEntropyBackward);
  register<Tensors, UpdateAttributes>(Update, (backend, inputs, attributes) => {
    const { weights, gradientNormSum } = collectUpdate(inputs, attributes);
    updateInPlace(backend, { weights, gradientNormSum }, attributes);
    // Written in place: there is nothing to hand out.
    return [];
  });
  register<Tensors, CollectAttributes>(Collect, (backend, inputs, { count }) =>
    collectTensors(
      backend,
      Array.from({ length: count }, (_, i) => inputs[`tensor${i}`]!),
    ),
  );
}
