// Finds settings by any of their names: in both languages, as a link spells them, and as Keras and PyTorch call them.

import { subjectOf } from '../experiment/difference';
import { type RunFormId, runFields } from '../experiment/run-fields';
import { type SharedFormId, sharedFields } from '../experiment/shared-fields';
import { choiceWords, groupWords, settingWords } from './setting-words';
import { type Strings, strings } from './strings';

/** Names that no label and no sentence of ours holds. */
const otherNames: Partial<Record<RunFormId | SharedFormId, string>> = {
  cell: 'keras.layers.RNN nn.RNN nn.LSTM nn.GRU Conv1D model architecture',
  units: 'hidden_size',
  embeddingSize: 'embedding_dim output_dim nn.Embedding',
  layers: 'num_layers stacked depth',
  direction: 'bidirectional BiLSTM',
  readout: 'pooling return_sequences GlobalMaxPooling1D',
  attentionUnits: 'AdditiveAttention',
  activation: 'nonlinearity',
  reset: 'reset_after',
  recurrentInitializer: 'recurrent_initializer',
  forgetBias: 'unit_forget_bias forget_bias',
  windowWidths: 'kernel_size ngram',
  labelSmoothing: 'label_smoothing',
  patience: 'EarlyStopping early_stopping callbacks',
  monitor: 'EarlyStopping val_loss val_accuracy',
  smallestGain: 'EarlyStopping min_delta tolerance',
  restoreBest: 'EarlyStopping restore_best_weights ModelCheckpoint save_best_only',
  weightDecay: 'weight_decay decoupled AdamW',
  momentum: 'nesterov',
  clipNorm: 'clip_grad_norm_ global_clipnorm gradient clipping',
  clipValue: 'clip_grad_value_ clipvalue gradient clipping',
  learningRate: 'lr learning_rate',
  schedule: 'lr_scheduler LearningRateSchedule ReduceLROnPlateau OneCycleLR CosineAnnealingLR',
  batchSize: 'batch_size',
  sequenceLength: 'maxlen max_length',
  vocabularySize: 'num_words max_tokens input_dim',
  validationShare: 'validation_split',
  seed: 'random_state manual_seed',
  seeds: 'repeats replicates trials confidence band runs luck noise',
  trainingSeed: 'random_state manual_seed',
  optimizer: 'torch.optim keras.optimizers',
};

const byNorm = {
  L1: 'lasso activity kernel_regularizer l1_l2 sparsity',
  L2: 'ridge weight_decay kernel_regularizer l1_l2 Tikhonov',
  L3: 'bridge',
  Lp: 'bridge',
} as const;

const byPlace = {
  embedding: 'nn.Dropout SpatialDropout1D word dropout',
  input: 'nn.Dropout dropout=',
  recurrent: 'recurrent_dropout variational',
  candidate: 'recurrent dropout without memory loss',
  dropConnect: 'weight_drop WeightDrop',
  between: 'nn.LSTM(dropout=)',
  output: 'nn.Dropout layers.Dropout',
} as const;

function namesOfRunSetting(id: RunFormId): string {
  const subject = subjectOf(id);
  const own =
    subject.kind === 'penalty' ? byNorm[subject.norm] : subject.kind === 'dropout' ? byPlace[subject.place] : '';
  return [id, runFields[id].key, own, otherNames[id] ?? ''].join(' ');
}

function wordsOfRunSetting(id: RunFormId, language: Strings): string {
  const { label, fullLabel, help } = settingWords(id, language);
  const field = runFields[id];
  const group = field.group ? groupWords(field.group, language) : '';
  const options = field.kind === 'choice' ? field.options.map((option) => choiceWords(id, option, language)) : [];
  return [label, fullLabel, group, help, ...options.flatMap((words) => (words ? [words.name, words.help] : []))].join(
    ' ',
  );
}

function wordsOfSharedSetting(id: SharedFormId, language: Strings): string {
  const { label, help } = language.sharedFields[id];
  const choices = (language.sharedChoices as Record<string, Record<string, string>>)[id] ?? {};
  return [label, help, ...Object.values(choices)].join(' ');
}

/** Spaces, dots and dashes aside: `weight_decay` and "Weight decay" are one name. */
const plain = (text: string) => text.toLowerCase().replace(/[\s_.\-‐-—=()]+/g, '');

const isIn = (haystack: string, query: string): boolean => {
  const text = plain(haystack);
  if (text.includes(plain(query))) return true;
  const words = query.split(/\s+/).filter((word) => plain(word) !== '');
  return words.length > 1 && words.every((word) => text.includes(plain(word)));
};

const languages = Object.values(strings);

export const isRunSettingCalled = (id: RunFormId, query: string): boolean =>
  isIn([namesOfRunSetting(id), ...languages.map((each) => wordsOfRunSetting(id, each))].join(' '), query);

export const isSharedSettingCalled = (id: SharedFormId, query: string): boolean =>
  isIn(
    [id, sharedFields[id].key, otherNames[id] ?? '', ...languages.map((each) => wordsOfSharedSetting(id, each))].join(
      ' ',
    ),
    query,
  );
