// Texts that are equal exactly where a part of an experiment must turn out equal, read off the rows of its settings.

import type { RunSettings, SharedSettings } from './experiment';
import { applies, type Facts, type Scope, scopeOf } from './field';
import { runFields } from './run-fields';
import { type TrainingSeeds, trainingSeeds } from './seeds';
import { sharedFields } from './shared-fields';

/**
 * Equal for trainings that must give the same curve; they are cached and brought back by it. Of an experiment with
 * several seeds it is the first training's.
 */
export function trainingKey(shared: SharedSettings, run: RunSettings): string {
  const scopes: Scope[] = ['texts', 'dataset', 'training', 'backend'];
  return JSON.stringify([sharedSettingsOf(shared, scopes), settingsOf(runFields, run, scopes)]);
}

/** Equal for experiments with the same texts, split, labelled, cut and numbered alike. */
export const datasetKey = (shared: SharedSettings): string =>
  JSON.stringify(sharedSettingsOf(shared, ['texts', 'dataset']));

/** Equal for experiments with the same texts, however they are split; the best possible accuracies are theirs. */
export const textsKey = (shared: SharedSettings): string => JSON.stringify(sharedSettingsOf(shared, ['texts']));

/**
 * Equal for experiments with the same test texts: no setting moves them but the texts', their copies' and the seed of
 * the data, and where texts come with a split of their own not even those two.
 */
export const testSetKey = (shared: SharedSettings, splitIsGiven = false): string =>
  JSON.stringify([
    textsKey(shared),
    ...(splitIsGiven ? [] : [applies(sharedFields.copies, shared) && shared.copies, trainingSeeds(shared).data]),
  ]);

/** With what its seeds draw, and not how they are said. */
function sharedSettingsOf(shared: SharedSettings, scopes: readonly Scope[]): [string, unknown][] {
  const drawn: (keyof TrainingSeeds)[] = [
    ...(scopes.includes(shared.corpus === 'generated' ? 'texts' : 'dataset') ? (['data'] as const) : []),
    ...(scopes.includes('training') ? (['weights', 'order', 'dropout'] as const) : []),
  ];
  const seeds = trainingSeeds(shared);
  return [
    ...settingsOf(sharedFields, shared, scopes),
    ...drawn.map((id): [string, unknown] => [`${id} seed`, seeds[id]]),
  ];
}

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
