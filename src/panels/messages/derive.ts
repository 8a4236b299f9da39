// What the page has to say about runs: failures, another backend than asked for, a corpus smaller than asked for.

import { type CorpusName, corpora, type RunId } from '../../experiment/experiment';
import type { RunState } from '../../runs/store';
import type { BackendReport, Failure } from '../../training/protocol';

export type Message =
  | { kind: 'failure'; id: RunId; failure: Failure }
  | { kind: 'backend'; used: BackendReport['backend']; insteadOf: NonNullable<BackendReport['insteadOf']> }
  | { kind: 'smallerCorpus'; corpus: CorpusName; texts: number };

/** Failures of every run; what holds for all runs once. */
export function messagesOf(runs: readonly RunState[]): Message[] {
  const failures = runs.flatMap(({ id, failure }): Message[] => (failure ? [{ kind: 'failure', id, failure }] : []));
  const backend = runs.find((run) => run.backend?.insteadOf)?.backend;
  const data = runs.find((run) => run.data && run.data.trainingTexts < run.data.trainingTextsAsked)?.data;
  const messages: Message[] = [...failures];
  if (backend?.insteadOf) messages.push({ kind: 'backend', used: backend.backend, insteadOf: backend.insteadOf });
  const corpus = corpora.find((name) => name === data?.corpus);
  if (data && corpus) messages.push({ kind: 'smallerCorpus', corpus, texts: data.trainingTexts });
  return messages;
}
