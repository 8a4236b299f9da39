// Every op but the plain cells on every kind of size, as functions that a backend runs: with parity-rnn-cases.ts what
// parity tests compare, in Node and in browsers.

import type { ParityCase } from './parity-case';
import { denseCases, hugeLogitsCase } from './parity-head-cases';
import { variantCases } from './parity-rnn-cases';
import { convolutionCases, embeddingCases, largeEmbeddingCase, overTimeCases, readoutCases } from './parity-text-cases';
import { projectionCases, updateCases } from './parity-update-cases';

export const otherCases: ParityCase[] = [
  ...variantCases,
  ...projectionCases,
  ...embeddingCases,
  largeEmbeddingCase,
  ...readoutCases,
  ...overTimeCases,
  ...convolutionCases,
  ...denseCases,
  hugeLogitsCase,
  ...updateCases,
];
