// The steps of the rnn op's backward pass on webgl: two programs each (the GRU's reset takes a third). What flows from a
// step to the one before is in small sheets, a row a text; the gradients of the gates are in tall ones, beside the rows
// they belong to.

import type { Cell } from '../../../experiment/experiment';
import type { RnnAttributes } from '../../ops/rnn';
import type { Passes } from './pass';
import {
  gruFlow,
  gruGates,
  gruReset,
  lstmActivations,
  lstmFlow,
  lstmGates,
  simpleFlow,
  simpleGates,
} from './rnn-backward-steps';
import type { SavedRnn } from './rnn-saved';
import type { Texture } from './texture';

export interface StepContext {
  passes: Passes;
  saved: SavedRnn;
  /** What went into each step's recurrent product. */
  recurrentInputs: Texture;
  dy: Texture;
  attributes: RnnAttributes;
  /** A sheet with so many columns a block, beside the rows. */
  tall(columns: number): Texture;
  scratchSheet(columns: number, rows: number): Texture;
}

interface StepBack {
  parity: 0 | 1;
  before: 0 | 1;
  last: boolean;
  first: boolean;
  uniforms: Record<string, number>;
  /** The step's texels in a tall sheet. */
  area: { x: number; y: number; width: number; height: number };
  groups: number;
}

/** The steps from the last to the first. */
function* stepsBack({ saved: { groups }, attributes: { units } }: StepContext): Generator<StepBack> {
  const { steps } = groups;
  for (let t = steps.length - 1; t >= 0; t--) {
    const step = steps[t]!;
    const next = steps[t + 1];
    const before = steps[t - 1];
    const parity = t % 2 === 0 ? 0 : 1;
    yield {
      parity,
      before: parity === 0 ? 1 : 0,
      last: !next,
      first: !before,
      uniforms: {
        hereX: step.block * units,
        hereY: step.top,
        count: step.count,
        nextX: (next?.block ?? 0) * units,
        nextY: next?.top ?? 0,
        nextCount: next?.count ?? 0,
        beforeX: (before?.block ?? 0) * units,
        beforeY: before?.top ?? 0,
        first: before ? 0 : 1,
        units,
      },
      area: { x: step.block * units, y: step.top, width: units, height: step.groups },
      groups: step.groups,
    };
  }
}

