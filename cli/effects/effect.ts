// What an effect is: a regularizer off, middling and strong, what it should move, and which way.

import type { Measure } from './measures';
import type { Settings } from './settings';

/** In the order of the tables. */
export const families = [
  'Penalties on weights',
  'Decay and constraints',
  'Dropout and noise',
  'In the loss',
  'Early stopping',
  'Clipping',
] as const;

export interface Effect {
  family: (typeof families)[number];
  regularizer: string;
  /** The network and training that the regularizer needs to do anything, beside the plan's. */
  beside?: Settings;
  /** Nothing but `beside`, unless given. */
  off?: Settings;
  /** Absent where there is no strength to choose. */
  middling?: Settings;
  strong: Settings;
  measure: Measure;
  /** Which way the strong setting should move the measure. */
  expected: 'up' | 'down';
}

/** The settings that an effect is about, those that it only needs beside it left out. */
export const settingsOf = ({ off, middling, strong }: Effect): string[] => [
  ...new Set([off, middling, strong].flatMap((settings) => Object.keys(settings ?? {}))),
];
