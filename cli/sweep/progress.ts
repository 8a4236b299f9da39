// How far it is, and how long it still takes, on the error stream.

import { epochsAt, type Planned, pointsPerRung } from './planned';

export interface Progress {
  /** A stage begins: of its `trainings` those of `epochs` are to be trained. */
  stage(rung: number, trainings: number, epochs: readonly number[]): void;
  /** A worker of this machine has trained an epoch. */
  epoch(): void;
  /** A training has ended, after its epochs or before. */
  trained(epochs: number): void;
}

export interface ProgressOptions {
  planned: Planned;
  write: (text: string) => void;
  /** A terminal shows one line, written anew. */
  isTerminal: boolean;
  now: () => number;
}

const oneLineEveryMs = 500;

export function createProgress({ planned, write, isTerminal, now }: ProgressOptions): Progress {
  const startMs = now();
  const rungs = rungsAhead(planned);
  let [done, of] = [0, 0];
  /** Of this call alone: what was trained before took time before. */
  const epochs = { trained: 0, inFlight: 0, left: 0, later: 0 };
  let shownMs = Number.NEGATIVE_INFINITY;

  function show(isUrgent: boolean): void {
    if (!isUrgent && (!isTerminal || now() - shownMs < oneLineEveryMs)) return;
    shownMs = now();
    const trained = epochs.trained + epochs.inFlight;
    const left = epochs.left + epochs.later - epochs.inFlight;
    const leftMs = trained > 0 ? ((now() - startMs) * Math.max(0, left)) / trained : null;
    const time = leftMs === null || left <= 0 ? '' : `, about ${timeInWords(leftMs)} left`;
    const line = `${done} of ${of} trainings${time}`;
    write(isTerminal ? `\r\u001b[K${line}${done === of ? '\n' : ''}` : `${line}\n`);
  }

  return {
    stage(rung, trainings, toTrain) {
      const before = rungs.slice(0, rung);
      const after = rungs.slice(rung + 1);
      done = sum(before.map((each) => each.trainings)) + trainings - toTrain.length;
      of = sum(before.map((each) => each.trainings)) + trainings + sum(after.map((each) => each.trainings));
      epochs.left = sum(toTrain);
      epochs.later = sum(after.map((each) => each.epochs));
      show(true);
    },
    epoch() {
      epochs.inFlight++;
      show(false);
    },
    trained(count) {
      done++;
      epochs.trained += count;
      epochs.left -= count;
      // One that diverged has told of fewer.
      epochs.inFlight = Math.max(0, epochs.inFlight - count);
      show(true);
    },
  };
}

/** Trainings and epochs of each rung, as far as they can be known before. */
function rungsAhead(planned: Planned): { trainings: number; epochs: number }[] {
  const { points } = planned;
  const seeds = points[0]?.length ?? 0;
  return pointsPerRung(planned).map((count, rung) => ({
    trainings: count * seeds,
    epochs: count * sum((points[0] ?? []).map((training) => epochsAt(training, rung, planned))),
  }));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

function timeInWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
