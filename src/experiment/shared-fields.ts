// A row for each setting that all runs share, which form, link, headless runner and keys are driven by.

import {
  type Backend,
  backends,
  type Copies,
  copiesOptions,
  corpora,
  type Optimizer,
  optimizers,
  type Schedule,
  type SeedMoves,
  type SharedSettings,
  schedules,
  seedMoves,
  type TextSource,
  type TokenKind,
  textSources,
  tokenKinds,
} from './experiment';
import {
  type Choices,
  choice,
  defaultsOf,
  type Facts,
  type Field,
  type InGroup,
  integer,
  number,
  same,
  text,
} from './field';

/** The groups of the form of what runs share, in its order. */
export const sharedGroups = ['generator', 'split', 'reading', 'training', 'chance', 'machine'] as const;
export type SharedGroup = (typeof sharedGroups)[number];

type SharedFacts = Facts<SharedSettings, SharedGroup>;
export type SharedRow = Field & SharedFacts;

const isGenerated = ({ corpus }: SharedSettings) => corpus === 'generated';
const isImported = ({ corpus }: SharedSettings) => corpus === 'imported';

const generator = { group: 'generator', scope: 'texts', appliesTo: isGenerated } satisfies SharedFacts;
/** Chosen with a file, not typed. */
const imported = { group: null, appliesTo: isImported } satisfies Partial<SharedFacts>;
const split = { group: 'split', scope: 'dataset' } satisfies SharedFacts;
const reading = { group: 'reading', scope: 'dataset' } satisfies SharedFacts;
/** The seeds of a run: from so many on, bands are narrow enough to tell regularizers apart. */
const mostSeeds = 20;
const chance = { group: 'chance', scope: 'seeds' } satisfies SharedFacts;
const training = { group: 'training', scope: 'training' } satisfies SharedFacts;
/** The generator makes noise a property of its texts. */
const textsIfGenerated = (shared: SharedSettings) => (isGenerated(shared) ? 'texts' : 'dataset');

/** Rows in the order of a link. */
export const sharedFields = {
  corpus: {
    ...choice<TextSource>('c', textSources, { ...same(corpora), generated: 'whosaidnot', imported: 'file' }, 'reviews'),
    group: null,
    scope: 'texts',
  },
  generatedTexts: { ...integer({ key: 'gn', min: 100, max: 20_000, default: 2000 }), ...generator },
  dependencyDistance: { ...integer({ key: 'gd', min: 0, max: 20, default: 3, scale: 'linear' }), ...generator },
  distractorWords: {
    ...integer({ key: 'gw', min: 0, max: 2000, default: 50, scale: 'linear', off: true }),
    ...generator,
  },
  // The checksum alone tells which texts they are.
  importedName: { ...text('f', 100), ...imported, scope: 'nothing' },
  importedRows: { ...integer({ key: 'frows', min: 0, max: 200_000, default: 0 }), ...imported, scope: 'nothing' },
  importedChecksum: { ...text('fsum', 16), ...imported, scope: 'texts' },
  copies: {
    ...choice<Copies>('dup', copiesOptions, same(copiesOptions), 'apart'),
    group: 'split',
    scope: 'dataset',
    appliesTo: isImported,
  },
  tokens: { ...choice<TokenKind>('tok', tokenKinds, same(tokenKinds), 'auto'), ...reading },
  trainingSize: { ...integer({ key: 'n', min: 2, max: 20_000, default: 600, smallest: 20 }), ...split },
  labelNoise: {
    ...number({ key: 'noise', min: 0, max: 1, default: 0, off: true, smallest: 0.01 }),
    group: 'split',
    scope: textsIfGenerated,
  },
  validationShare: { ...number({ key: 'val', min: 0.05, max: 0.5, default: 0.2 }), ...split },
  sequenceLength: { ...integer({ key: 'len', min: 1, max: 400, default: 32 }), ...reading },
  vocabularySize: { ...integer({ key: 'voc', min: 3, max: 20_000, default: 2000, smallest: 20 }), ...reading },
  epochs: { ...integer({ key: 'e', min: 1, max: 500, default: 30 }), ...training },
  batchSize: { ...integer({ key: 'bs', min: 1, max: 512, default: 32 }), ...training },
  optimizer: { ...choice<Optimizer>('opt', optimizers, same(optimizers), 'adam'), ...training },
  learningRate: {
    ...number({ key: 'lr', min: 0, max: 1000, default: 2e-3, scale: 'log', smallest: 1e-5 }),
    ...training,
  },
  schedule: {
    ...choice<Schedule>('sch', schedules, { ...same(schedules), oneCycle: 'onecycle' }, 'constant'),
    ...training,
    folded: true,
  },
  warmUp: {
    ...integer({ key: 'warm', min: 0, max: 100, default: 0, scale: 'linear', off: true }),
    ...training,
    appliesTo: ({ schedule }) => schedule !== 'oneCycle',
    folded: true,
  },
  momentum: {
    ...number({ key: 'mom', min: 0, max: 0.999, default: 0.9, off: true, smallest: 0.05 }),
    ...training,
    appliesTo: ({ optimizer }) => optimizer === 'sgd' || optimizer === 'nesterov',
  },
  weightDecay: {
    ...number({ key: 'wd', min: 0, max: 10, default: 0.01, scale: 'log', off: true, smallest: 1e-6 }),
    ...training,
    appliesTo: ({ optimizer }) => optimizer === 'adamw',
  },
  clipNorm: {
    ...number({ key: 'clip', min: 0, max: 1000, default: 0, scale: 'log', off: true, smallest: 1e-2 }),
    ...training,
  },
  clipValue: {
    ...number({ key: 'clipv', min: 0, max: 1000, default: 0, scale: 'log', off: true, smallest: 1e-4 }),
    ...training,
    folded: true,
  },
  seed: { ...integer({ key: 'seed', min: 0, max: 4_294_967_295, default: 7 }), ...chance },
  trainingSeed: {
    ...integer({ key: 'tseed', min: 0, max: 4_294_967_295, default: 0, off: true }),
    ...chance,
    folded: true,
  },
  seeds: { ...integer({ key: 'seeds', min: 1, max: mostSeeds, default: 1, scale: 'linear' }), ...chance },
  seedMoves: {
    ...choice<SeedMoves>('moves', seedMoves, { ...same(seedMoves), everything: 'all' }, 'training'),
    ...chance,
    appliesTo: ({ seeds, draw }) => seeds > 1 || draw > 0,
    folded: true,
  },
  draw: { ...integer({ key: 'draw', min: 0, max: 10_000, default: 0, scale: 'linear' }), ...chance, folded: true },
  backend: {
    ...choice<Backend | 'auto'>('b', ['auto', ...backends], same(['auto', ...backends]), 'auto'),
    group: 'machine',
    scope: 'backend',
  },
} satisfies Record<keyof SharedSettings, SharedRow>;

export type SharedFieldId = keyof SharedSettings;
/** The settings that the form of what runs share shows, and those of them that are chosen from a list. */
export type SharedFormId = InGroup<typeof sharedFields>;
export type SharedChoiceId = SharedFormId & Choices<typeof sharedFields>;

export const defaultShared = defaultsOf<SharedSettings>(sharedFields);
