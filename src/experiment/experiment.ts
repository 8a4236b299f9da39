// What an experiment is: plain data, the whole of which fits in a link.

/** The recurrent cells. */
export const cells = ['SimpleRNN', 'LSTM', 'GRU'] as const;
export type Cell = (typeof cells)[number];

/** What reads a text's words without a state: their mean, or convolutions over them. */
const feedForwardCells = ['BagOfEmbeddings', 'TextCNN', 'StackedCNN'] as const;

export const anyCells = [...cells, ...feedForwardCells] as const;
export type AnyCell = (typeof anyCells)[number];

export const isRecurrent = (cell: AnyCell): cell is Cell => (cells as readonly AnyCell[]).includes(cell);

/** Widths of a text CNN's windows. */
export const windowWidths = ['3', '2,3', '3,4,5', '2,3,4,5'] as const;
export type WindowWidths = (typeof windowWidths)[number];

/** Filters of a stacked CNN's convolutions, from the first on. */
export const stackFilters = [32, 64, 128, 128] as const;

/** What a SimpleRNN's sum goes through. */
export const activations = ['tanh', 'relu'] as const;
export type Activation = (typeof activations)[number];

/** Whether a GRU's reset gate acts before the recurrent product or after it. */
export const resets = ['before', 'after'] as const;
export type Reset = (typeof resets)[number];

/** How a recurrent kernel starts. */
export const recurrentInitializers = ['orthogonal', 'glorot', 'identity'] as const;
export type RecurrentInitializer = (typeof recurrentInitializers)[number];

/** Whether a recurrent layer reads a text forward, or both ways side by side. */
export const directions = ['forward', 'bidirectional'] as const;
export type LayerDirection = (typeof directions)[number];

/**
 * How a text's states become one vector: the state after its last token, the mean or the largest of those after every
 * token, or their sum by weights that the network chooses.
 */
export const readouts = ['last', 'mean', 'max', 'attention'] as const;
export type Readout = (typeof readouts)[number];

/**
 * The weights a penalty can be attached to. `bias` is the RNN's, `output` the output layer's kernel, `attention` that of
 * the readout `attention`, `hidden` that of a dense layer before the output.
 */
export const roles = [
  'kernel',
  'recurrent',
  'bias',
  'embedding',
  'output',
  'attention',
  'convolution',
  'hidden',
] as const;
export type Role = (typeof roles)[number];

/** What dropout of words drops: places in a text, or all places of a word in a text. */
export const wordDropouts = ['place', 'word'] as const;
export type WordDropout = (typeof wordDropouts)[number];

/** L1 is l1·Σ|w|, L2 is l2·Σw², L3 is l3·Σ|w|³, Lp is lp·Σ|w|^p, none with a factor ½ (as Keras has it). */
export const norms = ['L1', 'L2', 'L3', 'Lp'] as const;
export type Norm = (typeof norms)[number];

/**
 * Where dropout can act: whole words, each layer's input, its recurrent state, its candidate anew at each token, its
 * recurrent weights, between layers, before the output layer.
 */
export const dropoutPlaces = [
  'embedding',
  'input',
  'recurrent',
  'candidate',
  'dropConnect',
  'between',
  'output',
] as const;
export type DropoutPlace = (typeof dropoutPlaces)[number];

/** What zoneout keeps of the token before: the state, or the LSTM's cell state. */
export const zoneoutPlaces = ['zoneoutState', 'zoneoutCell'] as const;
export type ZoneoutPlace = (typeof zoneoutPlaces)[number];

/**
 * Penalties on what a network computes: the size of its last layer's outputs (AR), their change from token to token
 * (TAR), the entropy of its attention.
 */
export const activityPenalties = ['activity', 'temporalActivity', 'attentionEntropy'] as const;
export type ActivityPenalty = (typeof activityPenalties)[number];
export type ActivitySettings = Record<ActivityPenalty, number>;

export const optimizers = ['sgd', 'nesterov', 'rmsprop', 'adagrad', 'adam', 'adamw', 'nadam'] as const;
export type Optimizer = (typeof optimizers)[number];

export const backends = ['wasm', 'cpu', 'webgpu', 'webgl'] as const;
export type Backend = (typeof backends)[number];

/** Those on which a link's curves are the same digit for digit; GPUs round and sum in orders of their own. */
export const exactBackends = ['wasm', 'cpu'] as const satisfies Backend[];
export const isExact = (backend: Backend): boolean => (exactBackends as readonly Backend[]).includes(backend);

