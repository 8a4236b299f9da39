// The last stage: what was imported, what was left out, and training on it.

import type { ImportedCorpus } from '../../library/protocol';
import { useStrings } from '../../ui/preferences';
import { useExperiment } from '../playground';
import { ClassBars } from './class-bars';
import { linkName } from './edits';
import styles from './import-dialog.module.css';
import type { Wanted } from './import-store';
import { LengthChart } from './length-chart';
import { RejectedList } from './rejected-list';
import { StageHeading } from './stage-heading';

interface Props {
  corpus: ImportedCorpus;
  wanted: Wanted | null;
  onUse: () => void;
  onBack: () => void;
  onRestart: () => void;
}

export function ResultStage({ corpus, wanted, onUse, onBack, onRestart }: Props) {
  const strings = useStrings().import;
  const { sequenceLength } = useExperiment().shared;
  const { name, rows, checksum, rejected, sampledFrom, keptTexts, tokens } = corpus;
  const isOther = wanted !== null && wanted.importedChecksum !== '' && wanted.importedChecksum !== checksum;
  return (
    <div className={styles.stage}>
      <StageHeading>
        {name} <span className={styles.softWeight}>{strings.imported(rows)}</span>
      </StageHeading>
      {isOther && (
        <p role="alert" className={styles.note} data-kind="warn">
          {strings.anotherFile(
            linkName(name),
            rows,
            checksum,
            wanted.importedName,
            wanted.importedRows,
            wanted.importedChecksum,
          )}
        </p>
      )}
      <p>
        {sampledFrom !== null && `${strings.sampled(keptTexts, sampledFrom)} `}
        {strings.tokens[tokens]}
      </p>
      <div className={styles.columns}>
        <ClassBars corpus={corpus} />
        <LengthChart histogram={corpus.lengthHistogram} unit={tokens} read={sequenceLength} />
      </div>
      {rejected.total > 0 && <RejectedList rejected={rejected} />}
      <div className={styles.actions}>
        <button type="button" className={styles.quiet} onClick={onBack}>
          {strings.readDifferently}
        </button>
        <button type="button" className={styles.button} onClick={onRestart}>
          {wanted ? strings.chooseAnother : strings.otherFiles}
        </button>
        <button type="button" className={styles.primary} onClick={onUse}>
          {isOther ? strings.useAnyway : strings.use}
        </button>
      </div>
    </div>
  );
}
