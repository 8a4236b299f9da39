// What a person should look at before an import: each guess in a sentence, with a button that settles it otherwise.

import type { ImportOptions, Question } from '../../../library/protocol';
import type { ImportStrings } from '../../../strings/import-strings';
import styles from './question-list.module.css';
import { useImportStrings } from './use-import-strings';

interface Props {
  questions: readonly Question[];
  onChange: (patch: ImportOptions) => void;
}

export function QuestionList({ questions, onChange }: Props) {
  const strings = useImportStrings();
  if (questions.length === 0) return null;
  return (
    <section className={styles.questions} aria-label={strings.questions}>
      <ul>
        {questions.map((question, index) => {
          const offers = offersOf(question, strings);
          return (
            // A question has no other identity than its kind and its place.
            <li key={`${question.kind}${index}`}>
              <span>{strings.question(question)}</span>
              {offers.map(({ label, patch }) => (
                <button key={label} type="button" className={styles.offer} onClick={() => onChange(patch)}>
                  {label}
                </button>
              ))}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

interface Offer {
  label: string;
  patch: ImportOptions;
}

/** Of an encoding and of a label's side the choice stands among the options of reading. */
function offersOf(question: Question, { offers, column }: ImportStrings): Offer[] {
  switch (question.kind) {
    case 'encoding':
    case 'labelInLine':
      return [];
    case 'fileLabels':
      return question.labels.length === 2 ? [{ label: offers.pair, patch: { kind: 'paired' } }] : [];
    case 'labelColumn':
      return question.columns.map((candidate) => ({
        label: column(candidate.column + 1, candidate.name),
        patch: { labelColumn: candidate.column },
      }));
    case 'labelVariants':
      return [{ label: offers.mergeLabels, patch: { mergeLabels: true } }];
    case 'missingLabels':
      return [{ label: offers.leaveOutMissing, patch: { leaveOutMissing: true } }];
    case 'coarseLabels':
      return [{ label: offers.coarse, patch: { labelPart: 'coarse' } }];
    case 'html':
      return [{ label: offers.plainText, patch: { plainText: true } }];
    case 'splitColumn':
      return [{ label: offers.splitColumn, patch: { splitColumn: question.column } }];
    default:
      return question satisfies never;
  }
}
