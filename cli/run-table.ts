// A run's epochs as a table for people.

import type { Outcome } from '../src/training/outcome';
import type { EpochResult } from '../src/training/protocol';

export function printTable(id: string, label: string, digits: string, epochs: readonly EpochResult[]): void {
  console.log(`${id}  ${label}`);
  console.log('epoch   train loss  accuracy   val. loss  accuracy    penalty  gradient  tokens/s');
  for (const { epoch, train: training, validation, penalty, gradientNorm, tokensPerSecond } of epochs) {
    const columns = [
      String(epoch).padStart(5),
      training.loss.toFixed(4).padStart(12),
      training.accuracy.toFixed(3).padStart(9),
      validation.loss.toFixed(4).padStart(11),
      validation.accuracy.toFixed(3).padStart(9),
      penalty.total.toFixed(4).padStart(10),
      gradientNorm.toFixed(4).padStart(9),
      String(Math.round(tokensPerSecond)).padStart(9),
    ];
    console.log(columns.join(' '));
  }
  const last = epochs.at(-1);
  if (last) console.log(`${(last.elapsedMs / 1000).toFixed(2)} s, fingerprint ${digits}\n`);
}

/** Where early stopping ended it, and whose weights it has where those are not the last epoch's. */
export function printEnding({ lastEpoch, ending }: Outcome & { kind: 'finished' }): void {
  const { weightsEpoch, lastGain } = ending;
  const stopped = lastGain === null ? [] : [`stopped after epoch ${lastEpoch}: no gain since epoch ${lastGain}`];
  const restored = weightsEpoch === lastEpoch ? [] : [`weights of epoch ${weightsEpoch}`];
  const said = [...stopped, ...restored].join('; ');
  if (said !== '') console.log(`${said}\n`);
}
