// The programs that take the rnn op's gradient one step back, cell by cell.

import type { FragmentProgram } from './program';
import { gradientProduct, rowsProduct } from './rnn-products';

const stepUniforms = { hereX: 'int', hereY: 'int', count: 'int', nextCount: 'int' } as const;
const beforeUniforms = { beforeX: 'int', beforeY: 'int', first: 'int' } as const;
const maskInput = (masked: boolean) => (masked ? ['mask'] : []);

const here = `
  ivec2 texel = ivec2(gl_FragCoord.xy);
  int u = texel.x - hereX;
  int g = texel.y - hereY;`;

/**
 * GLSL: `stateGradient(flow, u, g)`: of a step's state, from what flows back from the step after. Texts whose last
 * token this is join here; with sequences every step has a gradient of its own besides.
 */
const stateGradient = (sequences: boolean) => `
bvec4 isBelow(int g, int count) {
  return lessThan(4 * g + ivec4(0, 1, 2, 3), ivec4(count));
}

vec4 stateGradient(vec4 flow, int u, int g) {
  bvec4 goesOn = isBelow(g, nextCount);
  ${
    sequences
      ? 'return mix(vec4(0.0), flow, goesOn) + texelAt(dy, hereX + u, hereY + g);'
      : 'return mix(vec4(0.0), mix(texelAt(dy, u, g), flow, goesOn), isBelow(g, count));'
  }
}
`;

/** The LSTM's gates once more, of all steps at once: what the forward pass had no room to write. */
export const lstmActivations = {
  inputs: ['input0', 'input1', 'input2', 'input3', 'rows', 'recurrent'],
  uniforms: { block: 'int', units: 'int' },
  outputs: 4,
  source: `
${rowsProduct([0, 1, 2, 3])}
void main() {
  ivec2 texel = ivec2(gl_FragCoord.xy);
  sum0 = texelAt(input0, texel.x, texel.y);
  sum1 = texelAt(input1, texel.x, texel.y);
  sum2 = texelAt(input2, texel.x, texel.y);
  sum3 = texelAt(input3, texel.x, texel.y);
  addProduct(rows, ivec2(block * units, texel.y), recurrent, texel.x - block * units, units);
  out0 = sigmoidOf(sum0);
  out1 = sigmoidOf(sum1);
  out2 = tanhOf(sum2);
  out3 = sigmoidOf(sum3);
}`,
} as const satisfies FragmentProgram;

/** The gradients of a step's state and cell state, two units a fragment, from those of the gates a step later. */
export const lstmFlow = variants((sequences, masked) => ({
  inputs: [
    ...['gradient0', 'gradient1', 'gradient2', 'gradient3', 'recurrent', 'forgetGate', 'outputGate', 'cells'],
    ...['cellFlow0', 'cellFlow1', 'dy', ...maskInput(masked)],
  ],
  uniforms: { ...stepUniforms, nextX: 'int', nextY: 'int', units: 'int', depth: 'int' },
  outputs: 4,
  source: `
${gradientProduct([0, 1, 2, 3], 2)}
${stateGradient(sequences)}
vec4 cellGradient(vec4 dH, vec4 flow, int u, int g) {
  vec4 cellOutput = tanhOf(texelAt(cells, hereX + u, hereY + g));
  vec4 fromNext = flow * texelAt(forgetGate, nextX + u, nextY + g);
  vec4 dC = dH * texelAt(outputGate, hereX + u, hereY + g) * (1.0 - cellOutput * cellOutput);
  return dC + mix(vec4(0.0), fromNext, isBelow(g, nextCount));
}

void main() {
  int pair = int(gl_FragCoord.x);
  int g = int(gl_FragCoord.y);
  int a = 2 * pair;
  int b = min(a + 1, units - 1);
  addGradient(ivec2(nextX, nextY + g), recurrent, a, units - 1, depth);
  ${masked ? 'flow0 *= texelAt(mask, a, g); flow1 *= texelAt(mask, b, g);' : ''}
  out0 = stateGradient(flow0, a, g);
  out1 = stateGradient(flow1, b, g);
  out2 = cellGradient(out0, texelAt(cellFlow0, pair, g), a, g);
  out3 = cellGradient(out1, texelAt(cellFlow1, pair, g), b, g);
}`,
}));

