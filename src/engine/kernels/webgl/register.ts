// Registers the engine's ops on tfjs's webgl backend.

import { Collect } from '../../ops/collect';
import { CrossEntropy, CrossEntropyGrad } from '../../ops/cross-entropy';
import { Dense, DenseGrad } from '../../ops/dense';
import { Embedding, EmbeddingGrad } from '../../ops/embedding';
import { MeanOverTime, MeanOverTimeGrad } from '../../ops/mean-over-time';
import { Rnn, type RnnAttributes, RnnGrad } from '../../ops/rnn';
import { Update } from '../../ops/update';
import { gpuKernels } from '../gpu/kernels';
import { isVariant, rnnVariantBackward, rnnVariantForward } from '../gpu/rnn-variant';
import { collect } from './collect';
import { crossEntropyBackward, crossEntropyForward } from './cross-entropy';
import { denseBackward, denseForward } from './dense';
import { embeddingBackward, embeddingForward } from './embedding';
import { register } from './kernel';
import { meanOverTimeBackward, meanOverTimeForward } from './mean-over-time';
import { rnnBackward } from './rnn-backward';
import { rnnForward } from './rnn-forward';
import { webglRunner } from './runner';
import { update } from './update';

/** Call before the first op runs on a started backend; again for a backend that took a lost one's place. */
export function registerWebglKernels(): void {
  register(Rnn, (given) =>
    isVariant(given.inputs, given.attributes as RnnAttributes)
      ? rnnVariantForward(webglRunner(given), given.inputs, given.attributes)
      : rnnForward(given),
  );
  register(RnnGrad, (given) =>
    isVariant(given.inputs, given.attributes as RnnAttributes)
      ? rnnVariantBackward(webglRunner(given), given.inputs, given.attributes)
      : rnnBackward(given),
  );
  register(Embedding, embeddingForward);
  register(EmbeddingGrad, embeddingBackward);
  register(Dense, denseForward);
  register(DenseGrad, denseBackward);
  for (const [name, kernel] of Object.entries(gpuKernels)) {
    register(name, ({ inputs, attributes, ...made }) => kernel(webglRunner(made), inputs, attributes));
  }
  register(MeanOverTime, meanOverTimeForward);
  register(MeanOverTimeGrad, meanOverTimeBackward);
  register(CrossEntropy, crossEntropyForward);
  register(CrossEntropyGrad, crossEntropyBackward);
  register(Update, update);
  register(Collect, collect);
}
