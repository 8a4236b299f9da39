// The effects of penalties on weights, of L1's proximal step, of decay and of constraints.

import { type ConstrainedRole, constrainedRoles, type Norm, norms, type Role } from '../../src/experiment/experiment';
import { constraintId, penaltyId } from '../../src/experiment/run-fields';
import { enSettings } from '../../src/strings/en-settings';
import type { Effect } from './effect';
import {
  distanceFromUnitNorm,
  largestColumnNorm,
  largestWeight,
  type Measure,
  nearZeroShare,
  negativeShare,
  norm,
  rareToFrequent,
  zeroShare,
} from './measures';
import type { Settings } from './settings';

const { on, onBothKernels } = enSettings.difference;

/** The weights that are penalized together, and the network that has them. */
const places: readonly { name: string; roles: readonly Role[]; beside?: Settings }[] = [
  { name: onBothKernels, roles: ['kernel', 'recurrent'] },
  { name: on.bias, roles: ['bias'] },
  { name: on.embedding, roles: ['embedding'] },
  { name: on.output, roles: ['output'] },
  { name: on.attention, roles: ['attention'], beside: { readout: 'attention' } },
  { name: on.convolution, roles: ['convolution'], beside: { cell: 'TextCNN', windowWidths: '3', filters: 16 } },
  { name: on.hidden, roles: ['hidden'], beside: { cell: 'BagOfEmbeddings', hiddenUnits: 16 } },
];

/** What tells a norm from the others, and strengths that show it. */
const shown: Record<
  Norm,
  Pick<Effect, 'expected'> & { measure(...roles: Role[]): Measure; strengths: [number, number] }
> = {
  L1: { measure: nearZeroShare, expected: 'up', strengths: [1e-3, 1e-2] },
  L2: { measure: norm, expected: 'down', strengths: [1e-3, 1e-2] },
  L3: { measure: largestWeight, expected: 'down', strengths: [1e-3, 1e-2] },
  Lp: { measure: norm, expected: 'down', strengths: [1e-3, 1e-2] },
};

const family = 'Penalties on weights';
const decaying = 'Decay and constraints';

const onRoles = (roles: readonly Role[], which: Norm, strength: number): Settings =>
  Object.fromEntries(roles.map((role) => [penaltyId(role, which), strength]));

const penalties: Effect[] = places.flatMap(({ name, roles, beside }) =>
  norms.map((which): Effect => {
    const { measure, expected, strengths } = shown[which];
    const [middling, strong] = strengths.map((strength) => onRoles(roles, which, strength)) as [Settings, Settings];
    const regularizer = `${which} ${name}`;
    return { family, regularizer, ...(beside && { beside }), middling, strong, measure: measure(...roles), expected };
  }),
);

const both = ['kernel', 'recurrent'] as const;
const proximal = (strength: number): Settings => ({ ...onRoles(both, 'L1', strength), l1Step: 'proximal' });

const shapes: Effect[] = [
  {
    ...{ family, regularizer: `L1 ${onBothKernels}: a proximal step instead of the subgradient` },
    ...{ off: onRoles(both, 'L1', 1e-2), middling: proximal(0.1), strong: proximal(1) },
    ...{ measure: zeroShare(...both), expected: 'up' },
  },
  {
    ...{ family, regularizer: `Exponent of Lp ${onBothKernels}`, beside: onRoles(both, 'Lp', 3e-3) },
    ...{ off: { exponent: 3 }, middling: { exponent: 2 }, strong: { exponent: 1.1 } },
    ...{ measure: nearZeroShare(...both), expected: 'up' },
  },
];

const decay: Effect[] = [
  {
    ...{ family: decaying, regularizer: 'Decoupled weight decay', beside: { optimizer: 'adamw', weightDecay: 0 } },
    ...{ middling: { weightDecay: 0.1 }, strong: { weightDecay: 1 } },
    ...{ measure: norm(...both), expected: 'down' },
  },
  {
    ...{ family: decaying, regularizer: `L2 under adam ${on.embedding}` },
    ...{ middling: { embeddingL2: 1e-4 }, strong: { embeddingL2: 1e-3 } },
    ...{ measure: rareToFrequent, expected: 'down' },
  },
  {
    ...{ family: decaying, regularizer: `L2 under adam ${on.embedding} instead of decoupled decay` },
    ...{ off: { optimizer: 'adamw', weightDecay: 1 }, strong: { embeddingL2: 1e-3 } },
    ...{ measure: rareToFrequent, expected: 'down' },
  },
];

/** Largest norms below those that columns have without. */
const bounds = { kernel: [1, 0.3], recurrent: [0.5, 0.2], output: [1, 0.3] } as const satisfies Record<
  ConstrainedRole,
  readonly [number, number]
>;

const constraintsOn = (role: ConstrainedRole): Effect[] => {
  const id = constraintId(role);
  const [middling, strong] = bounds[role];
  return [
    {
      ...{ family: decaying, regularizer: `Max-norm ${on[role]}` },
      ...{ middling: { [id]: 'maxNorm', maxNorm: middling }, strong: { [id]: 'maxNorm', maxNorm: strong } },
      ...{ measure: largestColumnNorm(role), expected: 'down' },
    },
    {
      ...{ family: decaying, regularizer: `Unit norm ${on[role]}`, strong: { [id]: 'unitNorm' } },
      ...{ measure: distanceFromUnitNorm(role), expected: 'down' },
    },
    {
      ...{ family: decaying, regularizer: `Non-negative ${on[role]}`, strong: { [id]: 'nonNegative' } },
      ...{ measure: negativeShare(role), expected: 'down' },
    },
  ];
};

export const weightEffects: readonly Effect[] = [
  ...penalties,
  ...shapes,
  ...decay,
  ...constrainedRoles.flatMap(constraintsOn),
];
