// What the page has to say above the curves, in English.

import type { RunId } from '../experiment/experiment';
import type { LinkProblem } from '../experiment/link';
import type { Failure } from '../training/protocol';
import { enSharedSettings } from './en-shared-settings';

const s = (count: number) => (count === 1 ? '' : 's');
const explosion = (loss: number) =>
  Number.isFinite(loss) ? `grew to ${Math.round(loss).toLocaleString('en')}` : 'became NaN';

export const enMessages = {
  label: 'Messages',
  dismiss: 'Dismiss',
  linkHeading: 'Not all of the link was understood.',
  sealHeading: 'The link was changed on its way.',
  /** `where` is the setting by name, or the part of the link as it stands. */
  problem: (problem: LinkProblem, where: string) => {
    const used = problem.used === undefined ? 'It was left out.' : `${problem.used} is used instead.`;
    const got = `“${problem.given}”`;
    const sentences: Record<LinkProblem['kind'], string> = {
      notANumber: `${where}: ${got} is not a number. ${used}`,
      notAWholeNumber: `${where}: ${got} is not a whole number. ${used}`,
      tooSmall: `${where}: ${got} is too small. ${used}`,
      tooLarge: `${where}: ${got} is too large. ${used}`,
      unknownOption: `${where}: there is no ${got}. ${used}`,
      tooLong: `${where}: ${got} is too long. ${used}`,
      unknownKey: `${where} is not known here. ${used}`,
      repeated: `${where} is given twice, now as ${got}. ${used}`,
      tooManyRuns: `A link holds at most six runs; ${got} was left out.`,
      tooManyValues: `${where}: a sweep holds no more values; ${got} was left out.`,
      noAxis: `${where}: no setting is swept by ${got}. The sweep was left out.`,
      newerVersion: `The link was made by a newer version (${got}). What is known here is used; reload the page, or expect other curves.`,
      cutCheck: 'The very end of the link is damaged; all of its settings were read.',
      cut: `The link is not whole: its end is missing. ${problem.given === '' ? '' : `${got}, where it was cut, is left out. `}Ask for the link again, or expect another experiment.`,
      extended: `${got} at the end of the link does not belong to it, and is left out.`,
      changed:
        'The link was changed after it was shared. If you did that, all is well; if not, ask for it again, or expect another experiment.',
      broken: `${where}: ${got} could not be read. ${used}`,
    };
    return sentences[problem.kind];
  },
  inRun: (id: string, where: string) => `Run ${id}, ${where}`,
  moreProblems: (count: number) => `and ${count} more`,
  failure: (id: RunId, failure: Failure) => {
    switch (failure.kind) {
      case 'diverged':
        return `Run ${id}: the loss ${explosion(failure.loss)} in epoch ${failure.epoch}. Lower the learning rate or the penalty, or clip the gradient.`;
      case 'backend':
        return `Run ${id}: the backend did not start (${failure.detail}). Choose another backend, or reload the page.`;
      case 'data':
        return `Run ${id}: the texts could not be prepared (${failure.detail}). Check the number of texts, the vocabulary and the validation share.`;
      case 'error':
        return `Run ${id}: training stopped on an error (${failure.detail}). Press Train to try again.`;
      case 'died':
        return `Run ${id}: its worker died, perhaps for want of memory. Try fewer units or a smaller batch, then press Train.`;
      case 'unresponsive':
        return `Run ${id}: its worker no longer answers and was ended. Press Train to start it again.`;
      default:
        return failure satisfies never;
    }
  },
  smallerCorpus: (corpus: string, texts: number) =>
    `${corpus} has ${texts.toLocaleString('en')} training text${s(texts)}; all are used.`,
  fewerWritten: (texts: number) =>
    `Of the texts written, ${texts.toLocaleString('en')} ${texts === 1 ? 'is' : 'are'} left to train on, and all are used. For more, raise “${enSharedSettings.sharedFields.generatedTexts.label}”.`,
  resultsFile: {
    open: 'Open results…',
    reading: (name: string, percent: number) => `Reading “${name}”: ${percent} %`,
    opened: (name: string, trainings: number, of: number, problems: readonly number[], isAnother: boolean) =>
      [
        trainings === 0
          ? `“${name}” has no training of its experiment yet.`
          : `${trainings === of ? `${of === 1 ? 'The training' : `All ${of.toLocaleString('en')} trainings`}` : `${trainings.toLocaleString('en')} of ${of.toLocaleString('en')} trainings`} came from “${name}”.`,
        ...(problems.length > 0
          ? [
              `${problems.length === 1 ? `Line ${problems[0]} is no training and was` : `Lines ${problems.slice(0, 5).join(', ')}${problems.length > 5 ? ' and others' : ''} are no trainings and were`} left out: run the command that wrote the file again, and it trains what is missing.`,
            ]
          : []),
        ...(isAnother ? ['Undo brings back the experiment that was here.'] : []),
      ].join(' '),
    noResults: (name: string) =>
      `“${name}” is no file of results. Choose one that npm run sweep wrote: its name ends in .jsonl.`,
    otherVersion: (name: string) =>
      `“${name}” was trained by another version of this page, whose digits need not be the same: its results are not shown. Train it again, here or by the same command in this version.`,
    openExperiment: 'Open its experiment',
    unreadable: (name: string, reason: string) => `“${name}” could not be read (${reason}). Choose it again.`,
  },
  failedShort: (failure: Failure) =>
    failure.kind === 'diverged' ? `The loss ${explosion(failure.loss)} in epoch ${failure.epoch}.` : 'failed',
};
