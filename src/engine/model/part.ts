// What every part of a model has: parameters, places where dropout can act, an output width and a forward pass.

import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { ActivityPenalty, DropoutPlace, ZoneoutPlace } from '../../experiment/experiment';
import type { Direction } from '../../experiment/model-spec';
import type { Tokens } from '../ops/embedding';
import type { SequencePlan } from '../ops/sequence';
import type { Parameter } from './parameter';

/** A place where dropout can act. */
export interface DropoutSite {
  /** Where it stands in the model, as `rnn/0/forward/input`. */
  name: string;
  /** `noise` is what is added to word vectors. */
  place: DropoutPlace | ZoneoutPlace | 'noise';
  /** What the stream of its masks is called by, which no other site of the model has. */
  stream: string;
  /** Of its mask for a batch. */
  shapeOf(batch: { batch: number; time: number }): number[];
}

/** Dropout masks of one batch by site, already scaled by 1 / (1 − rate); an absent one drops nothing. */
export type DropoutMasks = Readonly<Record<string, Tensor | undefined>>;

/** The shape of a mask that is the same at all tokens of a text. */
export const perText =
  (width: number): DropoutSite['shapeOf'] =>
  ({ batch }) => [batch, width];

/** A penalty on what a part computes, as it came out for a batch, its strength included. */
export interface ActivityTerm {
  kind: ActivityPenalty;
  value: Scalar;
}

/** What a forward pass reads beside the weights and the output of the part before, and where it tells of itself. */
export interface Pass {
  tokens: Tokens;
  /** The batch's texts read in a direction. */
  plan(direction: Direction): SequencePlan;
  masks: DropoutMasks;
  /** Parts add theirs. */
  activities: ActivityTerm[];
  /** Who wants to look at attention's weights is given them: `[batch, time]`, 0 at padding. */
  attention?: (weights: Tensor2D) => void;
}

/** A part maps one tensor to the next; `Input` is null where it begins with the tokens themselves. */
export interface Part<Input extends Tensor | null, Output extends Tensor> {
  parameters: readonly Parameter[];
  dropoutSites: readonly DropoutSite[];
  /** The last axis of its output. */
  width: number;
  /** @param weights in the order of `parameters` */
  forward(input: Input, weights: readonly Tensor[], pass: Pass): Output;
}

/** Takes from a list of weights those of one part after the other. */
export function takeWeights(weights: readonly Tensor[]) {
  let taken = 0;
  return ({ parameters }: { parameters: readonly Parameter[] }): readonly Tensor[] => {
    const own = weights.slice(taken, taken + parameters.length);
    taken += own.length;
    return own;
  };
}
