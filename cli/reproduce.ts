// npm run -s reproduce -- POSITIVE-FILE NEGATIVE-FILE [--folds N] [--only cnn|rnn|bayes] [--epochs N] [--seed N] [--json]:
// trains published results on Pang and Lee's sentence polarity data anew. Exit code 2 where it cannot begin.

import { startBackend } from '../src/engine/backend';
import { messageOf } from '../src/experiment/error-message';
import { type Fold, foldsOf } from './reproduce/folds';
import { type FoldResult, type ModelName, models, type PublishedModel } from './reproduce/models';
import { type Options, optionsOf } from './reproduce/options';
import { type LabelledSentences, readSentences } from './reproduce/sentences';
import { type Reproduced, tableOf } from './reproduce/table';

function begin(): { options: Options; data: LabelledSentences } {
  try {
    const options = optionsOf(process.argv.slice(2));
    return { options, data: readSentences(options.positiveFile, options.negativeFile) };
  } catch (error) {
    console.error(messageOf(error));
    process.exit(2);
  }
}

async function reproduce(name: ModelName, folds: readonly Fold[]): Promise<Reproduced> {
  const model: PublishedModel = models[name];
  const startMs = performance.now();
  const testFold = model.prepare(data);
  const results: FoldResult[] = [];
  for (const [index, fold] of folds.entries()) {
    const place = `${name}  fold ${index + 1} of ${folds.length}`;
    const result = await testFold(fold, {
      // Each fold starts from weights of its own.
      seed: options.seed + index,
      epochs: options.epochs,
      tell: ({ epoch, developmentAccuracy, seconds }) =>
        console.error(`${place}  epoch ${epoch}  development ${percent(developmentAccuracy)}  ${seconds.toFixed(1)} s`),
    });
    results.push(result);
    const chosen = result.bestEpoch === undefined ? '' : ` after epoch ${result.bestEpoch}`;
    console.error(`${place}  test ${percent(result.testAccuracy)}${chosen}`);
  }
  return { name, model, folds: results, seconds: (performance.now() - startMs) / 1000 };
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const { options, data } = begin();
const { backend, insteadOf } = await startBackend('wasm');
if (insteadOf) console.error(`${backend} runs instead of ${insteadOf.backend}: ${insteadOf.reason}`);
const folds = foldsOf(data.sentences.length, options.seed).slice(0, options.folds);
const reproduced: Reproduced[] = [];
for (const name of options.models) reproduced.push(await reproduce(name, folds));
console.log(options.json ? JSON.stringify({ backend, seed: options.seed, models: reproduced }) : tableOf(reproduced));
