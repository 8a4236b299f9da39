// The second stage: how the files are read, each guess open to change, and the first rows read that way.

import type { Inspection } from '../../../library/protocol';
import { ProblemNote } from '../stage/problem-note';
import { QuestionList } from '../stage/question-list';
import styles from '../stage/stage.module.css';
import { StageHeading } from '../stage/stage-heading';
import { useImportStrings } from '../stage/use-import-strings';
import { openQuestion } from '../state/open-question';
import type { Import } from '../state/use-import';
import { FileList } from './file-list';
import { PreviewTable } from './preview-table';

import { ReadingOptions } from './reading-options';

export function InspectStage({ current, inspection }: { current: Import; inspection: Inspection }) {
  const strings = useImportStrings();
  const { problem, work } = current;
  const question = openQuestion(inspection);
  const isReady = work === null && question === null;
  const damaged = inspection.files.reduce((sum, { invalidBytes }) => sum + invalidBytes, 0);
  return (
    <div className={styles.stage}>
      <StageHeading>{inspection.name}</StageHeading>
      {problem ? (
        <ProblemNote
          problem={problem}
          onKeepFrequent={(mostFrequent) => current.change({ mostFrequent })}
          onTakeEvery={(every) => current.change({ every })}
        />
      ) : (
        question && (
          <p role="alert" className={styles.note} data-kind="warn">
            {strings.failure(question)}
          </p>
        )
      )}
      <ReadingOptions inspection={inspection} chosen={current.options} onChange={current.change} />
      <QuestionList questions={inspection.questions} onChange={current.change} />
      {damaged > 0 && (
        <p className={styles.note} data-kind="warn">
          {strings.damaged(damaged)}
        </p>
      )}
      {inspection.kind === 'lines' && <FileList files={inspection.files} />}
      <PreviewTable inspection={inspection} busy={work !== null} />
      <div className={styles.actions}>
        <span role="status" className={styles.soft}>
          {work
            ? strings.readAgain
            : inspection.tokens === 'character'
              ? strings.tokens.character
              : strings.tokens.word}
        </span>
        <button type="button" className={styles.button} onClick={current.restart}>
          {strings.otherFiles}
        </button>
        <button
          type="button"
          className={styles.primary}
          // Focus stays on it while it cannot be pressed.
          aria-disabled={!isReady}
          onClick={() => isReady && current.run()}
        >
          {strings.import}
        </button>
      </div>
    </div>
  );
}
