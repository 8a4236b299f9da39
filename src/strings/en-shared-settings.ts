// English names and one-sentence explanations of the settings that all runs share.

import type { SharedSettings } from '../experiment/experiment';
import type { SharedChoiceId, SharedFieldId } from '../experiment/shared-fields';
import type { Explained } from './en-settings';

export const enSharedSettings = {
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
    trainingSeed: {
      label: 'Training seed',
      help: 'A seed of its own for starting weights, batch order and dropout, while the seed deals the texts. Off takes the seed for both.',
    },
    seeds: {
      label: 'Seeds',
      help: 'How often each run is trained, each time with another seed and the same for all runs. Curves become their mean with a band: what one seed shows may be luck, what five show seldom is (Reimers and Gurevych 2017).',
    },
    seedMoves: {
      label: 'A seed moves',
      help: 'What each further seed draws anew: the training (starting weights, batch order and dropout), everything with the split of the data too, or one of them alone, to see how much of the luck is its.',
    },
    draw: {
      label: 'First seed',
      help: 'Which of its seeds a run begins with, counted from 0: so a link can hold one training of many.',
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
    seedMoves: {
      training: 'the training',
      everything: 'everything',
      data: 'split of the data',
      weights: 'starting weights',
      order: 'batch order',
      dropout: 'dropout',
    },
    backend: { auto: 'auto', wasm: 'wasm', cpu: 'cpu', webgpu: 'webgpu', webgl: 'webgl' },
  } satisfies { [Id in SharedChoiceId]: Record<SharedSettings[Id], string> },
};
