// What the page says of texts of the user's own before the dialog is opened, in English.

import type { StoreFailure } from '../library/protocol';
import { some } from './en-counted';

export const enOwnTexts = {
  choose: 'Your own text…',
  chooseAbout: 'CSV, TSV, JSON, or one file for each label. Never leaves this browser.',
  kept: 'Kept in this browser',
  keptAbout: (rows: number, labels: number) => `${some(rows, 'row')}, ${some(labels, 'label')}`,
  notHere: 'Not in this browser: its file is needed.',
  dropAnywhere: 'Drop to read it here',
  dropAnywhereMore: 'A table with labels and texts, or one file for each label.',
  forget: 'Forget',
  forgetAll: 'Forget all',
  keep: 'Keep',
  storage: (failure: StoreFailure) => enStorage(failure),
  chooseTheFile: 'Choose the file…',
  waitsForFile: 'Training starts as soon as the file is here.',
  missing: (name: string, rows: number) =>
    name === ''
      ? 'This experiment is about a file of its author’s own, and the link does not say which. Choose a file of yours to train on.'
      : `This experiment is about “${name}” (${some(rows, 'row')}), which is not in this browser. Texts of one’s own are not part of a link: ask for the file, and choose it here.`,
};

function enStorage({ kind, detail }: StoreFailure): string {
  const sentences: Record<StoreFailure['kind'], string> = {
    unavailable:
      'This browser does not let the page keep texts, as in some private windows. Open the page in an ordinary window.',
    quota: 'This browser has no room left for the texts. Forget other texts here, or free some disk space.',
    timeout: 'The browser’s storage does not answer. Close other tabs of this page and try again.',
    cancelled: 'The import was cancelled. Nothing of it is kept.',
    error: `The browser could not keep or read the texts (${detail}). Try again, or reload the page.`,
  };
  return sentences[kind];
}
