// What the browse worker does with its messages, apart from being a worker: keeps the last corpus and dataset,
// and answers from them.

import { messageOf } from '../../experiment/error-message';
import type { SharedSettings } from '../../experiment/experiment';
import { datasetKey, textsKey } from '../../experiment/keys';
import type { Corpus } from '../../text/corpus';
import { type LoadImported, loadTexts } from '../../text/load';
import { answerCalls } from '../../workers/answer-calls';
import { lastOnly } from '../last-only';
import type {
  BrowseAnswers,
  BrowseFailure,
  BrowseProtocol,
  BrowseRequest,
  FromBrowseWorker,
  ToBrowseWorker,
  Word,
} from './browse-protocol';
import { type Browsed, browse, countTokens } from './browsed';
import { findExamples } from './examples';
import { overviewOf } from './overview';
import { findWords, wordsOf } from './words';

export interface BrowseHostOptions {
  send(message: FromBrowseWorker): void;
  /** Null where this browser does not hold the file. */
  loadImported: LoadImported;
}

export interface BrowseHost {
  receive(message: ToBrowseWorker): Promise<void>;
}

class MissingFile extends Error {}

export function createBrowseHost({ send, loadImported }: BrowseHostOptions): BrowseHost {
  const loadCorpus = lastOnly(textsKey, load);
  const tokensOf = lastOnly(
    (shared) => `${textsKey(shared)}${shared.tokens}`,
    async (shared) => countTokens(await loadCorpus(shared), shared),
  );
  const prepare = lastOnly(datasetKey, async (shared): Promise<Prepared> => {
    const browsed = browse(await loadCorpus(shared), shared, await tokensOf(shared));
    let words: Word[] | undefined;
    return {
      browsed,
      get words() {
        words ??= wordsOf(browsed);
        return words;
      },
    };
  });

  /** Asked here first: an absent file is an everyday thing, with a sentence of its own. */
  async function load(shared: SharedSettings): Promise<Corpus> {
    return loadTexts(shared, async (checksum) => {
      const corpus = await loadImported(checksum);
      if (!corpus) throw new MissingFile();
      return corpus;
    });
  }

  async function answer(request: BrowseRequest): Promise<BrowseAnswers[keyof BrowseAnswers]> {
    const prepared = await prepare(request.shared);
    switch (request.type) {
      case 'overview':
        return overviewOf(prepared.browsed);
      case 'examples':
        return findExamples(prepared.browsed, request.query, request.mistakes);
      case 'words':
        return findWords(prepared.words, prepared.browsed.dataset.labels, request.query);
      default:
        return request satisfies never;
    }
  }

  return { receive: answerCalls<BrowseProtocol>({ send, perform: answer, failureOf }) };
}

interface Prepared {
  browsed: Browsed;
  readonly words: Word[];
}

function failureOf(error: unknown): BrowseFailure {
  if (error instanceof MissingFile) return { kind: 'missing' };
  return { kind: 'data', detail: messageOf(error) };
}
