// A row for each setting of a run. The form, the link, the headless runner and the keys are all driven by these rows
// and those of shared-fields.ts, so they cannot disagree about a default, a range, a spelling or what a setting changes.

import {
  type Activation,
  type AnyCell,
  activations,
  anyCells,
  type ConstrainedRole,
  type Constraint,
  constrainedRoles,
  constraints,
  type DropoutPlace,
  directions,
  dropoutPlaces,
  isRecurrent,
  type L1Step,
  type LayerDirection,
  l1Steps,
  type Monitor,
  monitors,
  type Norm,
  norms,
  type Readout,
  type RecurrentInitializer,
  type Reset,
  type RestoreBest,
  type Role,
  type RunId,
  type RunSettings,
  readouts,
  recurrentInitializers,
  resets,
  restoreBestOptions,
  roles,
  runIds,
  type WindowWidths,
  type WordDropout,
  windowWidths,
  wordDropouts,
} from './experiment';
import {
  type Choices,
  choice,
  defaultsOf,
  type Facts,
  type Field,
  type InGroup,
  integer,
  type NumberField,
  number,
  same,
  text,
} from './field';

/** The groups of the table of runs, in its order; those of penalties are called by the weights they act on. */
export const runGroups = [
  ...['network', 'kernel', 'recurrent', 'dropout'],
  ...['bias', 'embedding', 'output', 'attention', 'convolution', 'hidden', 'loss', 'step', 'stopping'],
] as const;
export type RunGroup = (typeof runGroups)[number];

type RunFacts = Facts<RunSettings, RunGroup>;
export type RunRow = Field & RunFacts;

const rolePrefix = {
  ...{ kernel: 'k', recurrent: 'r', bias: 'b', embedding: 'e', output: 'o' },
  ...{ attention: 'a', convolution: 'c', hidden: 'h' },
} as const satisfies Record<Role, string>;
const placePrefix = {
  ...{ embedding: 'de', input: 'di', recurrent: 'dr', candidate: 'dk', dropConnect: 'dw', between: 'dl', output: 'do' },
} as const satisfies Record<DropoutPlace, string>;

export const penaltyId = (role: Role, norm: Norm): `${Role}${Norm}` => `${role}${norm}`;
export const constraintId = (role: ConstrainedRole): `${ConstrainedRole}Constraint` => `${role}Constraint`;
export const dropoutId = (place: DropoutPlace): `${DropoutPlace}Dropout` => `${place}Dropout`;

const shownNorms: readonly Norm[] = ['L1', 'L2'];
/** The norms that wait among the folded rows on all weights. */
const foldedNorms: readonly Norm[] = norms.filter((norm) => !shownNorms.includes(norm));

type RegularizerRow = NumberField & RunFacts & { group: RunGroup };

const hasState = ({ cell }: RunSettings) => isRecurrent(cell);
const hasLayers = (run: RunSettings) => hasState(run) && run.layers > 1;
const hasAttention = (run: RunSettings) => hasState(run) && run.readout === 'attention';

/** Whether a run's network has weights of a role. */
const hasRole = {
  kernel: hasState,
  recurrent: hasState,
  bias: hasState,
  embedding: () => true,
  output: () => true,
  attention: hasAttention,
  convolution: ({ cell }) => cell === 'TextCNN' || cell === 'StackedCNN',
  hidden: ({ cell, hiddenUnits }) => (cell === 'StackedCNN' || cell === 'BagOfEmbeddings') && hiddenUnits > 0,
} as const satisfies Record<Role, (run: RunSettings) => boolean>;

/** Whether dropout has a place in a run's network. */
const hasPlace = {
  embedding: () => true,
  input: hasState,
  recurrent: hasState,
  candidate: ({ cell }) => cell === 'LSTM' || cell === 'GRU',
  dropConnect: hasState,
  between: hasLayers,
  output: () => true,
} as const satisfies Record<DropoutPlace, (run: RunSettings) => boolean>;

const penalty = (role: Role, norm: Norm): RegularizerRow => ({
  // Wide enough to break things: seeing a network die of L2 = 10 is a lesson.
  ...number({
    key: rolePrefix[role] + norm[1],
    min: 0,
    max: 10,
    default: 0,
    scale: 'log',
    off: true,
    smallest: 1e-6,
  }),
  group: role,
  scope: 'training',
  appliesTo: hasRole[role],
  folded: foldedNorms.includes(norm) || (role !== 'kernel' && role !== 'recurrent'),
});

const dropout = (place: DropoutPlace): RegularizerRow => ({
  ...number({ key: placePrefix[place], min: 0, max: 0.95, default: 0, off: true, smallest: 0.05 }),
  group: 'dropout',
  scope: 'training',
  appliesTo: hasPlace[place],
  folded: place === 'between' || place === 'dropConnect' || place === 'candidate',
});

