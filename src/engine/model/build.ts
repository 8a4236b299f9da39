// Puts a model together from its parts: embedding → encoder → hidden layer → head.

import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { EncoderSpec, ModelSpec } from '../../experiment/model-spec';
import { embeddingPart } from './embedding';
import { bagEncoder, stackedCnnEncoder, textCnnEncoder } from './feed-forward';
import { headPart } from './head';
import { hiddenPart } from './hidden';
import type { Parameter } from './parameter';
import { type DropoutSite, type Part, type Pass, takeWeights } from './part';
import { recurrentEncoder } from './recurrent-encoder';

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

/** From word vectors of this size to one vector a text. */
const encoders: {
  [Kind in EncoderSpec['kind']]: (spec: Extract<EncoderSpec, { kind: Kind }>, size: number) => Part<Tensor3D, Tensor2D>;
} = {
  recurrent: recurrentEncoder,
  bag: bagEncoder,
  textCnn: textCnnEncoder,
  stackedCnn: stackedCnnEncoder,
};

function encoderPart(spec: EncoderSpec, size: number): Part<Tensor3D, Tensor2D> {
  const make = encoders[spec.kind] as (spec: EncoderSpec, size: number) => Part<Tensor3D, Tensor2D>;
  return make(spec, size);
}

export function buildModel(spec: ModelSpec, { vocabularyRows, classes }: TextSizes): Model {
  const embedding = embeddingPart(vocabularyRows, spec.embeddingSize);
  const encoder = encoderPart(spec.encoder, embedding.width);
  const hidden = hiddenPart(encoder.width, spec.hiddenUnits);
  const head = headPart(hidden.width, classes);
  const parts: readonly Pick<Part<null, Tensor>, 'parameters' | 'dropoutSites'>[] = [embedding, encoder, hidden, head];
  return {
    parameters: parts.flatMap(({ parameters }) => parameters),
    dropoutSites: parts.flatMap(({ dropoutSites }) => dropoutSites),
    logits(weights, pass) {
      const take = takeWeights(weights);
      const words = embedding.forward(null, take(embedding), pass);
      const text = encoder.forward(words, take(encoder), pass);
      return head.forward(hidden.forward(text, take(hidden), pass), take(head), pass);
    },
  };
}