export const corpora = ['reviews', 'headlines', 'chinese', 'intents'] as const;
export type CorpusName = (typeof corpora)[number];

/** Where texts come from: a corpus written for the project, the generator, or a file of the user's own. */
export const textSources = [...corpora, 'generated', 'imported'] as const;
export type TextSource = (typeof textSources)[number];

/** Whether text is read word by word or character by character; `auto` goes by its script. */
export const tokenKinds = ['auto', 'word', 'character'] as const;
export type TokenKind = (typeof tokenKinds)[number];

export type PenaltySettings = { [Key in `${Role}${Norm}`]: number };
export type ConstraintSettings = { [Key in `${ConstrainedRole}Constraint`]: Constraint };
export type DropoutSettings = { [Key in `${DropoutPlace}Dropout`]: number };

/** What each step leaves weights within: a largest norm of each column, norm 1 of each column, no negative number. */
export const constraints = ['none', 'maxNorm', 'unitNorm', 'nonNegative'] as const;
export type Constraint = (typeof constraints)[number];
/** The weights that can be constrained. */
export const constrainedRoles = ['kernel', 'recurrent', 'output'] as const satisfies Role[];
export type ConstrainedRole = (typeof constrainedRoles)[number];

/** How L1 acts: by its subgradient, which never ends at zero, or by a step of its own, which does. */
export const l1Steps = ['subgradient', 'proximal'] as const;
export type L1Step = (typeof l1Steps)[number];

/** What early stopping watches of the validation texts. */
export const monitors = ['loss', 'accuracy'] as const;
export type Monitor = (typeof monitors)[number];

/** Whether early stopping gives the network the weights of its best epoch back. */
export const restoreBestOptions = ['no', 'yes'] as const;
export type RestoreBest = (typeof restoreBestOptions)[number];

/** One run: a network and its regularizers. Penalties and dropout rates of 0 are off. */
export interface RunSettings extends PenaltySettings, DropoutSettings, ConstraintSettings, ActivitySettings {
  /** A name the user gave; empty means that the run is named after how it differs from run A. */
  name: string;
  cell: AnyCell;
  units: number;
  embeddingSize: number;
  /** Recurrent layers, one on top of the other. */
  layers: number;
  direction: LayerDirection;
  /** Of a SimpleRNN. */
  activation: Activation;
  /** Of a GRU. */
  reset: Reset;
  recurrentInitializer: RecurrentInitializer;
  /** What an LSTM's forget gate starts with. */
  forgetBias: number;
  readout: Readout;
  /** Units of the readout `attention`. */
  attentionUnits: number;
  /** Of a text CNN: the widths of its windows, and the filters of each. */
  windowWidths: WindowWidths;
  filters: number;
  /** Of a stacked CNN. */
  convolutions: number;
  /** Of a bag of embeddings or a stacked CNN: a dense layer with relu before the output; 0 is none. */
  hiddenUnits: number;
  wordDropout: WordDropout;
  /** Shares of a state that stay as they were at a token, drawn anew at each; 0 is off. */
  zoneoutState: number;
  zoneoutCell: number;
  /** Standard deviation of the Gaussian noise on word vectors, in training alone; 0 is off. */
  embeddingNoise: number;
  /** What all dropout rates of the run are multiplied with. */
  dropoutScale: number;
  /** ε of label smoothing, in training alone; 0 is off. */
  labelSmoothing: number;
  /** p of Lp, from 1 to 4. */
  exponent: number;
  l1Step: L1Step;
  /** The largest norm of a column under maxNorm. */
  maxNorm: number;
  /** What the run's learning rate is multiplied with. */
  learningRateFactor: number;
  /** What was otherwise up to an epoch (fork.ts); empty where the run is no fork. */
  fork: string;
  /** Early stopping: the epochs in a row without a gain after which the training ends; 0 is off. */
  patience: number;
  monitor: Monitor;
  /** What a gain must be more than, in the units of what is watched. */
  smallestGain: number;
  restoreBest: RestoreBest;
  /** The run's own letter, where another run was removed before it; else empty, and its position tells. */
  letter: RunId | '';
}

/** Whether copies of a text may be in several parts of the split. */
export const copiesOptions = ['apart', 'together'] as const;
export type Copies = (typeof copiesOptions)[number];

/** How the learning rate goes over the training. */
export const schedules = ['constant', 'step', 'exponential', 'cosine', 'oneCycle', 'plateau'] as const;
export type Schedule = (typeof schedules)[number];

/** What each further seed of a run draws anew; everything else stays as the first seed drew it. */
export const seedMoves = ['training', 'everything', 'data', 'weights', 'order', 'dropout'] as const;
export type SeedMoves = (typeof seedMoves)[number];

