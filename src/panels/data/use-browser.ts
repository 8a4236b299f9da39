// The panel's browse worker, and its answers as state: the last one stays while the next is under way.

import { useEffect, useRef, useState } from 'react';
import { messageOf } from '../../experiment/error-message';
import { BrowseFailed, type DataBrowser, Superseded } from '../../library/browse/browse-client';
import type { BrowseAnswers, BrowseFailure, BrowseRequest } from '../../library/browse/browse-protocol';
import { openPageBrowser } from '../../library/page-library';

/** A browser that lives as long as the component. */
export function useBrowser(): DataBrowser {
  const [browser] = useState(() => openPageBrowser());
  useEffect(() => () => browser.close(), [browser]);
  return browser;
}

export interface Answer<Type extends BrowseRequest['type']> {
  answer: BrowseAnswers[Type] | null;
  failure: BrowseFailure | null;
  /** What is shown answers an earlier request. */
  waiting: boolean;
  retry(): void;
}

/** Asks anew whenever `key` changes, which must tell apart requests of different answers. */
export function useAnswer<Type extends BrowseRequest['type']>(
  browser: DataBrowser,
  request: BrowseRequest & { type: Type },
  key: string,
): Answer<Type> {
  const [state, setState] = useState<{
    key: string;
    answer: BrowseAnswers[Type] | null;
    failure: BrowseFailure | null;
  }>({ key: '', answer: null, failure: null });
  const [attempt, setAttempt] = useState(0);
  const latest = useRef(request);
  latest.current = request;
  const asked = `${attempt} ${key}`;
  useEffect(() => {
    browser.ask<Type>(latest.current).then(
      (answer) => setState({ key: asked, answer, failure: null }),
      (error: unknown) => {
        if (error instanceof Superseded) return;
        const failure: BrowseFailure =
          error instanceof BrowseFailed ? error.failure : { kind: 'died', detail: messageOf(error) };
        setState({ key: asked, answer: null, failure });
      },
    );
  }, [browser, asked]);
  return {
    answer: state.answer,
    failure: state.failure,
    waiting: state.key !== asked,
    retry: () => setAttempt((count) => count + 1),
  };
}