const penaltyFields = Object.fromEntries(
  roles.flatMap((role) => norms.map((norm) => [penaltyId(role, norm), penalty(role, norm)])),
) as Record<`${Role}${Norm}`, RegularizerRow>;

const dropoutFields = Object.fromEntries(dropoutPlaces.map((place) => [dropoutId(place), dropout(place)])) as Record<
  `${DropoutPlace}Dropout`,
  RegularizerRow
>;

const zoneout = (key: string, appliesTo: (run: RunSettings) => boolean): RegularizerRow => ({
  ...number({ key, min: 0, max: 0.95, default: 0, off: true, smallest: 0.05 }),
  ...{ group: 'dropout', scope: 'training', appliesTo, folded: true },
});

const constraintPrefix = { kernel: 'kc', recurrent: 'rc', output: 'oc' } as const satisfies Record<
  ConstrainedRole,
  string
>;
const constraintCodes = { none: 'none', maxNorm: 'max', unitNorm: 'unit', nonNegative: 'nonneg' } as const;

const step = { group: 'step', scope: 'training', folded: true } satisfies RunFacts;

const stopping = { group: 'stopping', scope: 'training', folded: true } satisfies RunFacts;
const stopsEarly = ({ patience }: RunSettings) => patience > 0;

const constraint = (role: ConstrainedRole) => ({
  ...choice<Constraint>(constraintPrefix[role], constraints, constraintCodes, 'none'),
  ...step,
  appliesTo: hasRole[role],
});

/** Of a penalty on what the network computes. */
const strength = (key: string) => ({
  ...number({ key, min: 0, max: 100, default: 0, scale: 'log', off: true, smallest: 1e-3 }),
  ...({ scope: 'training', folded: true, appliesTo: hasState } satisfies Partial<RunFacts>),
});

const initializerCodes = { orthogonal: 'orth', glorot: 'glorot', identity: 'id' } as const;

const cellCodes = {
  ...{ SimpleRNN: 'rnn', LSTM: 'lstm', GRU: 'gru' },
  ...{ BagOfEmbeddings: 'bag', TextCNN: 'cnn', StackedCNN: 'stack' },
} as const satisfies Record<AnyCell, string>;

const network = { group: 'network', scope: 'training' } satisfies RunFacts;

