// The view survives a reload of its tab.

import { expect, test } from 'vitest';
import { keepView, keptView } from '../../src/panels/kept-view';
import { createView } from '../../src/panels/view';

function fakeStorage(): Storage {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  } as Storage;
}

test('how curves are looked at is as it was left, what was open or pointed at is not', () => {
  const storage = fakeStorage();
  const view = createView();
  keepView(view, () => storage);
  const seeds = { band: 'interval', singles: true, beyond: true } as const;
  const look = {
    arrangement: 'overlaid',
    smoothing: 0.5,
    logY: true,
    fromZero: false,
    withPenalty: true,
    sweepLook: { shown: 'table', metric: 'accuracy', moment: 'last' },
    ...seeds,
  } as const;
  view.setState({ ...look, hidden: ['B'], solo: 'C', hover: { epoch: 1, x: 0, y: 0 }, keysShown: true, area: 'data' });
  expect(createView(keptView(() => storage)).getState()).toEqual({
    ...createView().getState(),
    ...look,
    hidden: ['B'],
    solo: 'C',
  });
});

test('what is kept may be anything, and storage may be missing', () => {
  const holding = (text: string) => ({ getItem: () => text }) as unknown as Storage;
  for (const text of [
    '',
    'null',
    '7',
    '{"arrangement":"heap","smoothing":7,"hidden":"A","solo":"Z","logY":1,"band":"elastic","singles":1}',
    '{"sweepLook":{"shown":"chart","metric":"loss","moment":"never"}}',
  ]) {
    expect(keptView(() => holding(text))).toEqual({});
  }
  expect(keptView(() => holding('{"hidden":["B","Q"]}'))).toEqual({ hidden: ['B'] });
  const missing = () => {
    throw new Error('no storage here');
  };
  expect(keptView(missing)).toEqual({});
  const view = createView();
  keepView(view, missing);
  expect(() => view.setState({ logY: true })).not.toThrow();
});
