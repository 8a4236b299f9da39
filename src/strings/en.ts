// Every visible string in English. Functions take what is put in; nothing here is HTML.

import type { RunId, TextSource } from '../experiment/experiment';
import type { PresetId } from '../experiment/presets';
import type { Rejection } from '../experiment/spelling';
import type { TrainingStatus } from '../runs/store';
import { enBackend } from './en-backend';
import { enFork } from './en-fork';
import { enMessages } from './en-messages';
import { enNotes } from './en-notes';
import { enOwnTexts } from './en-own-texts';
import { enSettings } from './en-settings';
import { enSharedSettings } from './en-shared-settings';

interface KeyGroup {
  heading: string;
  /** Keys, with a space between them, and what they do. */
  rows: readonly (readonly [keys: string, meaning: string])[];
}

export const en = {
  languageName: 'English',
  labels: {
    search: 'Search the labels',
    others: (count: number) => `${count} other labels`,
    none: 'No label holds this.',
  },
  appName: 'Regularization Playground',
  skipToCurves: 'Skip to the curves',
  ...enSettings,
  ...enSharedSettings,
  notes: enNotes,
  fork: enFork,
  testing: {
    menu: 'Evaluate on test…',
    /** Under the item, where it is off. */
    menuWhy: (status: TrainingStatus): string =>
      ({ idle: 'after its training', failed: 'its training failed', stopped: 'its training was stopped' })[
        status as string
      ] ?? 'when its training is finished',
    tested: 'tested',
  },
  ownTexts: enOwnTexts,
  bar: {
    preset: 'Preset',
    ownPreset: 'your own',
    text: 'Text',
    areas: { data: 'Data', sweep: 'Sweep' },
    areaHints: {
      data: 'Look at the texts, and at what is made of them',
      sweep: 'Train a run with many values of a setting, and see which is best',
    },
    train: 'Train',
    resume: 'Resume',
    pause: 'Pause',
    trainHint: 'Train or pause (space bar)',
    oneEpoch: 'One epoch',
    oneEpochHint: 'One more epoch of every run, then pause',
    stop: 'Stop',
    stopHint: 'End training where it is',
    reset: 'Reset',
    resetHint: 'Back to no results',
    progress: 'Training progress',
    epoch: (epoch: number) => `Epoch ${epoch}`,
    epochRange: (least: number, most: number) => `Epochs ${least}–${most}`,
    ofEpochs: (epochs: number, time: string | null) => `of ${epochs}${time ? `, ${time}` : ''}`,
    seconds: (seconds: string) => `${seconds} s`,
    minutes: (minutes: string) => `${minutes} min`,
    left: (time: string) => `${time} left`,
    notStarted: 'Not started',
    preparing: 'Preparing…',
    failed: 'Failed',
    undo: 'Undo',
    undoHint: 'Undo (Ctrl+Z)',
    redo: 'Redo',
    redoHint: 'Redo (Ctrl+Shift+Z)',
    share: 'Share',
    shareHint: 'Copy a link to this experiment',
    copiedLong: (exact: boolean, file: string): string =>
      file !== ''
        ? `Link copied, without the texts. Who opens it is asked for “${file}”: send that along.`
        : exact
          ? 'Link copied. Who opens it gets this experiment, and on wasm or cpu the same curves, digit for digit.'
          : 'Link copied. Who opens it gets this experiment, and nearly the same curves: a GPU computed these.',
    copyRefused: 'The browser did not let the page copy. Copy the link from here:',
    linkLabel: 'Link to this experiment',
    theme: 'Theme',
    themes: { system: 'Like the system', light: 'Light', dark: 'Dark' },
    menu: 'Menu',
    settings: 'Settings',
    runs: 'Runs',
    close: 'Close',
  },
  announcements: {
    active: 'Training has started.',
    paused: 'Training is paused.',
    idle: 'Training is over.',
  },
  keys: {
    heading: 'Keys',
    close: 'Close',
    groups: [
      {
        heading: 'Anywhere',
        rows: [
          ['Space', 'Train, or pause (not on a button reached by Tab)'],
          ['Ctrl Z', 'Undo the last change'],
          ['Ctrl Shift Z', 'Redo'],
          ['/', 'Find a setting'],
          ['?', 'This list'],
          ['Esc', 'Close what was opened last'],
        ],
      },
      {
        heading: 'In the table of runs',
        rows: [
          ['← ↑ ↓ →', 'From setting to setting'],
          ['Enter', 'Open the setting'],
        ],
      },
      {
        heading: 'On a chart',
        rows: [
          ['← →', 'One epoch back or forth'],
          ['Shift ← →', 'Ten epochs'],
          ['Home End', 'First and last epoch'],
        ],
      },
    ] as readonly KeyGroup[],
  },
  backend: enBackend,
  corpora: {
    reviews: { name: 'Reviews', about: 'Short English reviews, each for or against what it reviews. Two labels.' },
    headlines: {
      name: 'Headlines',
      about: 'Headlines and leads about invented events: world, sport, business or science.',
    },
    chinese: {
      name: '中文短评',
      about: 'Short Chinese reviews, for or against, read character by character. Two labels.',
    },
    intents: { name: 'Intents', about: 'What people type to a support desk, typos and detours included. Six labels.' },
    generated: {
      name: 'Who said not',
      about:
        'Written by a generator: the order of words decides, not which words. The best possible accuracy is known.',
    },
    imported: { name: 'Your own file', about: 'Text imported into this browser. It stays here.' },
  } satisfies Record<TextSource, { name: string; about: string }>,
  presets: {
    first: {
      name: 'Nothing, L2 and dropout',
      about:
        'The same network without and with regularization, on headlines: overfitting, and what keeps loss down and accuracy up.',
    },
    'nothing-vs-l2-dropout': {
      name: 'Loss climbs, accuracy stands still',
      about: 'The same on reviews: regularization keeps the loss down, while accuracy hardly moves.',
    },
    'l1-vs-l2-vs-l1l2': {
      name: 'L1, L2, both',
      about: 'L1 empties weights, L2 shrinks them. Look at the near-zero weights.',
    },
    'kernel-vs-recurrent-l2': {
      name: 'L2 on kernel or recurrent kernel',
      about: 'The same L2 on the weights from the input, and on the weights from step to step.',
    },
    cells: { name: 'SimpleRNN, LSTM, GRU', about: 'Three cells of the same size, none regularized.' },
    'how-much-dropout': { name: 'How much dropout', about: 'From none to too much, until the network cannot learn.' },
    'noise-under-a-ceiling': {
      name: 'Noise under a ceiling',
      about:
        'One label in ten is wrong, so 0.90 is the best there is. Who learns the rule reaches it; who learns the noise loses it again.',
    },
  } satisfies Record<PresetId, { name: string; about: string }>,
  runs: {
    heading: 'Runs',
    table: 'Runs and their settings',
    add: 'Add a run',
    columnMenu: (id: RunId) => `Run ${id}: actions`,
    rename: 'Rename…',
    duplicate: 'Duplicate',
    hide: 'Hide its curves',
    show: 'Show its curves',
    solo: 'Show only this',
    unsolo: 'Show all again',
    remove: 'Remove',
    name: (id: RunId) => `Name of run ${id}`,
    more: 'All settings',
    whereItActs: 'Where it acts',
    find: 'Find a setting',
    notFound: 'No setting is called that.',
    /** Of a value. */
    idle: 'does nothing beside the other settings',
    less: 'Less',
    forAll: 'Same in all runs',
    asIn: (id: RunId) => `As in ${id}`,
    run: (id: RunId) => `Run ${id}`,
    nothing: 'no regularization',
    sameAs: (id: RunId) => `same as ${id}`,
    off: 'off',
    noMore: (phrase: string) => `no ${phrase}`,
    status: {
      idle: 'not started',
      waiting: 'waits for a free core',
      starting: 'starting',
      training: 'training',
      paused: 'paused',
      finished: 'finished',
      stopped: 'stopped',
      failed: 'failed',
    } satisfies Record<TrainingStatus, string>,
  },
  shared: {
    heading: 'All runs',
    anotherSeed: 'Another seed',
    more: (labels: readonly string[]) => `More: ${labels.join(', ')}`,
    moreShort: 'More…',
  },
  input: {
    number: (label: string) => `${label}, as a number`,
    slider: (label: string) => `${label}, slider`,
    allowed: (min: string, max: string, whole: boolean, off: boolean) =>
      `${off ? 'off, or ' : ''}a ${whole ? 'whole ' : ''}number from ${min} to ${max}`,
    rejected: (label: string, allowed: string, given: string, reason: Rejection) =>
      ({
        notANumber:
          given.trim() === ''
            ? `${label} must be ${allowed}; the box is empty.`
            : `${label} must be ${allowed}, got “${given}”.`,
        notAWholeNumber: `${label} must be ${allowed}; ${given} is not whole.`,
        tooSmall: `${label} must be ${allowed}; ${given} is too small.`,
        tooLarge: `${label} must be ${allowed}; ${given} is too large.`,
        unknownOption: `${label} has no option “${given}”.`,
        tooLong: `${label} is too long.`,
      })[reason],
    kept: (value: string) => `Still in use: ${value}.`,
    nameTooLong: (max: number) => `A name has at most ${max} characters.`,
  },
  curves: {
    heading: 'Curves',
    arrangement: 'Arrangement',
    arrangements: { sideBySide: 'Side by side', overlaid: 'Overlaid', difference: 'Difference', table: 'Table' },
    smoothing: 'Smoothing',
    logY: 'Log y',
    fromZero: 'From zero',
    lossShown: 'Train loss shown',
    lossChoices: { data: 'Data loss', total: 'Data + penalty' },
    band: 'Band about the mean',
    bands: {
      deviation: (seeds: number) => `mean ± 1 sd, ${seeds} seeds`,
      range: (seeds: number) => `mean, min to max, ${seeds} seeds`,
      interval: (seeds: number) => `mean, 95 % interval, ${seeds} seeds`,
    },
    singles: 'Each seed',
    lessThan: (id: RunId, reference: RunId) => `${id} − ${reference}`,
    differenceBand: (seeds: number) => (seeds > 1 ? `loss (95 %, n = ${seeds})` : 'loss, one seed'),
    noDifference: 'The difference is that of each run to the first. Add a run, or show one that is hidden.',
    train: 'train',
    trainWithPenalty: 'train + penalty',
    validation: 'validation',
    previous: 'previous',
    best: 'best',
    stopped: 'stopped',
    stoppedHelp:
      'A square marks where early stopping ended a training; with several seeds, a tick on the axis for each. A mean goes on thin where some of its seeds have ended.',
    beyond: 'Past stopping',
    beyondHelp: 'Trains on, apart, what early stopping ended, and draws faintly how it goes on',
    goingOn: 'unstopped',
    seedsThere: (count: number) => `n = ${count}`,
    endedEarly: (first: number, last: number) =>
      first === last ? `stopped after ${first}` : `stopped after ${first}–${last}`,
    stopsLong: (id: RunId, first: number, last: number) =>
      first === last
        ? `Early stopping ended ${id} after epoch ${first}.`
        : `Early stopping ended trainings of ${id} after epochs ${first} to ${last}.`,
    trainHelp:
      'Loss or accuracy on the training texts after each epoch, measured as validation is: dropout off, no penalty.',
    trainWithPenaltyHelp:
      'What training minimizes: loss on the training texts, measured with dropout off, plus the penalty.',
    validationHelp:
      'Loss or accuracy on texts that are never trained on. The shaded gap to the train line is overfitting.',
    previousHelp: 'The curve before the last change of a setting.',
    bestHelp:
      'A circle marks the epoch with the lowest validation loss. “Overfits from” marks where validation loss turns upward for good while train loss does not.',
    metrics: { loss: 'loss', accuracy: 'accuracy' },
    lossWithPenalty: 'loss + penalty',
    overfitsFrom: (epoch: number) => `overfits from ${epoch}`,
    overfitsSpread: (first: number, last: number, count: number, of: number) =>
      ` (${first === last ? first : `${first}–${last}`}, ${count} of ${of})`,
    chart: (name: string, metric: string) => `${name}: ${metric} by epoch`,
    allRuns: 'All runs',
    crosshair: (name: string, metric: string) => `${name}, ${metric}: epoch under the crosshair`,
    crosshairValue: (epoch: number, values: string) => `Epoch ${epoch}. ${values}`,
    runValues: (name: string, train: string, validation: string) => `${name}: train ${train}, validation ${validation}`,
    noValues: 'no values yet',
    readout: (epoch: number) => `Epoch ${epoch}`,
    validationShort: 'val.',
    validationAccuracyShort: 'val. acc.',
    empty: 'Press Train, or the space bar.',
    emptyMore: (count: number) =>
      count === 1 ? 'Train and validation curves appear here.' : `The ${count} runs then train side by side.`,
    allHidden: 'All runs are hidden.',
    showAll: 'Show them',
    waiting: (id: RunId) => `${id} waits for a free core`,
    starting: (id: RunId) => `${id} is starting`,
    noEpoch: 'first epoch…',
    stoppedAt: (epoch: number) => `stopped at ${epoch}`,
    pausedAt: (epoch: number) => `paused at ${epoch}`,
    tableCaption: 'Loss and accuracy of every run by epoch',
    epoch: 'Epoch',
    tableEmpty: 'No epoch has been trained yet.',
    landmarks: {
      any: (accuracy: string) => `best possible ${accuracy}`,
      bagOfWords: (accuracy: string) => `bag of words at best ${accuracy}`,
      oneLabel: (accuracy: string) => `one label for all ${accuracy}`,
      guess: (loss: string) => `guessing ${loss}`,
    },
    landmarksShort: {
      any: (accuracy: string) => `best ${accuracy}`,
      bagOfWords: (accuracy: string) => `bag ${accuracy}`,
      oneLabel: (accuracy: string) => `one label ${accuracy}`,
      guess: (loss: string) => `guess ${loss}`,
    },
    landmarksLong: {
      ceilings: (any: string, bagOfWords: string) =>
        `On this text no classifier can be expected to exceed ${any} validation accuracy, and none that sees which words occur, but not their order, ${bagOfWords}.`,
      oneLabel: (accuracy: string) =>
        `Who answers the commonest label of the training texts every time is right on ${accuracy} of the validation texts.`,
      guess: (loss: string) =>
        `Who knows the shares of the labels and reads nothing has a loss of ${loss}: their entropy.`,
    },
  },
  results: {
    heading: 'Results',
    run: 'Run',
    meanOf: (count: number) => `mean ± sd, n = ${count}`,
    broughtIn: (count: number, of: number) => (count === of ? 'brought in' : `${count} of ${of} brought in`),
    toggle: (id: RunId) => `Show or hide the curves of run ${id}`,
    columns: {
      bestValidationLoss: 'Best val. loss',
      bestEpoch: 'at epoch',
      epochs: 'Epochs',
      finalValidationLoss: 'Final val. loss',
      trainLoss: 'Train loss',
      gap: 'Gap',
      penalty: 'Penalty',
      bestValidationAccuracy: 'Best val. acc.',
      nearZero: 'Near-zero',
      zeros: 'Zero',
      spectralNorm: 'Spectral norm',
      elapsed: 'ms',
    },
    columnHelp: {
      bestValidationLoss: 'The lowest validation loss of all epochs',
      bestEpoch: 'The epoch with the lowest validation loss',
      epochs: 'After how many epochs the training was over: early stopping ended some before the last',
      finalValidationLoss: 'Validation loss after the last epoch, or after the best where its weights are restored',
      trainLoss: 'Train loss after that same epoch, dropout off, without penalty',
      gap: 'Final validation loss minus final train loss',
      penalty: 'Sum of all penalties after that same epoch',
      bestValidationAccuracy: 'The highest validation accuracy of all epochs',
      nearZero:
        'Share of weights with |w| < 0.001 between embedding and output layer: kernels, convolutions, hidden layer',
      zeros: 'Share of the same weights that are exactly 0: an L1 by proximal step or a constraint leaves such',
      spectralNorm: 'Largest singular value of the recurrent kernel',
      elapsed: 'Training time in milliseconds, pauses left out',
    },
    percent: (value: string) => `${value} %`,
  },
  messages: enMessages,
};
