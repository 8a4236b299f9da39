// English names and one-sentence explanations of a run's settings.

import type { NetworkSettingId } from '../experiment/difference';
import type { Constraint, DropoutPlace, Norm, Role, RunSettings } from '../experiment/experiment';
import type { RunChoiceId } from '../experiment/run-fields';
import { enDifference } from './en-difference';

export type Explained = { label: string; help: string };
/** `fullLabel` where the label needs its group's heading to be understood. */
export type Grouped = Explained & { fullLabel?: string };

const kerasArgument = {
  kernel: 'kernel_regularizer',
  recurrent: 'recurrent_regularizer',
  bias: 'bias_regularizer',
  embedding: 'embeddings_regularizer',
  output: 'kernel_regularizer of the Dense layer',
  attention: 'kernel_regularizer of the attention’s Dense layer',
  convolution: 'kernel_regularizer of Conv1D',
  hidden: 'kernel_regularizer of the hidden Dense layer',
} satisfies Record<Role, string>;

const weights = {
  kernel: 'the weights from the input to the cell',
  recurrent: 'the weights from one time step to the next',
  bias: 'the cell’s bias',
  embedding: 'the word vectors',
  output: 'the weights of the output layer',
  attention: 'the weights that score words',
  convolution: 'the filters over neighbouring words',
  hidden: 'the weights of the hidden layer',
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
    attention: 'Attention',
    convolution: 'Convolution',
    hidden: 'Hidden layer',
  } satisfies Record<Role, string>,
  groups: {
    network: 'Network',
    dropout: 'Dropout',
    loss: 'In the loss',
    step: 'After each step',
    stopping: 'Early stopping',
  },
  network: {
    cell: {
      label: 'Cell',
      help: 'What reads the words: a recurrent layer, plain or with gates, or a network without memory: their mean, or convolutions over neighbours.',
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
      help: 'What the output layer sees of a text: the cell’s state after the last word, or the mean, the largest or a weighted sum of its states.',
    },
    layers: {
      label: 'Layers',
      help: 'Recurrent layers, each reading the states of the one below (PyTorch num_layers). Penalties and dropout of input and state act in each.',
    },
    direction: {
      label: 'Direction',
      help: 'Whether each layer reads forward, or also backward, both side by side (Schuster and Paliwal 1997; Keras Bidirectional).',
    },
    activation: {
      label: 'Activation',
      help: 'What the SimpleRNN’s sum goes through: tanh keeps the state within ±1, relu lets it grow (Le et al. 2015).',
    },
    reset: {
      label: 'Reset',
      fullLabel: 'Reset gate',
      help: 'Whether the GRU’s reset gate acts before the recurrent product (Cho et al. 2014) or after it (Keras reset_after=True, cuDNN, PyTorch).',
    },
    recurrentInitializer: {
      label: 'Rec. start',
      fullLabel: 'Recurrent kernel starts',
      help: 'How the recurrent kernel starts: orthogonal keeps lengths (Saxe et al. 2013; Keras recurrent_initializer), identity keeps the state (IRNN, Le et al. 2015), Glorot is a kernel like any other.',
    },
    forgetBias: {
      label: 'Forget bias',
      help: 'What the LSTM’s forget gate starts with: from 1 on it remembers at first (Jozefowicz et al. 2015; Keras unit_forget_bias).',
    },
    zoneoutState: {
      label: 'Zoneout',
      fullLabel: 'Zoneout of the state',
      help: 'Keeps this share of the state as it was at the word before, drawn anew at each word; measured with the expectation (Krueger et al. 2017).',
    },
    zoneoutCell: {
      label: 'Zoneout c',
      fullLabel: 'Zoneout of the cell state',
      help: 'The same of the LSTM’s cell state.',
    },
    attentionUnits: {
      label: 'Att. units',
      fullLabel: 'Attention units',
      help: 'How many numbers score a word: score·tanh(W·h + b), then softmax over the text’s words.',
    },
    activity: {
      label: 'Outputs (AR)',
      help: 'Adds α·mean h² of the last layer’s outputs to the loss: they stay small (Merity et al. 2017; Keras activity_regularizer).',
    },
    temporalActivity: {
      label: 'Change (TAR)',
      help: 'Adds β·mean (hₜ − hₜ₋₁)² of the last layer’s outputs to the loss: they change slowly from word to word (Merity et al. 2017).',
    },
    attentionEntropy: {
      label: 'Entropy',
      fullLabel: 'Attention entropy',
      help: 'Adds c·entropy of the attention to the loss: above 0 it looks at fewer words, below 0 at more.',
    },
    wordDropout: {
      label: 'Words by',
      fullLabel: 'Words dropped by',
      help: 'Whether dropout of words hides single places in a text, or a word in all its places in that text (Gal and Ghahramani 2016).',
    },
    embeddingNoise: {
      label: 'Noise',
      fullLabel: 'Noise on words',
      help: 'Adds Gaussian noise of this standard deviation to the word vectors while training (Keras GaussianNoise).',
    },
    dropoutScale: {
      label: 'All times',
      fullLabel: 'All dropout times',
      help: 'One dial for all dropout rates of the run: each is multiplied by it, up to 0.95 (as AWD-LSTM’s practice scales them together).',
    },
    labelSmoothing: {
      label: 'Smoothing',
      fullLabel: 'Label smoothing',
      help: 'Trains towards (1 − ε)·label + ε/classes, so that no logit need grow for ever (Szegedy et al. 2016; Keras label_smoothing). The curves are measured without it.',
    },
    windowWidths: {
      label: 'Windows',
      fullLabel: 'Window widths',
      help: 'How many neighbouring words a filter of the text CNN covers, side by side (Kim 2014 takes 3, 4 and 5).',
    },
    filters: { label: 'Filters', help: 'Filters of each width; of each its largest answer over the text is kept.' },
    convolutions: {
      label: 'Convolutions',
      help: 'Convolutions of width 3 with 32, 64, 128 and 128 filters, one on top of the other, each followed by max-pooling by 2.',
    },
    hiddenUnits: {
      label: 'Hidden units',
      help: 'A dense layer with relu between the text’s vector and the output layer.',
    },
    exponent: {
      label: 'Exponent p',
      help: 'The p of Lp: 1 is L1, 2 is L2, 3 is L3.',
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
    learningRateFactor: {
      label: 'Rate ×',
      fullLabel: 'Learning rate of this run, times',
      help: 'What this run’s learning rate is multiplied with: lower it where a run goes on from an epoch, or compare rates side by side.',
    },
    maxNorm: {
      label: 'Max-norm',
      help: 'The largest norm of a column under max-norm: all weights that lead to one unit (Srivastava et al. 2014 take 3 to 4).',
    },
    patience: {
      label: 'Patience',
      fullLabel: 'Early stopping, patience',
      help: 'Ends training after this many epochs in a row without a gain on the validation texts (Keras EarlyStopping, patience; as a regularizer in Goodfellow et al. 2016, 7.8).',
    },
    monitor: {
      label: 'Watches',
      fullLabel: 'Early stopping watches',
      help: 'What has to get better on the validation texts (Keras monitor).',
    },
    smallestGain: {
      label: 'Least gain',
      fullLabel: 'Early stopping, least gain',
      help: 'Only what is better than the best so far by more than this is a gain (Keras min_delta).',
    },
    restoreBest: {
      label: 'Restore best',
      fullLabel: 'Restore the best weights',
      help: 'Whether the network gets the weights of its best epoch back in the end (Keras restore_best_weights). The curve stays as it is; the results are then those of that epoch.',
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
      BagOfEmbeddings: {
        name: 'bag of words',
        short: 'bag',
        help: 'The mean of the word vectors, in whatever order they stand (Iyyer et al. 2015; Keras GlobalAveragePooling1D).',
      },
      TextCNN: {
        name: 'text CNN',
        short: 'CNN',
        help: 'Filters over three, four and five neighbouring words, relu, of each the largest over the text (Kim 2014).',
      },
      StackedCNN: {
        name: 'stacked CNN',
        short: 'stack',
        help: 'Convolutions of 32, 64, 128 filters with relu and max-pooling, then a dense layer (Keras Conv1D, MaxPooling1D).',
      },
    },
    windowWidths: {
      '3': { name: '3', short: '3', help: 'Three words.' },
      '2,3': { name: '2, 3', short: '2, 3', help: 'Two and three words.' },
      '3,4,5': { name: '3, 4, 5', short: '3–5', help: 'Three, four and five words (Kim 2014).' },
      '2,3,4,5': { name: '2, 3, 4, 5', short: '2–5', help: 'Two to five words.' },
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
      max: {
        name: 'max',
        short: 'max',
        help: 'The largest of each number over the states after every word (Keras GlobalMaxPooling1D, masked).',
      },
      attention: {
        name: 'attention',
        short: 'att',
        help: 'The states’ sum by weights that the network chooses for each text (Bahdanau et al. 2015; Yang et al. 2016).',
      },
    },
    wordDropout: {
      place: { name: 'place', short: 'place', help: 'Each place in a text by itself.' },
      word: { name: 'word', short: 'word', help: 'A word in all its places in a text.' },
    },
    activation: {
      tanh: { name: 'tanh', short: 'tanh', help: 'Keras’s and PyTorch’s default.' },
      relu: { name: 'relu', short: 'relu', help: 'max(x, 0): with an identity start an IRNN.' },
    },
    reset: {
      before: { name: 'before', short: 'before', help: 'h̃ = tanh(W·x + U·(r h₋₁) + b).' },
      after: { name: 'after', short: 'after', help: 'h̃ = tanh(W·x + b + r (U·h₋₁ + b′)).' },
    },
    recurrentInitializer: {
      orthogonal: { name: 'orthogonal', short: 'orth', help: 'Random rows at right angles.' },
      glorot: { name: 'Glorot', short: 'glorot', help: 'Uniform, by the sizes (Glorot and Bengio 2010).' },
      identity: { name: 'identity', short: 'ident', help: 'Each gate’s part an identity.' },
    },
    direction: {
      forward: { name: 'forward', short: 'fwd', help: 'From the first word to the last.' },
      bidirectional: { name: 'both ways', short: 'both', help: 'Forward and backward, with weights of their own.' },
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
    monitor: {
      loss: { name: 'loss', short: 'loss', help: 'Validation loss: it turns as soon as mistakes get more certain.' },
      accuracy: {
        name: 'accuracy',
        short: 'acc',
        help: 'Validation accuracy: it moves by whole texts, and often stands still while the loss climbs.',
      },
    },
    restoreBest: {
      no: { name: 'no', short: 'no', help: 'The weights of the last epoch, as in Keras unless it is told otherwise.' },
      yes: { name: 'yes', short: 'yes', help: 'The weights of the epoch of the last gain.' },
    },
  } satisfies { [Id in RunChoiceId]: Record<RunSettings[Id], { name: string; short: string; help: string }> },
  norms: { L1: 'L1', L2: 'L2', L3: 'L3', Lp: 'Lp' } satisfies Record<Norm, string>,
  penaltyHelp: (role: Role, norm: Norm) =>
    ({
      L1: `L1 (lasso; Keras regularizers.L1 as ${kerasArgument[role]}) adds l1·Σ|w| over ${weights[role]} to the loss: each is pulled to zero equally hard, so many end there.`,
      L2: `L2 (ridge; with sgd the same as weight decay, with adam not; Keras regularizers.L2 as ${kerasArgument[role]}) adds l2·Σw² over ${weights[role]} to the loss: large ones are pulled hardest, all shrink.`,
      L3: `L3 (not in Keras; a bridge penalty) adds l3·Σ|w|³ over ${weights[role]} to the loss: it leaves small ones nearly alone and holds back the largest.`,
      Lp: `Lp (bridge; Frank and Friedman 1993) adds lp·Σ|w|^p over ${weights[role]} to the loss: the nearer p is to 1, the more end near zero; the larger, the harder the largest are pulled.`,
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
    candidate: {
      label: 'Candidate',
      help: 'Zeroes this share of what the gates would add to the memory, drawn anew at each word (Semeniuta et al. 2016).',
    },
    dropConnect: {
      label: 'Rec. weights',
      help: 'Zeroes this share of the recurrent kernel’s weights, the same for a whole batch (DropConnect, Wan et al. 2013; as weight drop in AWD-LSTM, Merity et al. 2017).',
    },
    between: {
      label: 'Between',
      help: 'Zeroes this share of what one layer hands to the next, one mask for a whole text (PyTorch dropout= between layers).',
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
  difference: enDifference,
};