/** What all runs share. */
export interface SharedSettings {
  corpus: TextSource;
  /** Training texts asked for; a smaller corpus gives what it has. */
  trainingSize: number;
  /** Of a text of one's own: whether its copies are dealt one by one, as they once were, or go to one part. */
  copies: Copies;
  /** Share of training labels replaced by a wrong one; generated text has it in validation too, so that its ceiling is known. */
  labelNoise: number;
  /** Share of the corpus kept for validation. */
  validationShare: number;
  tokens: TokenKind;
  /** Tokens read of each text; longer texts are cut. */
  sequenceLength: number;
  /** Rows of the embedding, padding and out-of-vocabulary included. */
  vocabularySize: number;
  epochs: number;
  batchSize: number;
  optimizer: Optimizer;
  learningRate: number;
  schedule: Schedule;
  /** Epochs in which the rate rises to where the schedule has it; 0 is off. Not used by oneCycle, which rises itself. */
  warmUp: number;
  /** Used by sgd and nesterov alone. */
  momentum: number;
  /** Used by adamw alone; decoupled, on all weights. */
  weightDecay: number;
  /** Largest global gradient norm; 0 is off. */
  clipNorm: number;
  /** Largest size of each number of the gradient, after clipNorm; 0 is off. */
  clipValue: number;
  /** Of the data, and of the training where that has none of its own. */
  seed: number;
  /** Of starting weights, batch order and dropout; 0 takes `seed`. */
  trainingSeed: number;
  /** How many trainings a run has, a seed each. */
  seeds: number;
  seedMoves: SeedMoves;
  /** Which of its seeds a run's first training has, from 0 on: so a link holds any training alone. */
  draw: number;
  /** Texts the generator writes. */
  generatedTexts: number;
  /** Generated text: tokens between the word that decides and what it decides. */
  dependencyDistance: number;
  /** Generated text: words that decide nothing. */
  distractorWords: number;
  /** Imported text stays in the browser it was imported in; a link carries what it takes to know the file again. */
  importedName: string;
  importedRows: number;
  importedChecksum: string;
  /** `auto` takes wasm, unless a GPU backend was measured to be at least twice as fast. */
  backend: Backend | 'auto';
}

type NumbersOf<Settings> = { [Id in keyof Settings]: Settings[Id] extends number ? Id : never }[keyof Settings];
export type RunNumber = NumbersOf<RunSettings>;
export type SharedNumber = NumbersOf<SharedSettings>;
export type SweepSetting = RunNumber | SharedNumber;

export interface SweepAxis {
  setting: SweepSetting;
  /** On a grid each of them is trained; of a random search they are the lowest and the highest. */
  values: readonly number[];
}

/** A run trained again and again with other values of some of its settings, each time with the experiment's seeds. */
export interface Sweep {
  run: RunId;
  /** One or two make a grid of all combinations, any number a random search. */
  axes: readonly SweepAxis[];
  /** Points of a random search; 0 is a grid. */
  trials: number;
  /** Of a random search. */
  sweepSeed: number;
  /** From rung to rung the best one of so many points goes on (halving.ts); 0 trains all to the end. */
  halving: number;
}

export interface Experiment {
  shared: SharedSettings;
  /** One to six, A first. */
  runs: readonly RunSettings[];
  /** Trained beside the runs, when asked for. */
  sweep?: Sweep;
}

export const maxRuns = 6;
/** They go with a colour and a mark. */
export const runIds = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type RunId = (typeof runIds)[number];

/** The letter of a run by its position, unless it has one of its own. Throws RangeError outside 0 to 5. */
export function runIdAt(index: number): RunId {
  const id = runIds[index];
  if (id === undefined) throw new RangeError(`run index must be from 0 to ${maxRuns - 1}, got ${index}`);
  return id;
}

/**
 * The letters of an experiment's runs, no two alike: a run's own where it has one that no run before it has, else that
 * of its position, else the first that is left.
 */
export function runIdsOf(runs: readonly Pick<RunSettings, 'letter'>[]): RunId[] {
  const own = runs.map(({ letter }, index) =>
    letter !== '' && runs.findIndex((other) => other.letter === letter) === index ? letter : null,
  );
  const taken = new Set<RunId | null>(own);
  return own.map((letter, index) => {
    const position = runIdAt(index);
    const id = letter ?? (taken.has(position) ? runIds.find((free) => !taken.has(free))! : position);
    taken.add(id);
    return id;
  });
}
