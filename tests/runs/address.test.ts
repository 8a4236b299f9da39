// The address over a stand-in for the browser's window.

import { expect, test } from 'vitest';
import { type AddressWindow, windowAddress } from '../../src/runs/address';

/** A window with a history of its own, firing the events that a browser fires. */
function fakeWindow(hash: string) {
  const events = new EventTarget();
  const entries = [hash];
  let at = 0;
  const fire = (...types: string[]) => {
    for (const type of types) events.dispatchEvent(new Event(type));
  };
  const hashOf = (url: string) => (url.includes('#') ? url.slice(url.indexOf('#')) : '');
  const page = {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    history: {
      replaceState: (_state: unknown, _title: string, url: string) => {
        entries[at] = hashOf(url);
      },
      pushState: (_state: unknown, _title: string, url: string) => {
        entries.splice(++at, Number.POSITIVE_INFINITY, hashOf(url));
      },
    },
    location: {
      pathname: '/playground/',
      search: '?frame',
      get hash() {
        return entries[at] ?? '';
      },
    },
  };
  return {
    page: page as unknown as AddressWindow,
    entries,
    history: page.history,
    go(by: number) {
      at += by;
      fire('popstate', 'hashchange');
    },
    type(typed: string) {
      entries.splice(++at, Number.POSITIVE_INFINITY, typed);
      fire('hashchange');
    },
  };
}

test('replace changes the present entry, push makes one', () => {
  const { page, entries } = fakeWindow('');
  const address = windowAddress(page);
  address.replace('#v=1&seed=1');
  address.push('#v=1&seed=2');
  expect(entries).toEqual(['#v=1&seed=1', '#v=1&seed=2']);
});

test('an empty hash leaves the bare page', () => {
  const { page, entries, history } = fakeWindow('#v=1');
  const urls: string[] = [];
  const { replaceState } = history;
  history.replaceState = (state, title, url) => {
    urls.push(url);
    replaceState(state, title, url);
  };
  windowAddress(page).replace('');
  expect(entries).toEqual(['']);
  expect(urls).toEqual(['/playground/?frame']);
});

test('Back and Forward are reported once each, although the browser fires two events', () => {
  const { page, go } = fakeWindow('#a');
  const address = windowAddress(page);
  const opened: string[] = [];
  address.onPop((hash) => opened.push(hash));
  address.push('#b');
  expect(opened).toEqual([]);
  go(-1);
  go(1);
  expect(opened).toEqual(['#a', '#b']);
});

test('a hash edited by hand is reported', () => {
  const { page, type } = fakeWindow('#a');
  const address = windowAddress(page);
  const opened: string[] = [];
  address.onPop((hash) => opened.push(hash));
  type('#v=1&lr=abc');
  expect(opened).toEqual(['#v=1&lr=abc']);
});

test('nothing is reported after stopping', () => {
  const { page, type } = fakeWindow('#a');
  const opened: string[] = [];
  const stop = windowAddress(page).onPop((hash) => opened.push(hash));
  stop();
  type('#b');
  expect(opened).toEqual([]);
});

test('a browser that refuses to change the address does not stop the caller', () => {
  const { page, history } = fakeWindow('#a');
  history.pushState = () => {
    throw new Error('SecurityError');
  };
  expect(() => windowAddress(page).push('#b')).not.toThrow();
});
