// Starts our SIMD kernels in the memory of tfjs's wasm module, so that tensors need no copying.

import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { kernelsBase64 } from './kernels.generated';

type Pointer = number;

/** The functions of assembly/index.ts. Pointers are bytes into tfjs's memory; 0 stands for an absent tensor. */
export interface SimdKernels {
  constantBytes(): number;
  /** Call once, before anything else, with memory that stays. */
  useConstants(pointer: Pointer): void;
  tileBytes(): number;
  /** Call once, before anything else, with memory that stays. */
  useTiles(pointer: Pointer): void;
  clear(pointer: Pointer, bytes: number): void;
  rnnForward(
    cell: number,
    x: Pointer,
    inputMask: Pointer,
    kernel: Pointer,
    recurrentKernel: Pointer,
    bias: Pointer,
    recurrentMask: Pointer,
    order: Pointer,
    counts: Pointer,
    source: Pointer,
    steps: number,
    rows: number,
    inputSize: number,
    units: number,
    packedX: Pointer,
    gates: Pointer,
    states: Pointer,
    recurrentInputs: Pointer,
    cells: Pointer,
    extra: Pointer,
    outputs: Pointer,
    finalState: Pointer,
    relu: number,
    recurrentBias: Pointer,
    candidateMask: Pointer,
    zoneoutState: Pointer,
    zoneoutCell: Pointer,
    scratch: Pointer,
  ): void;
  rnnBackward(
    cell: number,
    inputMask: Pointer,
    kernel: Pointer,
    recurrentKernel: Pointer,
    recurrentMask: Pointer,
    order: Pointer,
    counts: Pointer,
    source: Pointer,
    steps: number,
    rows: number,
    batch: number,
    inputSize: number,
    units: number,
    packedX: Pointer,
    gates: Pointer,
    states: Pointer,
    recurrentInputs: Pointer,
    cells: Pointer,
    extra: Pointer,
    dOutputs: Pointer,
    dFinal: Pointer,
    scratch: Pointer,
    dX: Pointer,
    dKernel: Pointer,
    dRecurrentKernel: Pointer,
    dBias: Pointer,
    relu: number,
    recurrentBias: Pointer,
    candidateMask: Pointer,
    zoneoutState: Pointer,
    zoneoutCell: Pointer,
    dRecurrentBias: Pointer,
  ): void;
  embeddingForward(table: Pointer, ids: Pointer, scales: Pointer, out: Pointer, tokens: number, width: number): void;
  embeddingBackward(dOut: Pointer, ids: Pointer, scales: Pointer, dTable: Pointer, tokens: number, width: number): void;
  denseForward(
    x: Pointer,
    inputMask: Pointer,
    kernel: Pointer,
    bias: Pointer,
    maskedInput: Pointer,
    out: Pointer,
    rows: number,
    inputs: number,
    outputs: number,
  ): void;
  denseBackward(
    maskedInput: Pointer,
    inputMask: Pointer,
    kernel: Pointer,
    dOut: Pointer,
    scratch: Pointer,
    dX: Pointer,
    dKernel: Pointer,
    dBias: Pointer,
    rows: number,
    inputs: number,
    outputs: number,
  ): void;
  meanOverTimeForward(x: Pointer, lengths: Pointer, out: Pointer, batch: number, time: number, width: number): void;
  meanOverTimeBackward(dy: Pointer, lengths: Pointer, dX: Pointer, batch: number, time: number, width: number): void;
  maxOverTimeForward(
    x: Pointer,
    lengths: Pointer,
    value: Pointer,
    places: Pointer,
    batch: number,
    time: number,
    width: number,
  ): void;
  maxOverTimeBackward(dy: Pointer, places: Pointer, dX: Pointer, batch: number, time: number, width: number): void;
  attentionScoresForward(
    z: Pointer,
    score: Pointer,
    lengths: Pointer,
    hidden: Pointer,
    scores: Pointer,
    batch: number,
    time: number,
    units: number,
  ): void;
  attentionScoresBackward(
    dy: Pointer,
    hidden: Pointer,
    score: Pointer,
    lengths: Pointer,
    dZ: Pointer,
    dScore: Pointer,
    batch: number,
    time: number,
    units: number,
  ): void;
  weightedSumForward(
    weights: Pointer,
    x: Pointer,
    lengths: Pointer,
    out: Pointer,
    batch: number,
    time: number,
    width: number,
  ): void;
  weightedSumBackward(
    dy: Pointer,
    weights: Pointer,
    x: Pointer,
    lengths: Pointer,
    dWeights: Pointer,
    dX: Pointer,
    batch: number,
    time: number,
    width: number,
  ): void;
  sumOfSquares(x: Pointer, lengths: Pointer, batch: number, time: number, width: number, temporal: number): number;
  activityBackward(
    x: Pointer,
    lengths: Pointer,
    dX: Pointer,
    batch: number,
    time: number,
    width: number,
    temporal: number,
    scale: number,
  ): void;
  convolutionForward(
    x: Pointer,
    kernel: Pointer,
    bias: Pointer,
    lengths: Pointer,
    packed: Pointer,
    sums: Pointer,
    value: Pointer,
    batch: number,
    time: number,
    outTime: number,
    rows: number,
    size: number,
    width: number,
    filters: number,
    left: number,
    right: number,
  ): void;
  convolutionBackward(
    dy: Pointer,
    packed: Pointer,
    kernel: Pointer,
    lengths: Pointer,
    dSums: Pointer,
    dPacked: Pointer,
    kernelTransposed: Pointer,
    dX: Pointer,
    dKernel: Pointer,
    dBias: Pointer,
    batch: number,
    time: number,
    outTime: number,
    rows: number,
    size: number,
    width: number,
    filters: number,
    left: number,
    right: number,
  ): void;
  sideBySide(left: Pointer, right: Pointer, out: Pointer, rows: number, leftWidth: number, rightWidth: number): void;
  partSides(both: Pointer, left: Pointer, right: Pointer, rows: number, leftWidth: number, rightWidth: number): void;
  addPenaltyGradient(weight: Pointer, gradient: Pointer, size: number, l1: number, l2: number, l3: number): number;
  clipByValue(gradient: Pointer, size: number, scale: number, largest: number): void;
  updateMomentum(
    weight: Pointer,
    gradient: Pointer,
    velocity: Pointer,
    size: number,
    scale: number,
    momentum: number,
    velocityRate: number,
    gradientRate: number,
  ): void;
  updateSquares(
    weight: Pointer,
    gradient: Pointer,
    squares: Pointer,
    size: number,
    scale: number,
    rate: number,
    decay: number,
    share: number,
    epsilon: number,
  ): void;
  updateAdam(
    weight: Pointer,
    gradient: Pointer,
    mean: Pointer,
    square: Pointer,
    size: number,
    scale: number,
    rate: number,
    gradientRate: number,
    keep: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    rootCorrection: number,
  ): void;
}

/** @throws WebAssembly.CompileError where the browser has no SIMD */
export async function startSimdKernels(backend: BackendWasm): Promise<SimdKernels> {
  // The memory is not in tfjs's types, but it is where emscripten puts its exports.
  const wasm = backend.wasm as unknown as { asm: { memory: WebAssembly.Memory }; _malloc(bytes: number): Pointer };
  const bytes = Uint8Array.from(atob(kernelsBase64), (character) => character.charCodeAt(0));
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory: wasm.asm.memory } });
  const kernels = instance.exports as unknown as SimdKernels;
  kernels.useConstants(wasm._malloc(kernels.constantBytes()));
  kernels.useTiles(wasm._malloc(kernels.tileBytes()));
  return kernels;
}
