// A run's epochs as a table for people.

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
