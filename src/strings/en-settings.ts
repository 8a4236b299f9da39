// English names and one-sentence explanations of all settings, and the words for how runs differ.

import type { NetworkSettingId } from '../experiment/difference';
import type { Constraint, DropoutPlace, Norm, Role, RunSettings, SharedSettings } from '../experiment/experiment';
import type { RunChoiceId, SharedChoiceId, SharedFieldId } from '../experiment/fields';

type Explained = { label: string; help: string };
/** `fullLabel` where the label needs its group's heading to be understood. */
export type Grouped = Explained & { fullLabel?: string };

const kerasArgument = {
  kernel: 'kernel_regularizer',
  recurrent: 'recurrent_regularizer',
  bias: 'bias_regularizer',
  embedding: 'embeddings_regularizer',
  output: 'kernel_regularizer of the Dense layer',
} satisfies Record<Role, string>;

const weights = {
  kernel: 'the weights from the input to the cell',
  recurrent: 'the weights from one time step to the next',
  bias: 'the cell’s bias',
  embedding: 'the word vectors',
  output: 'the weights of the output layer',
} satisfies Record<Role, string>;

const constraintChoices = {
  none: { name: 'free', short: 'free', help: 'No constraint.' },
  maxNorm: {
    name: 'max-norm',
    short: 'max',
    help: 'A column longer than the bound is shortened to it (Keras MaxNorm).',
  },
  unitNorm: { name: 'unit norm', short: 'unit', help: 'Each column gets length 1 (Keras UnitNorm).' },
  nonNegative: { name: 'non-negative', short: '≥ 0', help: 'Negative weights become 0 (Keras NonNeg).' },
} satisfies Record<Constraint, { name: string; short: string; help: string }>;

const constraintHelp = (role: Role, argument: string) =>
  `What every step leaves ${weights[role]} within (Keras ${argument}): no cost in the loss, but a wall.`;

