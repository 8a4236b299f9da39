// What every part of a model has: parameters, places where dropout can act, an output width and a forward pass.

import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { DropoutPlace } from '../../experiment/experiment';
import type { Tokens } from '../ops/embedding';
import type { SequencePlan } from '../ops/sequence';
import type { Parameter } from './parameter';

/** A place where dropout can act. */
export interface DropoutSite {
  place: DropoutPlace;
  /** Columns of its mask; null stands for the batch's time, a column a token. */
  width: number | null;
}

/** Dropout masks of one batch, already scaled by 1 / (1 − rate), `[batch, width]`; an absent one drops nothing. */
export type DropoutMasks = Partial<Record<DropoutPlace, Tensor2D>>;

/** What a forward pass reads beside the weights and the output of the part before. */
export interface Pass {
  tokens: Tokens;
  plan: SequencePlan;
  masks: DropoutMasks;
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
