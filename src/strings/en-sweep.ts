// Every visible string of the sweep in English. Apart from the others: they come with the panel.

import type { RunId, SweepSetting } from '../experiment/experiment';
import type { SweptMetric } from '../runs/swept-look';
import type { SweptPart } from '../runs/swept-points';

const plural = (count: number, word: string) => `${count.toLocaleString('en')} ${word}${count === 1 ? '' : 's'}`;
const list = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;

const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

const learning = 'Learning curve: what more texts bring';
const capacity = 'Capacity: what a larger network brings';

export const enSweep = {
  heading: 'Sweep',
  close: 'Back to the curves',
  shownLabel: 'How the points are shown',
  shown: { chart: 'Chart', table: 'Table' },
  empty: {
    what: 'A sweep trains one run with many values of a setting, each with the same seeds, and draws what comes of it against the setting: too little on the left, too much on the right, the best in between.',
    start: (run: RunId, setting: string, values: number, seeds: number) =>
      `Sweep ${setting} of ${run} over its range: ${values} values × ${plural(seeds, 'seed')}`,
    setUp: 'Set it up first',
    seedsForAll: (seeds: number) => `All runs then have ${seeds} seeds.`,
  },
  setup: {
    label: 'What is swept',
    run: 'Run',
    kind: 'Kind of sweep',
    kinds: { one: 'One setting', two: 'Two settings', search: 'Random search' },
    setting: 'Setting',
    settingOf: (place: number) => `Setting ${place}`,
    find: 'Find a setting',
    notFound: 'No setting that does something in this run is called that.',
    ofRun: 'Of the run',
    shared: 'Shared by all runs',
    values: 'Values',
    valuesOf: (setting: string) => `Values of ${setting}`,
    wholeRange: 'Whole range',
    wholeRangeLog: 'Whole range (log)',
    aroundHere: 'Around here',
    from: 'from',
    to: 'to',
    lowOf: (setting: string) => `${setting}, lowest`,
    highOf: (setting: string) => `${setting}, highest`,
    add: 'Add a setting',
    removeSetting: (setting: string) => `Leave out ${setting}`,
    trials: 'Trials',
    searchSeed: 'Search seed',
    searchSeedHelp: 'Draws the values of all trials; the same number draws the same ones.',
    seeds: 'Seeds',
    seedsHelp:
      'How many trainings each point has, with the seeds that all runs have: changed here, it changes for the runs too. Three or more tell luck from a difference.',
    halving: 'Halving',
    halvings: { 0: 'off', 2: '½ go on', 3: '⅓ go on', 4: '¼ go on' } as Readonly<Record<number, string>>,
    halvingHelp:
      'Successive halving (Jamieson and Talwalkar 2016): all points train a few epochs, and only the best of them train on. It spends less, and can leave behind what would have won late.',
    remove: 'Remove the sweep',
    tooMany: (count: number, most: number) => `${count} values are too many here; at most ${most} are trained.`,
    repeated: (given: string) => `“${given}” stands there twice.`,
  },
  plan: {
    points: (points: number, seeds: number) => `${plural(points, 'point')} × ${plural(seeds, 'seed')}`,
    trainings: (count: number) => `= ${plural(count, 'training')}`,
    about: (time: string) => `, about ${time}`,
    start: 'Start sweep',
    pause: 'Pause sweep',
    resume: 'Continue sweep',
    again: 'All trained',
    progress: 'Progress of the sweep',
    done: (done: number, of: number) => `${done.toLocaleString('en')} of ${plural(of, 'training')}`,
    paused: 'paused',
    forget: 'Forget results',
  },
  elsewhere: {
    button: 'Train elsewhere…',
    what: 'Too long for this browser? This command trains the same sweep over all cores of a machine, with the same digits, and goes on where it was interrupted.',
    command: 'Command for a terminal, in the folder of the project',
    copy: 'Copy',
    copied: 'Copied',
    dask: 'On a Dask cluster with --dask ADDRESS. README.md says more.',
    ray: 'For a cluster that runs Ray: the same sweep as a script for Ray Tune.',
    saveRay: 'Save the Ray Tune script',
    rayFile: 'sweep.py',
    /** Put into the script, to be changed there. */
    directory: '/path/to/the/project',
    back: 'The file of results that the command wrote opens here, or dropped anywhere on the page.',
  },
  look: {
    metric: 'What is drawn',
    metrics: { loss: 'Loss', accuracy: 'Accuracy' } satisfies Record<SweptMetric, string>,
    moment: 'At which epoch',
    moments: { best: 'At its best epoch', last: 'After the last epoch' },
    withinNoise: 'Within noise',
    withinNoiseHelp:
      'Values whose difference from the best one, seed by seed, has zero in its 95 % interval: luck alone could make it. Needs three seeds.',
    single: 'One seed',
    unfinished: 'Not all seeds yet',
    leftBehind: 'Left behind',
    diverged: 'Diverged',
    bestTrials: 'Best tenth',
    others: 'Others',
  },
  parts: { train: 'train', validation: 'validation' } satisfies Record<SweptPart, string>,
  measures: {
    loss: { train: 'train loss', validation: 'validation loss' },
    accuracy: { train: 'train accuracy', validation: 'validation accuracy' },
  } satisfies Record<SweptMetric, Record<SweptPart, string>>,
  captions: {
    trainingSize: learning,
    units: capacity,
    embeddingSize: capacity,
    layers: capacity,
    filters: capacity,
    hiddenUnits: capacity,
  } as Readonly<Partial<Record<SweepSetting, string>>>,
  chart: {
    one: (metric: string, setting: string) => `${metric} against ${setting}`,
    captioned: (title: string, caption: string) => `${title}. ${caption}`,
    two: (metric: string, columns: string, rows: string) => `${upper(metric)} by ${columns} and ${rows}`,
    search: (metric: string, trials: number) => `${upper(metric)} of ${plural(trials, 'trial')}`,
    axis: upper,
    pick: (chart: string) => `${chart}: the point that is read`,
    nothingYet: 'Nothing is trained yet.',
    off: 'off',
    better: 'better',
    worse: 'worse',
    best: 'best',
  },
  verdict: {
    best: (metric: SweptMetric, value: string, where: string, seeds: number) =>
      `${metric === 'loss' ? 'Lowest validation loss' : 'Highest validation accuracy'} ${value} at ${where} (${seeds === 1 ? 'one seed' : `mean of ${seeds} seeds`}).`,
    range: (from: string, to: string) => (from === to ? from : `${from} to ${to}`),
    ranges: (ranges: readonly string[], isOne: boolean) =>
      `${upper(list(ranges))} ${isOne ? 'is' : 'are'} within noise of it.`,
    others: (count: number) =>
      count === 1 ? 'One other point is within noise of it.' : `${count} other points are within noise of it.`,
    none: 'No other is within noise of it.',
    tooFew: (seeds: number) =>
      `${seeds === 1 ? 'One seed does' : 'Two seeds do'} not tell a better value from a luckier one: train three or more.`,
    picked: (count: number) => `Picked from ${count}`,
    pickedSoFar: (count: number) => `Picked from ${count} so far`,
    luck: 'The best of many is the best partly by luck: on texts that had no say in the choice, expect it to be somewhat worse.',
  },
  point: {
    at: (setting: string, value: string) => `${setting} = ${value}`,
    and: '; ',
    separator: ', ',
    colon: ': ',
    value: (measure: string, value: string) => `${measure} ${value}`,
    seeds: (count: number) => plural(count, 'seed'),
    seedsOf: (count: number, of: number) => `${count} of ${plural(of, 'seed')}`,
    noValue: 'no numbers yet',
    thisRun: 'Make this a run',
    bestRun: 'Make the best a run',
    changesAll: (settings: readonly string[]) => `Changes ${list(settings)} for all runs, which share it.`,
    full: 'There are six runs already: remove one first.',
    csv: 'Save as CSV',
    fileName: 'sweep.csv',
  },
  statuses: {
    idle: 'not trained',
    underWay: 'in training',
    finished: 'trained',
    failed: 'failed',
    diverged: (count: number, of: number) => (of === 1 ? 'diverged' : `diverged on ${count} of ${of} seeds`),
    leftBehind: (epoch: number) => `left behind after epoch ${epoch}`,
    broughtIn: (count: number, of: number) => (count === of ? 'brought in' : `${count} of ${of} brought in`),
  },
  table: {
    caption: 'All points of the sweep',
    trial: 'No.',
    seeds: 'Seeds',
    validationLoss: 'Validation loss',
    validationAccuracy: 'Accuracy',
    trainLoss: 'Train loss',
    epochs: 'Epochs spent',
    status: 'Status',
    action: 'Make a run',
    makeRun: (where: string) => `Make a run of ${where}`,
    sortBy: (column: string) => `Sort by ${column}`,
  },
};
