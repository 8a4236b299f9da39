// Where the best possible accuracies are written, on a plot of 200 × 100 pixels.

import { expect, test } from 'vitest';
import type { SharedSettings } from '../../src/experiment/experiment';
import { textsKey } from '../../src/experiment/keys';
import { defaultShared } from '../../src/experiment/shared-fields';
import { domainOf } from '../../src/panels/curves/axes';
import { type Box, landmarksOf, landmarksOn, placeLandmarkLabels } from '../../src/panels/curves/landmarks';
import { fakeData } from '../runs/fake-worker';

const plot = { left: 0, right: 200, top: 0, bottom: 100 };
const everywhere = (top: number, bottom: number): Box => ({ left: 0, right: 200, top, bottom });

test('labels stand above their lines at the right', () => {
  const [any, bag] = placeLandmarkLabels(
    [
      { y: 30, width: 60 },
      { y: 70, width: 80 },
    ],
    plot,
    [],
  );
  expect(any).toMatchObject({ anchor: 'end', x: 197 });
  expect(any!.y).toBeLessThan(30);
  expect(bag!.y).toBeLessThan(70);
});

test('a label at the top of the plot goes below its line', () => {
  const [label] = placeLandmarkLabels([{ y: 2, width: 60 }], plot, []);
  expect(label!.y).toBeGreaterThan(2);
});

test('a label gives way to the labels at the line ends', () => {
  const atTheRight: Box = { left: 150, right: 210, top: 10, bottom: 50 };
  expect(placeLandmarkLabels([{ y: 30, width: 60 }], plot, [atTheRight])[0]).toMatchObject({ anchor: 'start', x: 3 });
});

test('a label stands clear of the curves where it can, and on them where it cannot', () => {
  const rising = [
    { x: 0, y: 90 },
    { x: 200, y: 22 },
  ];
  expect(placeLandmarkLabels([{ y: 30, width: 60 }], plot, [], [rising])[0]!.anchor).toBe('start');
  const flat = (y: number) => [
    { x: 0, y },
    { x: 200, y },
  ];
  expect(placeLandmarkLabels([{ y: 30, width: 60 }], plot, [], [flat(22), flat(38)])[0]!.anchor).toBe('end');
});

test('two close lines are labelled on their far sides', () => {
  const [upper, lower] = placeLandmarkLabels(
    [
      { y: 50, width: 60 },
      { y: 54, width: 60 },
    ],
    plot,
    [],
  );
  expect(upper!.y).toBeLessThan(50);
  expect(lower!.y).toBeGreaterThan(54);
});

test('a label without any room is left out', () => {
  expect(placeLandmarkLabels([{ y: 50, width: 60 }], plot, [everywhere(30, 70)])).toEqual([null]);
});

test('an axis that does not begin at zero still shows both landmarks', () => {
  const { low, high } = domainOf([], 'accuracy', { log: false, fromZero: false, alsoShown: [0.9, 0.54] });
  expect(low).toBeLessThanOrEqual(0.54);
  expect(high).toBe(1);
});

test('one answer for all and guessing by the shares of the labels are landmarks, beside ceilings that are known', () => {
  const ceilings = { any: 0.9, bagOfWords: 0.5 };
  const even = { ...fakeData, trainingLabels: [300, 300], validationLabels: [75, 75] };
  expect(landmarksOf({ ...even, ceilings })).toEqual({ ...ceilings, oneLabel: 0.5, guess: Math.LN2 });
  // 126 of 150 are right by the commonest training label; the entropy is that of a sixth and five.
  const landmarks = landmarksOf({ ...fakeData, trainingLabels: [100, 500], validationLabels: [24, 126] });
  const entropy = Math.log(6) / 6 + (5 / 6) * Math.log(6 / 5);
  expect(landmarks).toEqual({ oneLabel: 0.84, guess: expect.closeTo(entropy) });
  expect(landmarksOn(landmarks, 'accuracy')).toEqual([['oneLabel', 0.84]]);
  expect(landmarksOn(landmarks, 'loss')).toEqual([['guess', expect.closeTo(entropy)]]);
});

test('landmarks outlive a change of regularizers’ settings, not one of the text', () => {
  const generated: SharedSettings = { ...defaultShared, corpus: 'generated' };
  expect(textsKey({ ...generated, epochs: 7 })).toBe(textsKey(generated));
  expect(textsKey({ ...generated, labelNoise: 0.1 })).not.toBe(textsKey(generated));
  expect(textsKey(defaultShared)).not.toBe(textsKey(generated));
});
