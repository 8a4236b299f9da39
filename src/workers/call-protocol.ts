// The messages of calls between the page and a worker. Types only.

import type { Alive } from './alive';

/** What is asked and answered. */
export interface CallProtocol {
  /** Told apart by `type`. */
  request: { type: string };
  /** By the request's type. */
  answers: object;
  /** Why there is no answer. */
  failure: unknown;
  /** What is told on the way to an answer. */
  progress: unknown;
}

export type AnswerOf<Protocol extends CallProtocol> = Protocol['answers'][keyof Protocol['answers']];

/** Names one call; its answer carries the same. */
export type CallId = number;

export type ToCalled<Protocol extends CallProtocol> =
  | { type: 'request'; id: CallId; request: Protocol['request'] }
  /** Ends a call, which is still answered. */
  | { type: 'cancel'; id: CallId };

export type FromCalled<Protocol extends CallProtocol> = Alive | Reply<Protocol>;

export type Reply<Protocol extends CallProtocol> =
  | { type: 'progress'; id: CallId; progress: Protocol['progress'] }
  | { type: 'answer'; id: CallId; answer: AnswerOf<Protocol> }
  | { type: 'failed'; id: CallId; failure: Protocol['failure'] };
