// What the dialog and the headless runner say of evaluating on the test texts, in English.

import type { RunId } from '../experiment/experiment';
import type { WeightChoice } from '../runs/look-memory';
import type { Failure } from '../training/protocol';

const s = (count: number) => (count === 1 ? '' : 's');

const ordinal = (place: number): string => {
  const isTeen = Math.floor(place / 10) % 10 === 1;
  return `${place}${(isTeen ? undefined : { 1: 'st', 2: 'nd', 3: 'rd' }[place % 10]) ?? 'th'}`;
};

const texts = (count: number) => `${count.toLocaleString('en')} text${s(count)}`;

export const enTesting = {
  title: (id: RunId) => `Run ${id} on the test texts`,
  close: 'Close',
  unfinished: 'Its training is not finished. Train it to the end first.',
  empty: 'There are no test texts: a label needs three texts to have one.',
  /** Null where seeds have test sets of their own. */
  purpose: (count: number | null) =>
    `${count === null ? 'The test texts of each seed' : `The ${texts(count)} of the test set`} were kept from training and from every curve. They tell how a run that was chosen by validation does on new texts: choose first, then look once.`,
  weights: 'Weights',
  weight: { final: 'Final', best: 'Best by validation' } satisfies Record<WeightChoice, string>,
  epoch: (least: number, most: number) => (least === most ? `epoch ${least}` : `epochs ${least}–${most}`),
  evaluate: 'Evaluate',
  trainsAgain: (epoch: string) =>
    `Weights are not kept: the run is trained once more, in the same way, up to ${epoch}.`,
  seenBefore: 'This result was seen before, and is no new look.',
  working: (done: number, total: number) => `Training once more: ${done} of ${total} epochs`,
  cancel: 'Cancel',
  failed: (failure: Failure): string => {
    switch (failure.kind) {
      case 'diverged':
        return `It could not be evaluated: trained once more, its loss exploded in epoch ${failure.epoch}.`;
      case 'backend':
      case 'data':
      case 'error':
        return `It could not be evaluated (${failure.detail}). Nothing was seen; press Evaluate to try again.`;
      case 'died':
      case 'unresponsive':
        return 'It could not be evaluated: its worker died. Nothing was seen; press Evaluate to try again.';
      default:
        return failure satisfies never;
    }
  },
  warning: {
    heading: (place: number) => `This would be the ${ordinal(place)} look at this test set`,
    why: 'Each look lets you prefer the run that happens to do well on just these texts. After several, the best result is partly luck: new texts will do worse, and its 95 % interval no longer means what it says.',
    instead: 'Choose by validation, and look once, at the end.',
    look: 'Look all the same',
    back: 'Back',
  },
  accuracy: 'Accuracy',
  loss: 'Loss',
  interval: '95 % interval',
  to: (low: string, high: string) => `${low} to ${high}`,
  nats: (loss: string) => `${loss} nats`,
  seeds: (count: number) => `mean ± sd, ${count} seeds`,
  intervalOf: {
    one: (count: number) =>
      `The interval (Wilson’s) is for other texts of this kind, going by these ${texts(count)}. Another seed would differ too.`,
    sameTexts: (count: number) =>
      `The interval (Wilson’s) is for these trainings’ mean on other texts. All seeds read the same ${texts(count)}, which count once; how the trainings differ is the ±.`,
    ownTexts:
      'No interval of the mean: the seeds’ splits share texts, so they are not independent. Each seed has its own below.',
  },
  validation: (accuracy: string, loss: string) =>
    `With these weights validation has ${accuracy} and a loss of ${loss}.`,
  differs: (isExact: boolean, tested: string, shown: string) =>
    `${
      isExact
        ? 'Trained once more, it was not the same digit for digit'
        : 'On a GPU a training need not come out the same twice'
    }: what was tested has a validation loss of ${tested} at this epoch, the curve shown ${shown}.`,
  bySeed: 'By seed',
  seed: 'Seed',
  confusion: 'Which label for which',
  confusionOf: 'Whose counts',
  meanOf: (seeds: number) => `Mean of ${seeds} seeds`,
  oneSeed: (seed: number) => `Seed ${seed}`,
  confusionTable: 'Test texts by true label (rows) and predicted label (columns)',
  trueLabel: 'True label',
  predicted: 'Predicted',
  right: 'Right',
  looks: 'Looks at this test set',
  noLooks: 'None so far.',
  earlier: (count: number) => `${count} earlier`,
  look: (run: RunId, name: string, weights: WeightChoice, time: string) =>
    `${run}, ${name}, ${{ final: 'final weights', best: 'best by validation' }[weights]}, ${time}`,
  headless: (
    weights: WeightChoice,
    epoch: number,
    accuracy: string,
    low: string,
    high: string,
    loss: string,
    count: number,
  ) =>
    `test, ${{ final: 'final', best: 'best' }[weights]} weights (epoch ${epoch}): accuracy ${accuracy} %, 95 % interval ${low} to ${high} % (Wilson), loss ${loss}, ${texts(count)}`,
  headlessLook:
    'This is a look at the test set. Choose by validation and look once: each further look lets you choose by luck.',
};