/** From those the gradients of the step's gates. */
export const lstmGates = {
  inputs: [
    ...['state0', 'state1', 'cellFlow0', 'cellFlow1'],
    ...['gate0', 'gate1', 'gate2', 'gate3', 'cells', 'cellsBefore'],
  ],
  uniforms: { hereX: 'int', hereY: 'int', ...beforeUniforms },
  outputs: 4,
  source: `
void main() {${here}
  int pair = u >> 1;
  bool odd = (u & 1) == 1;
  vec4 dH = odd ? texelAt(state1, pair, g) : texelAt(state0, pair, g);
  vec4 dC = odd ? texelAt(cellFlow1, pair, g) : texelAt(cellFlow0, pair, g);
  vec4 i = texelAt(gate0, texel.x, texel.y);
  vec4 f = texelAt(gate1, texel.x, texel.y);
  vec4 candidate = texelAt(gate2, texel.x, texel.y);
  vec4 o = texelAt(gate3, texel.x, texel.y);
  vec4 before = first == 1 ? vec4(0.0) : texelAt(cellsBefore, beforeX + u, beforeY + g);
  out0 = dC * candidate * (i * (1.0 - i));
  out1 = dC * before * (f * (1.0 - f));
  out2 = dC * i * (1.0 - candidate * candidate);
  out3 = dH * tanhOf(texelAt(cells, texel.x, texel.y)) * (o * (1.0 - o));
}`,
} as const satisfies FragmentProgram;

const flowInputs = ['flow0', 'flow1', 'flow2', 'flow3', 'dy'];
const receivedFlow = `
  int quad = u >> 2;
  int lane = u & 3;
  vec4 flow = lane < 2
    ? (lane == 0 ? texelAt(flow0, quad, g) : texelAt(flow1, quad, g))
    : (lane == 2 ? texelAt(flow2, quad, g) : texelAt(flow3, quad, g));
  vec4 dH = stateGradient(flow, u, g);`;

export const simpleGates = variants((sequences) => ({
  inputs: [...flowInputs, 'states'],
  uniforms: stepUniforms,
  outputs: 1,
  source: `
${stateGradient(sequences)}
void main() {${here}${receivedFlow}
  vec4 h = texelAt(states, texel.x, texel.y);
  out0 = dH * (1.0 - h * h);
}`,
}));

/** Of update gate and candidate; and what flows on past both. */
export const gruGates = variants((sequences) => ({
  inputs: [...flowInputs, 'update', 'candidates', 'statesBefore'],
  uniforms: { ...stepUniforms, ...beforeUniforms },
  outputs: 3,
  source: `
${stateGradient(sequences)}
void main() {${here}${receivedFlow}
  vec4 z = texelAt(update, texel.x, texel.y);
  vec4 candidate = texelAt(candidates, texel.x, texel.y);
  vec4 before = first == 1 ? vec4(0.0) : texelAt(statesBefore, beforeX + u, beforeY + g);
  out0 = dH * (before - candidate) * (z * (1.0 - z));
  out1 = dH * (1.0 - z) * (1.0 - candidate * candidate);
  out2 = dH * z;
}`,
}));

/** Of the reset gate; and what flows on through it. */
export const gruReset = {
  inputs: ['gradient2', 'recurrent', 'reset', 'rows'],
  uniforms: { hereX: 'int', hereY: 'int', units: 'int', depth: 'int' },
  outputs: 2,
  source: `
${gradientProduct([2], 1)}
void main() {${here}
  addGradient(ivec2(hereX, texel.y), recurrent, u, units - 1, depth);
  vec4 r = texelAt(reset, texel.x, texel.y);
  out0 = flow0 * texelAt(rows, texel.x, texel.y) * (r * (1.0 - r));
  out1 = flow0 * r;
}`,
} as const satisfies FragmentProgram;

const flowProgram = (gates: readonly number[], gru: boolean, masked: boolean): FragmentProgram => ({
  inputs: [
    ...gates.map((gate) => `gradient${gate}`),
    'recurrent',
    ...(gru ? ['throughReset', 'past'] : []),
    ...maskInput(masked),
  ],
  uniforms: { hereX: 'int', hereY: 'int', units: 'int' },
  outputs: 4,
  source: `
${gradientProduct(gates, 4)}
vec4 passedOn(vec4 flow, int u, int g) {
  u = min(u, units - 1);
  ${gru ? 'flow += texelAt(throughReset, hereX + u, hereY + g);' : ''}
  ${masked ? 'flow *= texelAt(mask, u, g);' : ''}
  ${gru ? 'flow += texelAt(past, hereX + u, hereY + g);' : ''}
  return flow;
}

void main() {
  int u = 4 * int(gl_FragCoord.x);
  int g = int(gl_FragCoord.y);
  addGradient(ivec2(hereX, hereY + g), recurrent, u, units - 1, units);
  out0 = passedOn(flow0, u, g);
  out1 = passedOn(flow1, u + 1, g);
  out2 = passedOn(flow2, u + 2, g);
  out3 = passedOn(flow3, u + 3, g);
}`,
});

/** What flows to the step before, every fourth unit to each output. */
export const simpleFlow = variants((_, masked) => flowProgram([0], false, masked));
export const gruFlow = variants((_, masked) => flowProgram([0, 1], true, masked));

function variants(
  program: (sequences: boolean, masked: boolean) => FragmentProgram,
): (sequences: boolean, masked: boolean) => FragmentProgram {
  const all = [false, true].map((sequences) => [false, true].map((masked) => program(sequences, masked)));
  return (sequences, masked) => all[Number(sequences)]![Number(masked)]!;
}
