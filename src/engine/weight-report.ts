// What is reported of the weights after each epoch, in double precision from a copy of them.

import type { Role } from '../experiment/experiment';
import { stream } from '../experiment/random';
import type { Parameter } from './model/parameter';

/** An entry below this size counts as near zero. */
const nearZero = 1e-3;

export interface WeightReport {
  entries: number;
  /** Frobenius norm. */
  norm: number;
  /** Share of entries with |w| < 1e-3, those that are 0 among them. */
  nearZeroShare: number;
  /** Share of entries that are exactly 0. */
  zeroShare: number;
}

export interface WeightReports {
  /** Of all weights of a role together; a role that the network has none of is missing. */
  byRole: Partial<Record<Role, WeightReport>>;
  /** Of what the network works with between embedding and output layer; nothing where it has no weights there. */
  kernels: WeightReport | null;
  /** The largest singular value of any recurrent kernel; nothing where there is none. */
  spectralNorm: number | null;
}

const kernelRoles: readonly Role[] = ['kernel', 'recurrent', 'convolution', 'hidden'];

export function weightReports(parameters: readonly Parameter[], weights: readonly Float32Array[]): WeightReports {
  const ofRoles = (roles: readonly Role[]) =>
    weights.filter((_, i) => parameters[i]!.role !== null && roles.includes(parameters[i]!.role!));
  const roles = [...new Set(parameters.flatMap(({ role }) => role ?? []))];
  const kernels = ofRoles(kernelRoles);
  const spectralNorms = parameters.flatMap(({ role, shape }, i) =>
    role === 'recurrent' ? [spectralNorm(weights[i]!, shape[0]!)] : [],
  );
  return {
    byRole: Object.fromEntries(roles.map((role) => [role, report(ofRoles([role]))])),
    kernels: kernels.length > 0 ? report(kernels) : null,
    spectralNorm: spectralNorms.length > 0 ? Math.max(...spectralNorms) : null,
  };
}

function report(matrices: readonly Float32Array[]): WeightReport {
  let [entries, squares, small, zeros] = [0, 0, 0, 0];
  for (const values of matrices) {
    for (const value of values) {
      squares += value * value;
      if (Math.abs(value) < nearZero) small++;
      if (value === 0) zeros++;
    }
    entries += values.length;
  }
  return { entries, norm: Math.sqrt(squares), nearZeroShare: small / entries, zeroShare: zeros / entries };
}

/**
 * The largest singular value of a matrix of `rows` rows, by power iteration on M Mᵀ: to about 1e-6
 * relative where the two largest are apart, from below where they are close.
 */
export function spectralNorm(values: Float32Array, rows: number): number {
  const columns = values.length / rows;
  const source = stream(0, 'spectralNorm');
  let left = Float64Array.from({ length: rows }, (_, i) => source.uniform(i) + 0.5);
  let estimate = 0;
  for (let iteration = 0; iteration < 100; iteration++) {
    normalize(left);
    const right = new Float64Array(columns);
    for (let row = 0; row < rows; row++) {
      const factor = left[row]!;
      for (let column = 0; column < columns; column++) right[column]! += factor * values[row * columns + column]!;
    }
    const next = Math.sqrt(normSquared(right));
    const done = Math.abs(next - estimate) <= 1e-7 * next;
    estimate = next;
    if (done) break;
    left = new Float64Array(rows);
    for (let row = 0; row < rows; row++) {
      let sum = 0;
      for (let column = 0; column < columns; column++) sum += values[row * columns + column]! * right[column]!;
      left[row] = sum;
    }
  }
  return estimate;
}

function normSquared(vector: Float64Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  return squares;
}

function normalize(vector: Float64Array): void {
  const norm = Math.sqrt(normSquared(vector));
  if (norm > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= norm;
}