/** The gradients of all steps' gates before their activation, a sheet a gate. */
export const gateGradients: Record<Cell, (context: StepContext) => Texture[]> = {
  SimpleRNN(context) {
    const { passes, saved, dy, attributes, scratchSheet } = context;
    const { units, returnSequences } = attributes;
    const { recurrent, recurrentMask, states } = saved;
    const gradients = saved.gates;
    const quads = Math.ceil(units / 4);
    const flow = Array.from({ length: 4 }, () => scratchSheet(quads, saved.groups.steps[0]!.groups));
    const [flow0, flow1, flow2, flow3] = flow as [Texture, Texture, Texture, Texture];
    for (const { parity, first, uniforms, area, groups } of stepsBack(context)) {
      passes.run({
        program: simpleGates(returnSequences, false),
        inputs: { flow0, flow1, flow2, flow3, dy, states: states[parity][0]! },
        uniforms,
        outputs: gradients,
        area,
      });
      if (first) break;
      passes.run({
        program: simpleFlow(false, recurrentMask !== null),
        inputs: { gradient0: gradients[0]!, recurrent, ...(recurrentMask && { mask: recurrentMask }) },
        uniforms,
        outputs: flow,
        area: { x: 0, y: 0, width: quads, height: groups },
      });
    }
    return gradients;
  },

  LSTM(context) {
    const { passes, saved, recurrentInputs, dy, attributes, tall, scratchSheet } = context;
    const { units, returnSequences } = attributes;
    const { groups, recurrent, recurrentMask, states } = saved;
    const [input0, input1, input2, input3] = saved.gates as [Texture, Texture, Texture, Texture];
    const activations = Array.from({ length: 4 }, () => tall(units));
    const [gate0, gate1, gate2, gate3] = activations as [Texture, Texture, Texture, Texture];
    for (const [block, height] of groups.blocks.entries()) {
      passes.run({
        program: lstmActivations,
        inputs: { input0, input1, input2, input3, rows: recurrentInputs, recurrent },
        uniforms: { block, units },
        outputs: activations,
        area: { x: block * units, y: 0, width: units, height },
      });
    }

    // What the activations were computed from is not needed again.
    const gradients = saved.gates;
    const pairs = Math.ceil(units / 2);
    const flows = [0, 1].map(() => Array.from({ length: 4 }, () => scratchSheet(pairs, groups.steps[0]!.groups)));
    for (const step of stepsBack(context)) {
      const { parity, before, last, uniforms, area } = step;
      const flow = flows[parity]!;
      passes.run({
        program: lstmFlow(returnSequences, recurrentMask !== null),
        inputs: {
          ...{ gradient0: input0, gradient1: input1, gradient2: input2, gradient3: input3, recurrent },
          ...{ forgetGate: gate1, outputGate: gate3, cells: states[parity][1]!, dy },
          ...{ cellFlow0: flows[before]![2]!, cellFlow1: flows[before]![3]! },
          ...(recurrentMask && { mask: recurrentMask }),
        },
        uniforms: { ...uniforms, depth: last ? 0 : units },
        outputs: flow,
        area: { x: 0, y: 0, width: pairs, height: step.groups },
      });
      passes.run({
        program: lstmGates,
        inputs: {
          ...{ state0: flow[0]!, state1: flow[1]!, cellFlow0: flow[2]!, cellFlow1: flow[3]! },
          ...{ gate0, gate1, gate2, gate3, cells: states[parity][1]!, cellsBefore: states[before][1]! },
        },
        uniforms,
        outputs: gradients,
        area,
      });
    }
    return gradients;
  },

  GRU(context) {
    const { passes, saved, recurrentInputs, dy, attributes, tall, scratchSheet } = context;
    const { units, returnSequences } = attributes;
    const { recurrent, recurrentMask, states } = saved;
    const [update, reset, candidates] = saved.gates as [Texture, Texture, Texture];
    const gradients = Array.from({ length: 3 }, () => tall(units));
    const [gradient0, gradient1, gradient2] = gradients as [Texture, Texture, Texture];
    const [throughReset, past] = [tall(units), tall(units)];
    const gateOutputs = [gradient0, gradient2, past];
    const resetOutputs = [gradient1, throughReset];
    const quads = Math.ceil(units / 4);
    const flow = Array.from({ length: 4 }, () => scratchSheet(quads, saved.groups.steps[0]!.groups));
    const [flow0, flow1, flow2, flow3] = flow as [Texture, Texture, Texture, Texture];
    for (const { before, first, uniforms, area, groups } of stepsBack(context)) {
      passes.run({
        program: gruGates(returnSequences, false),
        inputs: {
          ...{ flow0, flow1, flow2, flow3, dy, update, candidates },
          statesBefore: states[before][0]!,
        },
        uniforms,
        outputs: gateOutputs,
        area,
      });
      passes.run({
        program: gruReset,
        inputs: { gradient2, recurrent, reset, rows: recurrentInputs },
        uniforms: { ...uniforms, depth: first ? 0 : units },
        outputs: resetOutputs,
        area,
      });
      if (first) break;
      passes.run({
        program: gruFlow(false, recurrentMask !== null),
        inputs: {
          ...{ gradient0, gradient1, recurrent, throughReset, past },
          ...(recurrentMask && { mask: recurrentMask }),
        },
        uniforms,
        outputs: flow,
        area: { x: 0, y: 0, width: quads, height: groups },
      });
    }
    return gradients;
  },
};
