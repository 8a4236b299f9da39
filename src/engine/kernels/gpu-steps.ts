// What optimizers compute on both GPUs, a row for each kind of step, as expressions that WGSL and GLSL read alike: of a
// weight `w`, its gradient `g`, its slots as they were, `s0`, `s1`, …, and as they are now, `n0`, `n1`, ….

import type { OptimizerStep, StepKind, StepOf } from '../ops/update';

interface GpuStep<Step> {
  /** Numbers that the expressions read. */
  constants(step: Step): Record<string, number>;
  /**
   * The new slots, in their order.
   * @param given spells a constant
   */
  slots(given: (constant: string) => string): string[];
  /** The new weight. */
  weight(given: (constant: string) => string): string;
}

const descent: GpuStep<StepOf<'sgd' | 'nesterov'>> = {
  constants: ({ learningRate, momentum }) => ({ learningRate, momentum }),
  slots: (given) => [`${given('momentum')} * s0 + g`],
  weight: (given) => `w - ${given('learningRate')} * n0`,
};

/** Computed before rounding: β₂ is close to 1. */
const rests = ({ beta1, beta2 }: { beta1: number; beta2: number }) => ({ rest1: 1 - beta1, rest2: 1 - beta2 });

const moments = (given: (constant: string) => string) => [
  `${given('beta1')} * s0 + ${given('rest1')} * g`,
  `${given('beta2')} * s1 + ${given('rest2')} * (g * g)`,
];
const root = (given: (constant: string) => string) => `(sqrt(n1) * ${given('rootCorrection')} + ${given('epsilon')})`;

const gpuSteps: { [Kind in StepKind]: GpuStep<StepOf<Kind>> } = {
  sgd: descent,
  nesterov: { ...descent, weight: (given) => `w - ${given('learningRate')} * (g + ${given('momentum')} * n0)` },
  rmsprop: {
    constants: ({ learningRate, rho, epsilon }) => ({ learningRate, rho, rest: 1 - rho, epsilon }),
    slots: (given) => [`${given('rho')} * s0 + ${given('rest')} * (g * g)`],
    weight: (given) => `w - ${given('learningRate')} * g / sqrt(n0 + ${given('epsilon')})`,
  },
  adagrad: {
    constants: ({ learningRate, epsilon }) => ({ learningRate, epsilon }),
    slots: () => ['s0 + g * g'],
    weight: (given) => `w - ${given('learningRate')} * g / sqrt(n0 + ${given('epsilon')})`,
  },
  adam: {
    constants: ({ kind: _, learningRate: __, ...step }) => ({ ...step, ...rests(step) }),
    slots: moments,
    weight: (given) => `w * ${given('keep')} - ${given('rate')} * n0 / ${root(given)}`,
  },
  nadam: {
    constants: ({ kind: _, learningRate: __, ...step }) => ({ ...step, ...rests(step) }),
    slots: moments,
    weight: (given) => `w - (${given('meanRate')} * n0 + ${given('gradientRate')} * g) / ${root(given)}`,
  },
};

/** One step as a program has it. */
export interface StepCode {
  /** Tells its code from that of other steps. */
  name: string;
  /** The gradient to step along, none of its numbers larger than is allowed. */
  gradient: string;
  slots: readonly string[];
  weight: string;
  constants: Record<string, number>;
}

/**
 * @param clipValue the largest size of a gradient's number; 0 for any
 * @param prefix how a program's code begins a constant's name
 */
export function stepCode(step: OptimizerStep, clipValue: number, prefix = ''): StepCode {
  const row: GpuStep<OptimizerStep> = gpuSteps[step.kind];
  const given = (constant: string) => prefix + constant;
  const isClipped = clipValue > 0;
  return {
    name: isClipped ? `${step.kind}, clipped by value` : step.kind,
    gradient: isClipped ? `clamp(g, -${given('clipValue')}, ${given('clipValue')})` : 'g',
    slots: row.slots(given),
    weight: row.weight(given),
    constants: { ...row.constants(step), ...(isClipped && { clipValue }) },
  };
}
