// A run's network as one line of symbols for each of its parts, and which of them a setting acts on: dropout of the input
// is not dropout of the state, nor a penalty on the weights between them.

import { subjectOf } from '../../experiment/difference';
import {
  type ConstrainedRole,
  constrainedRoles,
  type DropoutPlace,
  type Role,
  type RunSettings,
} from '../../experiment/experiment';
import { type EncoderSpec, modelOf } from '../../experiment/model-spec';
import { constraintId, type RunFormId } from '../../experiment/run-fields';

/** What a setting can act on. */
type Target = Role | `dropout ${DropoutPlace}` | 'noise' | 'zoneout' | 'outputs' | 'change' | 'entropy' | 'target';

/** A piece of a line; one that nothing acts on has no targets. */
export interface Symbol {
  text: string;
  targets: readonly Target[];
}

const symbol = (text: string, ...targets: Target[]): Symbol => ({ text, targets });

const words = [
  symbol('x = '),
  symbol('E', 'embedding'),
  symbol('['),
  symbol('word', 'dropout embedding'),
  symbol(']'),
  symbol(' + noise', 'noise'),
];

const state = (name: string, isDeep: boolean): Symbol[] => [
  symbol('h', 'outputs', 'change', 'zoneout'),
  symbol(' = '),
  symbol(name, ...(name === 'tanh' || name === 'relu' ? [] : (['dropout candidate'] as const))),
  symbol('('),
  symbol('W', 'kernel'),
  symbol('·'),
  symbol('x', 'dropout input', ...(isDeep ? (['dropout between'] as const) : [])),
  symbol(' + '),
  symbol('U', 'recurrent', 'dropout dropConnect'),
  symbol('·'),
  symbol('h₋₁', 'dropout recurrent'),
  symbol(' + '),
  symbol('b', 'bias'),
  symbol(')'),
];

const readouts = {
  last: [symbol('r = last h')],
  mean: [symbol('r = mean h')],
  max: [symbol('r = max h')],
  attention: [
    symbol('r = Σ '),
    symbol('α', 'entropy'),
    symbol(' h,  α = softmax s·tanh('),
    symbol('A', 'attention'),
    symbol('·h)'),
  ],
} as const;

function encoderLines(encoder: EncoderSpec): Symbol[][] {
  switch (encoder.kind) {
    case 'recurrent': {
      const name = encoder.cell === 'SimpleRNN' ? encoder.activation : encoder.cell;
      return [state(name, encoder.layers > 1), [...readouts[encoder.readout]]];
    }
    case 'bag':
      return [[symbol('r = mean x')]];
    case 'textCnn':
      return [[symbol('r = max relu('), symbol('C', 'convolution'), symbol(' ∗ x + b)')]];
    case 'stackedCnn':
      return [[symbol('r = max pool relu('), symbol('C', 'convolution'), symbol(' ∗ … + b)')]];
    default:
      return encoder satisfies never;
  }
}

/** The lines of a run's network, from its words to its answer. */
export function networkLines(run: RunSettings): Symbol[][] {
  const { encoder, hiddenUnits } = modelOf(run);
  const hidden = [symbol('r = relu('), symbol('H', 'hidden'), symbol('·r + b)')];
  const answer = [
    symbol('ŷ = softmax('),
    symbol('V', 'output'),
    symbol('·'),
    symbol('r', 'dropout output'),
    symbol(' + b)'),
  ];
  const loss = [symbol('loss = −'), symbol('y', 'target'), symbol('·ln ŷ')];
  return [words, ...encoderLines(encoder), ...(hiddenUnits > 0 ? [hidden] : []), answer, loss];
}

/** What a setting acts on; nothing for one of the network itself. */
export function targetOf(id: RunFormId): Target | null {
  const subject = subjectOf(id);
  if (subject.kind === 'penalty') return subject.role;
  if (subject.kind === 'dropout') return `dropout ${subject.place}`;
  const constrained = constrainedRoles.find((role: ConstrainedRole) => constraintId(role) === id);
  if (constrained) return constrained;
  const others: Partial<Record<RunFormId, Target>> = {
    zoneoutState: 'zoneout',
    zoneoutCell: 'zoneout',
    wordDropout: 'dropout embedding',
    embeddingNoise: 'noise',
    activity: 'outputs',
    temporalActivity: 'change',
    attentionEntropy: 'entropy',
    labelSmoothing: 'target',
  };
  return others[id] ?? null;
}
