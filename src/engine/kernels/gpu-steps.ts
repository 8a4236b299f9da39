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

const gpuSteps: { [Kind in StepKind]: GpuStep<StepOf<Kind>> } = {
  momentum: {
    constants: ({ momentum, velocityRate, gradientRate }) => ({ momentum, velocityRate, gradientRate }),
    slots: (given) => [`${given('momentum')} * s0 + g`],
    weight: (given) => `w - (${given('velocityRate')} * n0 + ${given('gradientRate')} * g)`,
  },
  squares: {
    constants: ({ learningRate, decay, share, epsilon }) => ({ learningRate, decay, share, epsilon }),
    slots: (given) => [`${given('decay')} * s0 + ${given('share')} * (g * g)`],
    weight: (given) => `w - ${given('learningRate')} * g / sqrt(n0 + ${given('epsilon')})`,
  },
  adam: {
    // The rests are computed before rounding: β₂ is close to 1.
    constants: ({ kind: _, learningRate: __, ...step }) => ({ ...step, rest1: 1 - step.beta1, rest2: 1 - step.beta2 }),
    slots: (given) => [
      `${given('beta1')} * s0 + ${given('rest1')} * g`,
      `${given('beta2')} * s1 + ${given('rest2')} * (g * g)`,
    ],
    weight: (given) =>
      `w * ${given('keep')} - (${given('rate')} * n0 + ${given('gradientRate')} * g) / ` +
      `(sqrt(n1) * ${given('rootCorrection')} + ${given('epsilon')})`,
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