export const enSettings = {
  roles: {
    kernel: 'Kernel',
    recurrent: 'Recurrent kernel',
    bias: 'Bias',
    embedding: 'Embedding',
    output: 'Output layer',
  } satisfies Record<Role, string>,
  groups: { network: 'Network', dropout: 'Dropout', step: 'After each step' },
  network: {
    cell: {
      label: 'Cell',
      help: 'What carries the memory from word to word: a plain recurrent layer, or one with gates.',
    },
    units: {
      label: 'Units',
      help: 'How many numbers the cell remembers. More units fit more, and memorize more.',
    },
    embeddingSize: {
      label: 'Embedding',
      help: 'How many numbers stand for a word before it enters the cell.',
    },
    readout: {
      label: 'Readout',
      help: 'What the output layer sees of a text: the cell’s state after the last word, or the mean of its states.',
    },
    l1Step: {
      label: 'L1 acts',
      help: 'How L1 pulls: by its subgradient, which comes near zero and jumps over it, or by a proximal step after the optimizer’s, w ← sign(w)·max(|w| − rate·l1, 0), which ends at exactly zero (soft thresholding; Daubechies et al. 2004).',
    },
    kernelConstraint: {
      label: 'Kernel',
      fullLabel: 'Kernel constraint',
      help: constraintHelp('kernel', 'kernel_constraint'),
    },
    recurrentConstraint: {
      label: 'Recurrent',
      fullLabel: 'Recurrent kernel constraint',
      help: constraintHelp('recurrent', 'recurrent_constraint'),
    },
    outputConstraint: {
      label: 'Output layer',
      fullLabel: 'Output layer constraint',
      help: constraintHelp('output', 'kernel_constraint of the Dense layer'),
    },
    maxNorm: {
      label: 'Max-norm',
      help: 'The largest norm of a column under max-norm: all weights that lead to one unit (Srivastava et al. 2014 take 3 to 4).',
    },
  } satisfies Record<NetworkSettingId, Grouped>,
  runChoices: {
    cell: {
      SimpleRNN: {
        name: 'SimpleRNN',
        short: 'RNN',
        help: 'h = tanh(W·x + U·h + b): no gates, forgets fast (Elman 1990; Keras SimpleRNN).',
      },
      LSTM: {
        name: 'LSTM',
        short: 'LSTM',
        help: 'Three gates around a memory that is added to, not overwritten (Hochreiter and Schmidhuber 1997).',
      },
      GRU: {
        name: 'GRU',
        short: 'GRU',
        help: 'Two gates and no separate memory: nearly an LSTM with a quarter fewer weights (Cho et al. 2014).',
      },
    },
    readout: {
      last: {
        name: 'last',
        short: 'last',
        help: 'The state after the last word (Keras return_sequences=False): all that matters must be carried there.',
      },
      mean: {
        name: 'mean',
        short: 'mean',
        help: 'The mean of the states after every word (Keras GlobalAveragePooling1D, masked): early words reach it directly.',
      },
    },
    l1Step: {
      subgradient: { name: 'gradient', short: 'grad', help: 'l1·sign(w) joins the gradient (Keras, PyTorch).' },
      proximal: {
        name: 'proximal',
        short: 'prox',
        help: 'Weights end at exactly zero. Adam does not scale this step: it takes a larger l1.',
      },
    },
    kernelConstraint: constraintChoices,
    recurrentConstraint: constraintChoices,
    outputConstraint: constraintChoices,
  } satisfies { [Id in RunChoiceId]: Record<RunSettings[Id], { name: string; short: string; help: string }> },
  norms: { L1: 'L1', L2: 'L2', L3: 'L3' } satisfies Record<Norm, string>,
  penaltyHelp: (role: Role, norm: Norm) =>
    ({
      L1: `L1 (lasso; Keras regularizers.L1 as ${kerasArgument[role]}) adds l1·Σ|w| over ${weights[role]} to the loss: each is pulled to zero equally hard, so many end there.`,
      L2: `L2 (ridge; with sgd the same as weight decay, with adam not; Keras regularizers.L2 as ${kerasArgument[role]}) adds l2·Σw² over ${weights[role]} to the loss: large ones are pulled hardest, all shrink.`,
      L3: `L3 (not in Keras; a bridge penalty) adds l3·Σ|w|³ over ${weights[role]} to the loss: it leaves small ones nearly alone and holds back the largest.`,
    })[norm],
  penaltyLabel: (role: string, norm: string) => `${role} ${norm}`,
  dropoutLabel: (place: string) => `Dropout, ${place.toLowerCase()}`,
  dropout: {
    embedding: {
      label: 'Words',
      help: 'Hides this share of the words at every training step, the whole word vector at once (Gal and Ghahramani 2016).',
    },
    input: {
      label: 'Input',
      help: 'Zeroes this share of the cell’s input while training (Srivastava et al. 2014; Keras dropout=).',
    },
    recurrent: {
      label: 'Recurrent',
      help: 'Zeroes this share of the state on its way to the next time step, one mask for a whole text (Gal and Ghahramani 2016; Keras recurrent_dropout=).',
    },
    output: {
      label: 'Before output',
      help: 'Zeroes this share of what the output layer sees while training (Srivastava et al. 2014; Keras Dropout layer).',
    },
  } satisfies Record<DropoutPlace, Explained>,
  sharedFields: {
    corpus: { label: 'Text', help: 'The texts that all runs read.' },
    generatedTexts: {
      label: 'Texts written',
      help: 'How many sentences the generator writes, for all three parts of the split.',
    },
    dependencyDistance: {
      label: 'Distance',
      help: 'How many idle words stand between the word that decides and what it decides. The further, the longer the cell must remember.',
    },
    distractorWords: {
      label: 'Idle words',
      help: 'How many different words decide nothing. The more, the more there is to memorize by mistake.',
    },
    importedName: { label: 'File', help: 'The name of the imported file. Its text stays in this browser.' },
    importedRows: { label: 'Rows', help: 'How many texts the imported file holds.' },
    importedChecksum: { label: 'Checksum', help: 'Tells whether a file is the one that was imported.' },
    tokens: {
      label: 'Tokens',
      help: 'What counts as one step: a word, a character, or whichever the script is written in.',
    },
    copies: {
      label: 'Copies',
      help: 'Where copies of one text go. Together, none is trained on and tested on at once; apart, each goes where it falls.',
    },
    trainingSize: {
      label: 'Training texts',
      help: 'How many texts the runs learn from. The fewer, the sooner they overfit.',
    },
    labelNoise: {
      label: 'Label noise',
      help: 'Share of training labels replaced by a wrong one. What learns them has memorized. Validation labels stay right, but for generated text.',
    },
    validationShare: {
      label: 'Validation',
      help: 'Share of the corpus kept apart and never trained on. More makes validation curves steadier.',
    },
    epochs: { label: 'Epochs', help: 'How many times all training texts are seen.' },
    batchSize: {
      label: 'Batch',
      help: 'Texts per step. Small batches are noisier, which regularizes a little by itself.',
    },
    optimizer: {
      label: 'Optimizer',
      help: 'How a gradient becomes a step: along it (sgd), looking ahead of it (Nesterov), or scaled for each weight by how large its gradients were of late (RMSprop, adam) or ever (Adagrad). Under adam an L2 penalty is scaled too and is not weight decay; adamw decays apart from the gradient (Loshchilov and Hutter 2019).',
    },
    learningRate: {
      label: 'Learning rate',
      help: 'The size of a step. Too large and the loss jumps or becomes NaN, too small and nothing happens.',
    },
    schedule: {
      label: 'Schedule',
      help: 'How the learning rate goes over the training: step divides it by ten at half and again at three quarters (He et al. 2016), exponential ends at a hundredth, cosine at zero (Loshchilov and Hutter 2017), one cycle first rises from a 25th (Smith and Topin 2018), on plateau halves it after three epochs without a new lowest validation loss.',
    },
    warmUp: {
      label: 'Warm-up',
      help: 'Epochs in which the learning rate rises in equal steps from nothing to where the schedule has it (Goyal et al. 2017).',
    },
    momentum: {
      label: 'Momentum',
      help: 'Share of the last step that sgd, plain or Nesterov’s, carries over into the next.',
    },
    weightDecay: {
      label: 'Weight decay',
      help: 'Shrinks all weights by this share of the learning rate at every step, apart from the gradient (adamw).',
    },
    clipNorm: {
      label: 'Clip gradient',
      help: 'Largest norm of the whole gradient; longer ones are shortened (Pascanu et al. 2013; Keras global_clipnorm).',
    },
    clipValue: {
      label: 'Clip values',
      help: 'Largest size of each single number of the gradient, after the norm is clipped (Keras clipvalue): it also turns the gradient.',
    },
    sequenceLength: { label: 'Length', help: 'How many words of a text are read; the rest is cut.' },
    vocabularySize: {
      label: 'Vocabulary',
      help: 'How many different words are told apart, the most frequent first; all others count as one.',
    },
    seed: {
      label: 'Seed',
      help: 'The source of all chance: split, starting weights, batch order, dropout. Another seed shows what is luck.',
    },
    backend: {
      label: 'Backend',
      help: 'What computes. wasm and cpu give the same digits on every machine, GPU backends nearly the same. auto takes wasm, unless a GPU backend is at least twice as fast on these shapes.',
    },
  } satisfies Record<SharedFieldId, Explained>,
  sharedChoices: {
    copies: { apart: 'apart', together: 'together' },
    tokens: { auto: 'auto', word: 'words', character: 'characters' },
    optimizer: {
      sgd: 'sgd',
      nesterov: 'Nesterov',
      rmsprop: 'RMSprop',
      adagrad: 'Adagrad',
      adam: 'adam',
      adamw: 'adamw',
      nadam: 'Nadam',
    },
    schedule: {
      constant: 'constant',
      step: 'step',
      exponential: 'exponential',
      cosine: 'cosine',
      oneCycle: 'one cycle',
      plateau: 'on plateau',
    },
    backend: { auto: 'auto', wasm: 'wasm', cpu: 'cpu', webgpu: 'webgpu', webgl: 'webgl' },
  } satisfies { [Id in SharedChoiceId]: Record<SharedSettings[Id], string> },
  /** Words for one line on how a run differs. */
  difference: {
    onBothKernels: 'on both kernels',
    on: {
      kernel: 'on kernel',
      recurrent: 'on recurrent kernel',
      bias: 'on bias',
      embedding: 'on embedding',
      output: 'on output layer',
    } satisfies Record<Role, string>,
    dropout: 'dropout',
    dropoutAt: {
      embedding: 'words',
      input: 'input',
      recurrent: 'recurrent',
      output: 'output',
    } satisfies Record<DropoutPlace, string>,
    units: (value: string) => `${value} units`,
    embeddingSize: (value: string) => `embedding ${value}`,
    readout: (value: string) => `readout ${value}`,
    l1Step: (value: string) => `${value} L1`,
    kernelConstraint: (value: string) => `kernel ${value}`,
    recurrentConstraint: (value: string) => `recurrent kernel ${value}`,
    outputConstraint: (value: string) => `output layer ${value}`,
    maxNorm: (value: string) => `max-norm ${value}`,
    separator: ', ',
  },
};
