// "What am I seeing": two or three sentences on the results.

import { trainingsOf } from '../../runs/store';
import type { Strings } from '../../strings/strings';
import { formatDifference, formatLoss, formatPercent } from '../../ui/format';
import { useStrings } from '../../ui/preferences';
import { RunMark } from '../../ui/run-mark';
import { changeShared } from '../edits';
import { useExperiment, useRuns, useSession } from '../playground';
import { type Note, notesOf, seedsToOffer } from './derive';
import styles from './notes-panel.module.css';
import type { StoppedNote } from './stopped';

export function NotesPanel() {
  const { notes } = useStrings();
  const strings = useStrings();
  const runs = useRuns();
  const session = useSession();
  const experiment = useExperiment();
  const found = notesOf(experiment, runs);
  const offer = seedsToOffer(experiment, runs);
  const trainSeeds = (seeds: number) => {
    session.edit(changeShared({ seeds }));
    session.train();
  };
  const trained = trainingsOf(runs).some(({ results }) => results.length >= 5);
  return (
    <section className={styles.panel} aria-label={notes.heading}>
      <h2>{notes.heading}</h2>
      {found.length === 0 && <p className={styles.none}>{trained ? notes.nothingToSay : notes.empty}</p>}
      <ul>
        {found.map((note) => (
          <li key={note.kind + note.id}>
            <RunMark id={note.id} size={9} />
            <span>{sentence(note, strings, experiment.shared.seeds)}</span>
          </li>
        ))}
      </ul>
      {offer !== null && (
        <p className={styles.offer}>
          {notes.oneSeed(experiment.shared.seeds)}{' '}
          <button type="button" onClick={() => trainSeeds(offer)}>
            {notes.trainSeeds(offer)}
          </button>
        </p>
      )}
    </section>
  );
}

function sentence(note: Note, { notes }: Strings, seeds: number): string {
  const { id } = note;
  switch (note.kind) {
    case 'memorizes':
      return notes.memorizes(id, formatLoss(note.trainLoss), note.epoch, formatPercent(note.growth, 0));
    case 'overfits':
      return notes.overfits(id, note.epoch, formatPercent(note.growth, 0));
    case 'learnsWrongLabels':
      return notes.learnsWrongLabels(id, formatPercent(note.accuracy, 0), formatPercent(note.noise, 0));
    case 'smallerGap':
      return notes.smallerGap(id, note.reference, formatPercent(note.share, 0), note.accuracy, seeds);
    case 'learnsNothing':
      return notes.learnsNothing(id, formatLoss(note.loss), note.penalized);
    case 'majority':
      return notes.majority(id, formatPercent(note.accuracy), note.label, formatPercent(note.share));
    case 'unsettled':
      return notes.unsettled(id, formatLoss(note.lowest), formatLoss(note.last));
    case 'gap':
      return notes.gap(id, formatLoss(note.gap));
    case 'startsLate':
      return notes.startsLate(id, note.epochs);
    case 'sparse':
      return notes.sparse(id, formatPercent(note.share, 0));
    case 'best':
      return notes.best(id, formatLoss(note.loss), note.epoch);
    case 'stopped':
      return stoppedSentences(note, notes);
    case 'difference': {
      const { difference, interval, pairs, verdict, morePairs } = note;
      const size = formatDifference(difference);
      if (verdict === 'noise') return notes.withinNoise(id, note.reference, size, pairs, morePairs);
      const [from, to] = [interval!.low, interval!.high].sort((a, b) => Math.abs(a) - Math.abs(b));
      return notes.difference(
        id,
        note.reference,
        size,
        verdict === 'lower',
        formatDifference(from!),
        formatDifference(to!),
        pairs,
      );
    }
    default:
      return note satisfies never;
  }
}

function stoppedSentences(note: StoppedNote, notes: Strings['notes']): string {
  const { id, count, of, first, last, gain, isRestored } = note;
  const saved = note.saved && savedInWords(note.saved);
  if (of === 1) return notes.stopped(id, last, gain, isRestored, saved);
  return notes.stoppedSeeds(id, count, of, first, last, saved);
}

function savedInWords({ epochs, missed, ...losses }: NonNullable<StoppedNote['saved']>) {
  const [from, to] = [formatLoss(losses.from), formatLoss(losses.to)];
  const way = from === to ? 'left' : losses.to > losses.from ? 'raised' : 'lowered';
  return { epochs, way, from, to, missed: missed && { epoch: missed.epoch, loss: formatLoss(missed.loss) } } as const;
}
