// Which shared settings are shown, in which order, and the words for their values.

import type { SharedSettings } from '../../experiment/experiment';
import { sharedFields } from '../../experiment/fields';
import { formatSetting } from '../../ui/format';
import type { Strings } from '../../ui/strings/strings';

export type SharedId = Exclude<keyof SharedSettings, 'corpus'>;

/** In reading order: the data, the training, the rest. Some apply to one optimizer alone. */
export function sharedRows(shared: SharedSettings): SharedId[] {
  return [
    'trainingSize',
    'labelNoise',
    'validationShare',
    'sequenceLength',
    'vocabularySize',
    'epochs',
    'batchSize',
    'optimizer',
    'learningRate',
    ...(shared.optimizer === 'sgd' ? (['momentum'] as const) : []),
    ...(shared.optimizer === 'adamw' ? (['weightDecay'] as const) : []),
    'clipNorm',
    'seed',
    'backend',
  ];
}

export function sharedValueWords(id: SharedId, value: number | string, strings: Strings): string {
  const field = sharedFields[id];
  if (field.kind === 'number') return field.off && value === 0 ? strings.runs.off : formatSetting(field, Number(value));
  return id === 'optimizer'
    ? strings.optimizers[value as SharedSettings['optimizer']]
    : strings.backends[value as SharedSettings['backend']];
}
