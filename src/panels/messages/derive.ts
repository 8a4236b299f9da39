// What the page has to say about runs and their trainings: failures, another backend than asked for, one that was lost, a corpus smaller than asked for.

import type { Backend, RunId, SharedSettings, TextSource } from '../../experiment/experiment';
import { type RunState, type Training, trainingsOf } from '../../runs/store';
import { summaryOf } from '../../runs/summary';
import type { LostRun } from '../../strings/en-backend';
import type { BackendReport, Failure } from '../../training/protocol';

export type Message =
  | { kind: 'failure'; id: RunId; failure: Failure }
  | { kind: 'backend'; used: BackendReport['backend']; insteadOf: NonNullable<BackendReport['insteadOf']> }
  | { kind: 'lost'; used: Backend; lost: Backend; reason: string; runs: readonly LostRun[] }
  | { kind: 'smallerCorpus'; source: TextSource; name: string; texts: number };

/** Failures of every run; what holds for all runs once. */
export function messagesOf(runs: readonly RunState[], { corpus: source }: Pick<SharedSettings, 'corpus'>): Message[] {
  const failures = runs.flatMap(({ id, trainings }): Message[] => {
    const { failure } = summaryOf(trainings);
    return failure ? [{ kind: 'failure', id, failure }] : [];
  });
  const trainings = trainingsOf(runs);
  const backend = trainings.find((training) => training.backend?.insteadOf)?.backend;
  const data = trainings.find(({ data }) => data && data.trainingTexts < data.trainingTextsAsked)?.data;
  const messages: Message[] = [...failures];
  if (backend?.insteadOf) messages.push({ kind: 'backend', used: backend.backend, insteadOf: backend.insteadOf });
  messages.push(...losses(trainings));
  if (data) messages.push({ kind: 'smallerCorpus', source, name: data.corpus, texts: data.trainingTexts });
  return messages;
}

/** One for all trainings that lost the same backend for the same reason, as they often do together. */
function losses(trainings: readonly Training[]): Message[] {
  const found = new Map<string, { kind: 'lost'; used: Backend; lost: Backend; reason: string; runs: LostRun[] }>();
  for (const { run, backend: report } of trainings) {
    if (!report?.lost) continue;
    const { backend: lost, reason, lastEpoch } = report.lost;
    const key = `${report.backend} ${lost} ${reason}`;
    const message = found.get(key) ?? { kind: 'lost', used: report.backend, lost, reason, runs: [] };
    message.runs.push({ id: run, lastEpoch });
    found.set(key, message);
  }
  return [...found.values()];
}
