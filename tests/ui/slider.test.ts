// Where sliders stop and how numbers are written.

import { expect, test } from 'vitest';
import type { Field, NumberField } from '../../src/experiment/field';
import { runFields } from '../../src/experiment/run-fields';
import { sharedFields } from '../../src/experiment/shared-fields';
import { formatSetting } from '../../src/strings/format-setting';
import { formatCount, formatLoss, formatTick } from '../../src/ui/format';
import { nearestStop, sliderStops } from '../../src/ui/slider-stops';

const numberFields = [...Object.entries<Field>(runFields), ...Object.entries<Field>(sharedFields)].filter(
  (entry): entry is [string, NumberField] => entry[1].kind === 'number',
);

test.each(numberFields)('every stop of %s is a value the field allows, ascending', (_, field) => {
  const stops = sliderStops(field);
  expect(stops.length).toBeGreaterThanOrEqual(field.integer ? Math.min(6, field.max - field.min + 1) : 5);
  expect(stops).toEqual([...stops].sort((a, b) => a - b));
  expect(new Set(stops).size).toBe(stops.length);
  for (const stop of stops) {
    expect(stop).toBeGreaterThanOrEqual(field.min);
    expect(stop).toBeLessThanOrEqual(field.max);
    if (field.integer) expect(Number.isInteger(stop)).toBe(true);
  }
  expect(stops.at(-1)).toBe(field.max);
});

test('a penalty starts with off, then its smallest value, six stops a decade', () => {
  const stops = sliderStops(runFields.kernelL2);
  expect(stops.slice(0, 3)).toEqual([0, 1e-6, 1.5e-6]);
  expect(stops).toContain(1e-2);
  expect(stops).toContain(3e-4);
});

test('dropout goes by hundredths of its smallest, without rounding errors', () => {
  expect(sliderStops(runFields.inputDropout).slice(0, 4)).toEqual([0, 0.05, 0.1, 0.15]);
});

test('layer sizes go by powers of two and what lies halfway', () => {
  expect(sliderStops(runFields.units).slice(0, 8)).toEqual([1, 2, 3, 4, 6, 8, 12, 16]);
});

test('a typed value is shown at the nearest stop, and only 0 at off', () => {
  const stops = sliderStops(runFields.kernelL2);
  expect(stops[nearestStop(stops, 0, 'log')]).toBe(0);
  expect(stops[nearestStop(stops, 1e-9, 'log')]).toBe(1e-6);
  expect(stops[nearestStop(stops, 2.1e-3, 'log')]).toBe(2e-3);
});

test('a setting is written as short as in the table', () => {
  expect(formatSetting(runFields.kernelL2 as NumberField, 0.01)).toBe('1e-2');
  expect(formatSetting(runFields.kernelL2 as NumberField, 0.5)).toBe('0.5');
  expect(formatSetting(runFields.inputDropout as NumberField, 0.05)).toBe('0.05');
  expect(formatSetting(sharedFields.trainingSize as NumberField, 600)).toBe('600');
});

test('losses, counts and ticks keep to few digits', () => {
  expect([0.691, 12.34, 250.4, 1.2e7].map(formatLoss)).toEqual(['0.69', '12.3', '250', '1.2e7']);
  expect([412_345, 950, 1_500_000].map(formatCount)).toEqual(['412k', '950', '1.5M']);
  expect([0, 0.25, 1e-4, 20_000].map(formatTick)).toEqual(['0', '0.25', '1e-4', '2e4']);
});
