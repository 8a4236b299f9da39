// Programs that both GPUs run: each says how one number of its output comes to be, in what WGSL and GLSL have in common.
// For what is small beside the products: those have programs of their own on each.

import type { TensorInfo } from '@tensorflow/tfjs-core';

export interface GpuProgram {
  /** Tells it from other programs. */
  name: string;
  /** Tensors that it reads, as `NAME(row, column)`: rows of their last axis, one row where there is no other axis. */
  reads: readonly string[];
  /** Whole numbers that it reads, of type int. */
  sizes?: readonly string[];
  /** Numbers that it reads, of type float. */
  factors?: readonly string[];
  /**
   * Sets the float `result`, 0 before, from the ints `row` and `column`. GLSL but for what WGSL lacks: no `? :`, braces
   * around each block, and a declaration has a value. Beside built-in functions it has `tanhOf(float)`.
   */
  code: string;
}

/** A part of a tensor: its first row and column. */
export interface Target {
  tensor: TensorInfo;
  row: number;
  column: number;
}

export interface GpuRunner {
  /**
   * Runs a program for each number of a new tensor of this shape, or of a part of a matrix that it does not read; `row`
   * and `column` begin with the part.
   */
  run(
    program: GpuProgram,
    shape: readonly number[],
    given: {
      reads: Readonly<Record<string, TensorInfo>>;
      sizes?: Readonly<Record<string, number>>;
      factors?: Readonly<Record<string, number>>;
    },
    into?: Target,
  ): TensorInfo;
  zeros(shape: readonly number[]): TensorInfo;
  /** The same memory under a new tensor. */
  share(tensor: TensorInfo): TensorInfo;
  /** Gives back what was made on the way. */
  dispose(tensor: TensorInfo): void;
}

/** An op's kernel on both GPUs. */
export type GpuKernel = (
  runner: GpuRunner,
  inputs: Readonly<Record<string, TensorInfo>>,
  attributes: object,
) => TensorInfo[];

/** The last axis of a tensor; a scalar is a row of one. */
export const columnsOf = ({ shape }: Pick<TensorInfo, 'shape'>): number => shape.at(-1) ?? 1;
