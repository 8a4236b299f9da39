// The sentences of "What am I seeing", in English. Each is written only when its condition holds.

import type { RunId } from '../experiment/experiment';

/** What early stopping saved: epochs, and validation loss without and with going on. */
export interface Saved {
  epochs: number;
  way: 'raised' | 'lowered' | 'left';
  from: string;
  to: string;
  /** The lowest loss, where that was still to come. */
  missed: { epoch: number; loss: string } | null;
}

function savedSentence(saved: Saved | null): string {
  if (!saved) return '';
  const { epochs, way, from, to, missed } = saved;
  const lowest = missed ? `, and the lowest, ${missed.loss}, was still to come at epoch ${missed.epoch}` : '';
  const loss =
    way === 'left' ? `left the validation loss at ${to}` : `${way} the validation loss from ${from} to ${to}`;
  return ` That saved ${epochs === 1 ? '1 epoch' : `${epochs} epochs`}; going on would have ${loss}${lowest}.`;
}

export const enNotes = {
  heading: 'What am I seeing',
  empty: 'Nothing yet. After a few epochs this says in words what the curves show.',
  nothingToSay: 'So far train and validation loss go together in every run.',
  memorizes: (id: RunId, trainLoss: string, epoch: number, growth: string) =>
    `${id} memorizes: train loss reaches ${trainLoss} by epoch ${epoch}, and validation loss stands ${growth} % above its lowest.`,
  overfits: (id: RunId, epoch: number, growth: string) =>
    `${id} overfits from epoch ${epoch}: its validation loss has grown by ${growth} % since.`,
  learnsWrongLabels: (id: RunId, accuracy: string, noise: string) =>
    `${id} has learned wrong labels too: ${accuracy} % right on training texts of which ${noise} % are labelled wrong.`,
  smallerGap: (id: RunId, reference: RunId, share: string, accuracy: 'same' | 'better' | 'worse', seeds: number) =>
    `${id} has ${share} % of ${reference}’s gap; its validation accuracy is ${
      { same: 'the same within noise', better: 'higher', worse: 'lower' }[accuracy]
    }${seeds < 3 && accuracy !== 'same' ? ' here, which may be luck' : ''}.`,
  learnsNothing: (id: RunId, loss: string, penalized: boolean) =>
    `${id} learns nothing: its train loss stays at ${loss}, as by guessing${
      penalized ? '. Try weaker regularization' : ''
    }.`,
  majority: (id: RunId, accuracy: string, label: string, share: string) =>
    `${id} is right on ${accuracy} % of the validation texts at best; who always answers “${label}” is on ${share} %.`,
  unsettled: (id: RunId, lowest: string, last: string) =>
    `${id} does not settle: its train loss has climbed back from ${lowest} to ${last}, which is not overfitting. Try a lower learning rate.`,
  gap: (id: RunId, gap: string) =>
    `${id} ends with a gap of ${gap}: it predicts new texts that much worse than those it was trained on.`,
  startsLate: (id: RunId, epochs: number) => `${id} learns nothing for ${epochs} epochs, then starts.`,
  sparse: (id: RunId, share: string) =>
    `${id} has emptied ${share} % of the weights of its kernel and recurrent kernel (|w| < 0.001).`,
  difference: (id: RunId, reference: RunId, size: string, lower: boolean, from: string, to: string, seeds: number) =>
    `${id}’s best validation loss is ${size} ${lower ? 'lower' : 'higher'} than ${reference}’s, 95 % interval ${from} to ${to} over ${seeds} seeds.`,
  withinNoise: (id: RunId, reference: RunId, size: string, seeds: number, more: number | null) =>
    `${id} and ${reference} differ by ${size} in best validation loss, within the noise of ${seeds} seeds${
      more === null ? '' : `; about ${more} more would tell`
    }.`,
  /** `saved` is what going on would have done, where that is known. */
  stopped: (id: RunId, after: number, gain: number, isRestored: boolean, saved: Saved | null) =>
    `${id} stopped after epoch ${after}: no gain since epoch ${gain}${
      isRestored ? ', whose weights it has' : ''
    }.${savedSentence(saved)}`,
  stoppedSeeds: (id: RunId, count: number, of: number, first: number, last: number, saved: Saved | null) =>
    `${count === of ? `All ${of} seeds of ${id}` : `${count} of ${id}’s ${of} seeds`} stopped early, after ${
      first === last ? `epoch ${first}` : `epochs ${first} to ${last}`
    }.${savedSentence(saved)}`,
  oneSeed: (seeds: number): string =>
    seeds === 1
      ? 'One seed each: which run is better may be luck.'
      : 'Two seeds each: which run is better may be luck.',
  trainSeeds: (seeds: number) => `Train ${seeds} seeds`,
  best: (id: RunId, loss: string, epoch: number) => `${id} has the lowest validation loss, ${loss} at epoch ${epoch}.`,
};
