// Which shared settings are shown, in which order, and the words for their values.

import type { SharedSettings, TokenKind } from '../../experiment/experiment';
import { sharedFields } from '../../experiment/fields';
import { formatSetting } from '../../ui/format';
import type { Strings } from '../../ui/strings/strings';

export type SharedId = Exclude<keyof SharedSettings, 'corpus' | `imported${string}`>;

/** In reading order: the data, the training, the rest. Some apply to one optimizer or to generated text alone. */
export function sharedRows(shared: SharedSettings): SharedId[] {
  return [
    ...(shared.corpus === 'generated' ? (['generatedTexts', 'dependencyDistance', 'distractorWords'] as const) : []),
    'trainingSize',
    'labelNoise',
    'validationShare',
    'tokens',
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
  if (id === 'tokens') return strings.tokenKinds[value as TokenKind];
  return id === 'optimizer'
    ? strings.optimizers[value as SharedSettings['optimizer']]
    : strings.backends[value as SharedSettings['backend']];
}
