// Changes of an experiment that choose its text.

import type { Experiment, SharedSettings, TextSource } from '../../../experiment/experiment';
import { sharedFields } from '../../../experiment/shared-fields';
import type { CorpusSummary } from '../../../library/protocol';
import { changeShared } from '../../edits';

type Change = (experiment: Experiment) => Experiment;

/** The name as a link can carry it, without half a character at the end. */
export const linkName = (name: string): string =>
  name.slice(0, sharedFields.importedName.maxLength).replace(/[\ud800-\udbff]$/, '');

export const takeImported = ({ name, rows, checksum, tokens }: CorpusSummary): Change =>
  changeShared({
    corpus: 'imported',
    importedName: linkName(name),
    importedRows: rows,
    importedChecksum: checksum,
    copies: 'together',
    tokens: tokens === 'character' ? 'character' : 'auto',
  });

/** Leaving an imported text leaves nothing of it behind, so that a link says nothing of it. */
export const takeCorpus =
  (corpus: Exclude<TextSource, 'imported'>): Change =>
  (experiment) => {
    const left: Partial<SharedSettings> =
      experiment.shared.corpus === 'imported' || experiment.shared.importedChecksum !== ''
        ? { importedName: '', importedRows: 0, importedChecksum: '', copies: 'apart', tokens: 'auto' }
        : {};
    return changeShared({ ...left, corpus })(experiment);
  };

/** Of an experiment whose text is forgotten. */
export const withoutImported =
  (checksums: readonly string[]): Change =>
  (experiment) => {
    const { corpus, importedChecksum } = experiment.shared;
    return corpus === 'imported' && checksums.includes(importedChecksum)
      ? takeCorpus('reviews')(experiment)
      : experiment;
  };
