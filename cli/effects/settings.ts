// Some settings of an experiment with one run, both kinds together, and how a link spells them.

import type { RunSettings, SharedSettings } from '../../src/experiment/experiment';
import type { Field } from '../../src/experiment/field';
import { defaultRun, runFields } from '../../src/experiment/run-fields';
import { defaultShared, sharedFields } from '../../src/experiment/shared-fields';
import { printField } from '../../src/experiment/spelling';

/** No name is in both. */
export type Settings = Partial<SharedSettings & RunSettings>;

const isOfRun = (id: string) => id in runFields;

/** The experiment that has these settings, and else the defaults. */
export function experimentOf(settings: Settings): { shared: SharedSettings; run: RunSettings } {
  const entries = Object.entries(settings);
  return {
    shared: { ...defaultShared, ...Object.fromEntries(entries.filter(([id]) => !isOfRun(id))) },
    run: { ...defaultRun, ...Object.fromEntries(entries.filter(([id]) => isOfRun(id))) },
  };
}

/** As a link has them: `cnn,nf16,k1_1e-3`, `wd=.01`. */
export function spelled(settings: Settings): string {
  const fields: Readonly<Record<string, Field>> = { ...sharedFields, ...runFields };
  return Object.entries(settings)
    .map(([id, value]) => {
      const field = fields[id]!;
      const isJoined = id === 'cell' || (field.kind === 'number' && field.integer);
      return `${field.key}${isOfRun(id) ? (isJoined ? '' : '_') : '='}${printField(field, value)}`;
    })
    .join(',');
}