/** Rows in the order of a run in a link. */
export const runFields = {
  cell: { ...choice<AnyCell>('', anyCells, cellCodes, 'LSTM'), ...network },
  units: { ...integer({ key: 'u', min: 1, max: 256, default: 32 }), ...network, appliesTo: hasState },
  embeddingSize: { ...integer({ key: 'm', min: 1, max: 300, default: 32 }), ...network },
  readout: {
    ...choice<Readout>('ro', readouts, { ...same(readouts), attention: 'att' }, 'last'),
    ...network,
    appliesTo: hasState,
  },
  layers: {
    ...integer({ key: 'ly', min: 1, max: 3, default: 1, scale: 'linear' }),
    ...network,
    appliesTo: hasState,
    folded: true,
  },
  direction: {
    ...choice<LayerDirection>('dir', directions, { forward: 'fwd', bidirectional: 'bi' }, 'forward'),
    ...network,
    appliesTo: hasState,
    folded: true,
  },
  activation: {
    ...choice<Activation>('act', activations, same(activations), 'tanh'),
    ...network,
    appliesTo: ({ cell }: RunSettings) => cell === 'SimpleRNN',
    folded: true,
  },
  reset: {
    ...choice<Reset>('rst', resets, same(resets), 'before'),
    ...network,
    appliesTo: ({ cell }: RunSettings) => cell === 'GRU',
    folded: true,
  },
  recurrentInitializer: {
    ...choice<RecurrentInitializer>('ri', recurrentInitializers, initializerCodes, 'orthogonal'),
    ...network,
    appliesTo: hasState,
    folded: true,
  },
  forgetBias: {
    ...number({ key: 'fb', min: -5, max: 5, default: 1, smallest: 0.5 }),
    ...network,
    appliesTo: ({ cell }: RunSettings) => cell === 'LSTM',
    folded: true,
  },
  attentionUnits: {
    ...integer({ key: 'au', min: 1, max: 128, default: 16 }),
    ...network,
    appliesTo: hasAttention,
    folded: true,
  },
  windowWidths: {
    ...choice<WindowWidths>('ww', windowWidths, { '3': '3', '2,3': '23', '3,4,5': '345', '2,3,4,5': '2345' }, '3,4,5'),
    ...network,
    appliesTo: ({ cell }: RunSettings) => cell === 'TextCNN',
    folded: true,
  },
  filters: {
    ...integer({ key: 'nf', min: 1, max: 256, default: 100 }),
    ...network,
    appliesTo: ({ cell }: RunSettings) => cell === 'TextCNN',
    folded: true,
  },
  convolutions: {
    ...integer({ key: 'nc', min: 1, max: 4, default: 3, scale: 'linear' }),
    ...network,
    appliesTo: ({ cell }: RunSettings) => cell === 'StackedCNN',
    folded: true,
  },
  hiddenUnits: {
    ...integer({ key: 'hu', min: 0, max: 256, default: 64, off: true }),
    ...network,
    appliesTo: ({ cell }: RunSettings) => cell === 'StackedCNN' || cell === 'BagOfEmbeddings',
    folded: true,
  },
  ...penaltyFields,
  ...dropoutFields,
  zoneoutState: zoneout('zs', hasState),
  zoneoutCell: zoneout('zc', ({ cell }) => cell === 'LSTM'),
  wordDropout: {
    ...choice<WordDropout>('dwt', wordDropouts, { place: 'place', word: 'type' }, 'place'),
    ...{ group: 'dropout', scope: 'training', folded: true },
    appliesTo: ({ embeddingDropout }: RunSettings) => embeddingDropout > 0,
  },
  embeddingNoise: {
    ...number({ key: 'gn', min: 0, max: 10, default: 0, scale: 'log', off: true, smallest: 1e-3 }),
    ...{ group: 'dropout', scope: 'training', folded: true },
  },
  dropoutScale: {
    ...number({ key: 'dd', min: 0, max: 3, default: 1, smallest: 0.1 }),
    ...{ group: 'dropout', scope: 'training', folded: true },
    appliesTo: (run: RunSettings) => dropoutPlaces.some((place) => run[dropoutId(place)] > 0 && hasPlace[place](run)),
  },
  activity: { ...strength('ar'), group: 'loss' },
  temporalActivity: { ...strength('tar'), group: 'loss' },
  attentionEntropy: {
    ...number({ key: 'ent', min: -2, max: 2, default: 0, off: true, smallest: 0.05 }),
    ...{ group: 'loss', scope: 'training', appliesTo: hasAttention, folded: true },
  },
  labelSmoothing: {
    ...number({ key: 'ls', min: 0, max: 0.9, default: 0, off: true, smallest: 0.05 }),
    ...{ group: 'loss', scope: 'training', folded: true },
  },
  exponent: {
    ...number({ key: 'p', min: 1, max: 4, default: 1.5, scale: 'log', smallest: 1 }),
    ...{ group: 'loss', scope: 'training', folded: true },
    appliesTo: (run: RunSettings) => roles.some((role) => run[penaltyId(role, 'Lp')] > 0),
  },
  l1Step: {
    ...choice<L1Step>('l1', l1Steps, { subgradient: 'sub', proximal: 'prox' }, 'subgradient'),
    ...step,
    appliesTo: (run: RunSettings) => roles.some((role) => run[penaltyId(role, 'L1')] > 0),
  },
  kernelConstraint: constraint('kernel'),
  recurrentConstraint: constraint('recurrent'),
  outputConstraint: constraint('output'),
  maxNorm: {
    ...number({ key: 'mn', min: 0.01, max: 100, default: 3, scale: 'log', smallest: 0.1 }),
    ...step,
    appliesTo: (run: RunSettings) => constrainedRoles.some((role) => run[constraintId(role)] === 'maxNorm'),
  },
  learningRateFactor: {
    ...number({ key: 'lrf', min: 1e-3, max: 100, default: 1, scale: 'log' }),
    ...step,
  },
  patience: { ...integer({ key: 'es', min: 0, max: 100, default: 0, off: true }), ...stopping },
  monitor: {
    ...choice<Monitor>('esm', monitors, { loss: 'loss', accuracy: 'acc' }, 'loss'),
    ...stopping,
    appliesTo: stopsEarly,
  },
  smallestGain: {
    ...number({ key: 'esd', min: 0, max: 10, default: 0, scale: 'log', off: true, smallest: 1e-4 }),
    ...stopping,
    appliesTo: stopsEarly,
  },
  // As Keras has it: who does not ask for the best weights gets the last.
  restoreBest: {
    ...choice<RestoreBest>('esr', restoreBestOptions, same(restoreBestOptions), 'no'),
    ...stopping,
    appliesTo: stopsEarly,
  },
  // Forked by its own button, and changed with every setting.
  fork: { ...text('fork', 2000), isCode: true, group: null, scope: 'training' },
  letter: {
    ...choice<RunId | ''>('as', ['', ...runIds], same(['', ...runIds]), ''),
    group: null,
    scope: 'nothing',
  },
  name: { ...text('name', 40), group: null, scope: 'nothing' },
} satisfies Record<keyof RunSettings, RunRow>;

export type RunFieldId = keyof RunSettings;

/** The settings that the table of runs shows, and those of them that are chosen from a list. */
export type RunFormId = InGroup<typeof runFields>;
export type RunChoiceId = RunFormId & Choices<typeof runFields>;

export const defaultRun = defaultsOf<RunSettings>(runFields);
