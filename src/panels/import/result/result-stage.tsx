// The last stage: what was imported, what was left out, and training on it.

import type { ImportedCorpus, ImportOptions } from '../../../library/protocol';
import { useExperiment } from '../../playground';
import { QuestionList } from '../stage/question-list';
import { RejectedList } from '../stage/rejected-list';
import stage from '../stage/stage.module.css';
import { StageHeading } from '../stage/stage-heading';
import { useImportStrings } from '../stage/use-import-strings';
import { linkName } from '../state/edits';
import type { Wanted } from '../state/import-store';
import { ClassBars } from './class-bars';
import { LengthChart } from './length-chart';
import styles from './result-stage.module.css';

interface Props {
  corpus: ImportedCorpus;
  /** One row of so many was taken. */
  every: number | undefined;
  wanted: Wanted | null;
  onUse: () => void;
  onBack: () => void;
  onRestart: () => void;
  onChange: (patch: ImportOptions) => void;
}

export function ResultStage({ corpus, every, wanted, onUse, onBack, onRestart, onChange }: Props) {
  const strings = useImportStrings();
  const { sequenceLength } = useExperiment().shared;
  const { name, rows, checksum, rejected, sampledFrom, keptTexts, tokens } = corpus;
  const isOther = wanted !== null && wanted.importedChecksum !== '' && wanted.importedChecksum !== checksum;
  return (
    <div className={stage.stage}>
      <StageHeading>
        {name} <span className={stage.softWeight}>{strings.imported(rows)}</span>
      </StageHeading>
      {isOther && (
        <p role="alert" className={stage.note} data-kind="warn">
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
        {every !== undefined && `${strings.tookEvery(every)} `}
        {sampledFrom !== null && `${strings.sampled(keptTexts, sampledFrom)} `}
        {strings.tokens[tokens]}
        {corpus.hasParts && ` ${strings.givenSplit}`}
        {corpus.copies !== undefined && corpus.copies > 0 && ` ${strings.copies(corpus.copies)}`}
      </p>
      <QuestionList questions={corpus.questions} onChange={onChange} />
      <div className={styles.columns}>
        <ClassBars corpus={corpus} />
        <LengthChart histogram={corpus.lengthHistogram} unit={tokens} read={sequenceLength} />
      </div>
      {rejected.total > 0 && <RejectedList rejected={rejected} />}
      <div className={stage.actions}>
        <button type="button" className={stage.quiet} onClick={onBack}>
          {strings.readDifferently}
        </button>
        <button type="button" className={stage.button} onClick={onRestart}>
          {wanted ? strings.chooseAnother : strings.otherFiles}
        </button>
        <button type="button" className={stage.primary} onClick={onUse}>
          {isOther ? strings.useAnyway : strings.use}
        </button>
      </div>
    </div>
  );
}
