// Puts a model together from its parts: embedding → recurrent layer → readout → head.

import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { type ModelSpec, readoutNeeds } from '../../experiment/model-spec';
import { embeddingPart } from './embedding';
import { headPart } from './head';
import type { Parameter } from './parameter';
import type { DropoutSite, Part, Pass } from './part';
import { readoutParts } from './readout';
import { recurrentPart } from './recurrent';

/** What the texts decide of a model. */
export interface TextSizes {
  /** Rows of the embedding. */
  vocabularyRows: number;
  classes: number;
}

export interface Model {
  /** All weights: wherever weights or what belongs to them are a list, it is in this order. */
  parameters: readonly Parameter[];
  dropoutSites: readonly DropoutSite[];
  /**
   * The forward pass.
   * @returns logits `[batch, classes]`
   */
  logits(weights: readonly Tensor[], pass: Pass): Tensor2D;
}

export function buildModel(spec: ModelSpec, { vocabularyRows, classes }: TextSizes): Model {
  const embedding = embeddingPart(vocabularyRows, spec.embeddingSize);
  const layer = recurrentPart(spec.recurrent, embedding.width, readoutNeeds[spec.readout]);
  const readout = readoutParts[spec.readout](layer.width);
  const head = headPart(readout.width, classes);
  const parts: readonly Pick<Part<null, Tensor>, 'parameters' | 'dropoutSites'>[] = [embedding, layer, readout, head];
  return {
    parameters: parts.flatMap(({ parameters }) => parameters),
    dropoutSites: parts.flatMap(({ dropoutSites }) => dropoutSites),
    logits(weights, pass) {
      let taken = 0;
      const run = <Input extends Tensor | null, Output extends Tensor>(part: Part<Input, Output>, input: Input) => {
        const own = weights.slice(taken, taken + part.parameters.length);
        taken += own.length;
        return part.forward(input, own, pass);
      };
      const words: Tensor3D = run(embedding, null);
      return run(head, run(readout, run(layer, words)));
    },
  };
}
