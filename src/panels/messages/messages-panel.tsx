// One line a message, above the curves: what was not understood, what failed, what is not as asked.

import { useState } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { sealKey } from '../../experiment/link-seal';
import { problemSentence } from '../../strings/problem-sentence';
import type { Strings } from '../../strings/strings';
import { useStrings } from '../../ui/preferences';
import { useIsMissing } from '../import/state/importing';
import { useExperiment, useRuns, useSession } from '../playground';
import { type Message, messagesOf } from './derive';
import { DismissButton } from './dismiss-button';
import styles from './messages-panel.module.css';
import { ResultsFileMessage } from './results-file-message';

const mostProblemsShown = 4;

export function MessagesPanel() {
  const strings = useStrings();
  const isMissing = useIsMissing();
  // Without its text every run fails alike: that is said once.
  const messages = messagesOf(useRuns(), useExperiment().shared).filter(
    (message) => !(isMissing && message.kind === 'failure' && message.failure.kind === 'data'),
  );
  return (
    // The region stands before its content comes, so that readers announce what appears in it.
    <section className={styles.messages} aria-label={strings.messages.label} aria-live="polite">
      <LinkProblems />
      <ResultsFileMessage />
      {messages.map((message, index) => (
        <p
          key={message.kind + ('id' in message ? message.id : index)}
          className={styles.message}
          data-kind={message.kind}
        >
          {sentence(message, strings)}
        </p>
      ))}
    </section>
  );
}

function LinkProblems() {
  const strings = useStrings();
  const session = useSession();
  const problems = useStore(
    session.experiment,
    useShallow((state) => state.problems),
  );
  const [all, setAll] = useState(false);
  if (problems.length === 0) return null;
  const rest = problems.length - mostProblemsShown;
  const shown = all ? problems : problems.slice(0, mostProblemsShown);
  return (
    <div className={styles.message} data-kind="link">
      <div>
        <strong>
          {problems.every(({ part }) => part === sealKey) ? strings.messages.sealHeading : strings.messages.linkHeading}
        </strong>
        <ul>
          {shown.map((problem, index) => (
            // The list never changes its order.
            <li key={index}>{problemSentence(problem, strings)}</li>
          ))}
          {rest > 0 && !all && (
            <li>
              <button type="button" className={styles.more} onClick={() => setAll(true)}>
                {strings.messages.moreProblems(rest)}
              </button>
            </li>
          )}
        </ul>
      </div>
      <DismissButton onClick={session.dismissProblems} />
    </div>
  );
}

function sentence(message: Message, strings: Strings): string {
  switch (message.kind) {
    case 'failure':
      return strings.messages.failure(message.id, message.failure);
    case 'backend': {
      const { backend, reason } = message.insteadOf;
      return strings.backend.insteadOf(message.used, backend, strings.backend.reason(reason));
    }
    case 'lost': {
      const { used, lost, reason, runs } = message;
      return strings.backend.lost(lost, strings.backend.reason(reason), runs, used);
    }
    case 'smallerCorpus': {
      const { source, name, texts } = message;
      if (source === 'generated') return strings.messages.fewerWritten(texts);
      return strings.messages.smallerCorpus(source === 'imported' ? name : strings.corpora[source].name, texts);
    }
    default:
      return message satisfies never;
  }
}
