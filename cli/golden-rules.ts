// The coefficients of golden files as settings of a run, so that a file is replayed with the rules that these ask for.

import { type WeightRule, weightRulesOf } from '../src/engine/rules/table';
import { norms, type Role } from '../src/experiment/experiment';
import { defaultRun, penaltyId, type RunFieldId } from '../src/experiment/run-fields';

/** What a file says of a role's weights, by key; null is nothing. */
export type GoldenCoefficients = Readonly<Record<string, number | null>>;

/** The setting of a role that each key gives: a norm's is its name in small letters. */
const settings = new Map<string, (role: Role) => RunFieldId>(
  norms.map((norm) => [norm.toLowerCase(), (role) => penaltyId(role, norm)]),
);

/** The strength of L1 by a proximal step. */
const proximalKey = 'l1Proximal';

/** All keys of coefficients that the engine knows. */
export const goldenRuleKeys: readonly string[] = [...settings.keys(), proximalKey];

/** What a file says of a role's constraints, under their names in a run's settings: a bound, or whether there is one. */
export type GoldenConstraints = Readonly<Record<string, number | boolean>>;

/** The constraints on a role's weights that a file asks for. */
export function goldenConstraintsOf(role: Role, asked: GoldenConstraints = {}): readonly WeightRule[] {
  return Object.entries(asked).flatMap(([constraint, value]) => {
    if (!value) return [];
    const bound = typeof value === 'number' ? { maxNorm: value } : {};
    return weightRulesOf({ ...defaultRun, ...bound, [`${role}Constraint`]: constraint })[role];
  });
}

/** The rules on a role's weights for which a file gives a coefficient. */
export function goldenRulesOf(role: Role, coefficients: GoldenCoefficients = {}): readonly WeightRule[] {
  const given: [RunFieldId, number][] = [...settings].map(([key, of]) => [of(role), coefficients[key] ?? 0]);
  if (coefficients.p) given.push(['exponent', coefficients.p]);
  const proximal = { l1Step: 'proximal', [penaltyId(role, 'L1')]: coefficients[proximalKey] ?? 0 } as const;
  return [
    ...weightRulesOf({ ...defaultRun, ...Object.fromEntries(given) })[role],
    ...weightRulesOf({ ...defaultRun, ...proximal })[role],
  ];
}
