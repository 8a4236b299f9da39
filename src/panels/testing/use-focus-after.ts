// Takes the focus where what had it is gone.

import { type RefObject, useEffect, useRef } from 'react';

/** For an element that comes in the place of another: it is focused unless something else has the focus. */
export function useFocusAfter<Kind extends HTMLElement>(): RefObject<Kind | null> {
  const element = useRef<Kind>(null);
  useEffect(() => {
    const { activeElement } = document;
    if (!activeElement || activeElement === document.body) element.current?.focus({ preventScroll: true });
  }, []);
  return element;
}
