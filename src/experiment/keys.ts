// Texts that are equal exactly where a part of an experiment must turn out equal, read off the rows of its settings.

import type { RunSettings, SharedSettings } from './experiment';
import { applies, type Facts, type Scope, scopeOf } from './field';
import { runFields } from './run-fields';
import { sharedFields } from './shared-fields';

/**
 * Equal for trainings that must give the same curve; they are cached and brought back by it. A training with `seed` is
 * that of an experiment whose own seed it is, so that a link can hold it alone.
 */
export function trainingKey(shared: SharedSettings, run: RunSettings, seed: number): string {
  const scopes: Scope[] = ['texts', 'dataset', 'training', 'backend'];
  return JSON.stringify([settingsOf(sharedFields, { ...shared, seed }, scopes), settingsOf(runFields, run, scopes)]);
}

/** Equal for experiments with the same texts, split, labelled, cut and numbered alike. */
export const datasetKey = (shared: SharedSettings): string =>
  JSON.stringify(settingsOf(sharedFields, shared, ['texts', 'dataset']));

/** Equal for experiments with the same texts, however they are split; the best possible accuracies are theirs. */
export const textsKey = (shared: SharedSettings): string => JSON.stringify(settingsOf(sharedFields, shared, ['texts']));

/** The settings that apply and whose change makes one of `scopes` anew, by name, in the rows' order. */
function settingsOf<Settings extends object>(
  fields: Record<keyof Settings, Facts<Settings, string>>,
  settings: Settings,
  scopes: readonly Scope[],
): [keyof Settings, unknown][] {
  return (Object.keys(fields) as (keyof Settings)[])
    .filter((id) => applies(fields[id], settings) && scopes.includes(scopeOf(fields[id], settings)))
    .map((id) => [id, settings[id]]);
}
