// The ops of attention on the cpu. Softmax and entropy, a few numbers a token, are in double precision and serve wasm too.

import { exponential, naturalLogarithm } from '../../../experiment/arithmetic';
import { tanh } from './elementary';
import { unlessVanished } from './vanishing';

const f = Math.fround;

/** hidden = tanh z, scores_t = Σ_a hidden · score, both 0 at padding. */
export function attentionScoresForward(
  { z, score, lengths }: { z: Float32Array; score: Float32Array; lengths: Int32Array },
  time: number,
): { scores: Float32Array; hidden: Float32Array } {
  const units = score.length;
  const hidden = new Float32Array(z.length);
  const scores = new Float32Array(lengths.length * time);
  for (const [i, length] of lengths.entries()) {
    for (let place = i * time; place < i * time + length; place++) {
      for (let a = 0; a < units; a++) {
        hidden[place * units + a] = tanh(z[place * units + a]!);
        scores[place] = scores[place]! + f(hidden[place * units + a]! * score[a]!);
      }
    }
  }
  return { scores, hidden };
}

export function attentionScoresBackward(
  inputs: { dy: Float32Array; hidden: Float32Array; score: Float32Array; lengths: Int32Array },
  time: number,
): { dZ: Float32Array; dScore: Float32Array } {
  const { dy, hidden, score, lengths } = inputs;
  const units = score.length;
  const dZ = new Float32Array(hidden.length);
  const dScore = new Float32Array(units);
  for (const [i, length] of lengths.entries()) {
    for (let place = i * time; place < i * time + length; place++) {
      for (let a = 0; a < units; a++) {
        const value = hidden[place * units + a]!;
        dScore[a] = dScore[a]! + f(dy[place]! * value);
        dZ[place * units + a] = unlessVanished(f(f(dy[place]! * score[a]!) * f(1 - f(value * value))));
      }
    }
  }
  return { dZ, dScore };
}

/** Softmax over each text's real tokens, 0 at padding. */
export function softmaxForward(scores: Float32Array, lengths: Int32Array, time: number): Float32Array {
  const weights = new Float32Array(scores.length);
  const powers = new Float64Array(time);
  for (const [i, length] of lengths.entries()) {
    const start = i * time;
    // Taking the largest away first keeps exp in range.
    let largest = Number.NEGATIVE_INFINITY;
    for (let t = 0; t < length; t++) largest = Math.max(largest, scores[start + t]!);
    let sum = 0;
    for (let t = 0; t < length; t++) {
      powers[t] = exponential(scores[start + t]! - largest);
      sum += powers[t]!;
    }
    for (let t = 0; t < length; t++) weights[start + t] = unlessVanished(powers[t]! / sum);
  }
  return weights;
}

/** weights_t · (dy_t − Σ weights · dy) */
export function softmaxBackward(
  { dy, weights, lengths }: { dy: Float32Array; weights: Float32Array; lengths: Int32Array },
  time: number,
): Float32Array {
  const dScores = new Float32Array(weights.length);
  for (const [i, length] of lengths.entries()) {
    let mean = 0;
    for (let place = i * time; place < i * time + length; place++) mean += weights[place]! * dy[place]!;
    for (let place = i * time; place < i * time + length; place++) {
      dScores[place] = unlessVanished(weights[place]! * (dy[place]! - mean));
    }
  }
  return dScores;
}

/** out_i = Σ_t weights_t x_t over real tokens. */
export function weightedSumForward(
  { weights, x, lengths }: { weights: Float32Array; x: Float32Array; lengths: Int32Array },
  time: number,
  width: number,
): Float32Array {
  const out = new Float32Array(lengths.length * width);
  for (const [i, length] of lengths.entries()) {
    for (let place = i * time; place < i * time + length; place++) {
      for (let u = 0; u < width; u++) {
        out[i * width + u] = out[i * width + u]! + f(weights[place]! * x[place * width + u]!);
      }
    }
  }
  return out;
}

export function weightedSumBackward(
  inputs: { dy: Float32Array; weights: Float32Array; x: Float32Array; lengths: Int32Array },
  time: number,
  width: number,
): { dWeights: Float32Array; dX: Float32Array } {
  const { dy, weights, x, lengths } = inputs;
  const dWeights = new Float32Array(weights.length);
  const dX = new Float32Array(x.length);
  for (const [i, length] of lengths.entries()) {
    for (let place = i * time; place < i * time + length; place++) {
      for (let u = 0; u < width; u++) {
        const gradient = dy[i * width + u]!;
        dWeights[place] = dWeights[place]! + f(gradient * x[place * width + u]!);
        dX[place * width + u] = unlessVanished(f(weights[place]! * gradient));
      }
    }
  }
  return { dWeights, dX };
}

/** strength · mean over the texts of −Σ α ln α; 0 ln 0 is 0. */
export function entropyForward(weights: Float32Array, texts: number, strength: number): Float32Array {
  let sum = 0;
  for (const weight of weights) if (weight > 0) sum -= weight * naturalLogarithm(weight);
  return Float32Array.of((strength * sum) / texts);
}

/** −strength · (ln α + 1) / texts; 0 where α is 0. */
export function entropyBackward(
  { dy, weights }: { dy: Float32Array; weights: Float32Array },
  texts: number,
  strength: number,
): Float32Array {
  const scale = (strength * dy[0]!) / texts;
  return weights.map((weight) => (weight > 0 ? -scale * (naturalLogarithm(weight) + 1) : 0));
}
