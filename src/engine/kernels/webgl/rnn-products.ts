// The rnn op's matrix products, in GLSL: each fragment sums a block of sixteen numbers, as many as four textures
// take, so that it reads two texels for sixteen multiplications.

import type { FragmentProgram } from './program';

type GateCount = 1 | 3 | 4;

const letters = ['x', 'y', 'z', 'w'];
const list = <Item>(count: number, item: (i: number) => Item) => Array.from({ length: count }, (_, i) => item(i));
const lines = (count: number, line: (i: number) => string) => list(count, line).join('\n');
const names = (name: string, count: number) => list(count, (i) => `${name}${i}`);
const byGates = (program: (gates: GateCount) => FragmentProgram): Record<GateCount, FragmentProgram> => ({
  1: program(1),
  3: program(3),
  4: program(4),
});

/** A loop over k below `depth`, four at a time. */
const loop = (body: (k: string) => string) => `
  int k = 0;
  for (; k + 4 <= depth; k += 4) {
${lines(4, (i) => `{${body(i === 0 ? 'k' : `k + ${i}`)}}`)}
  }
  for (; k < depth; k++) {${body('k')}}`;

/**
 * GLSL: `addProduct(rows, from, weights, unit, depth)` adds, for four rows and these gates of a unit, rows · weights to
 * `sum0`, `sum1`, …, numbered by gate.
 */
export const rowsProduct = (gates: readonly number[]) => `
${gates.map((gate) => `vec4 sum${gate} = vec4(0.0);`).join('\n')}

void addProduct(sampler2D rows, ivec2 from, sampler2D weights, int unit, int depth) {
  vec2 rowsSize = texelSize(rows), weightsSize = texelSize(weights);${loop(
    (k) => `
    vec4 four = texelNear(rows, rowsSize, from.x + ${k}, from.y);
    vec4 weight = texelNear(weights, weightsSize, unit, ${k});
    ${gates.map((gate) => `sum${gate} += four * weight.${letters[gate]};`).join(' ')}
  `,
  )}
}
`;

/**
 * GLSL: `addGradient(from, weights, column, last, depth)` adds, for four rows, what flows from these gates of all units
 * back through the weights into `flow0`, `flow1`, …: consecutive columns of the rows, the first being `column`, none
 * beyond `last`.
 */
export const gradientProduct = (gates: readonly number[], columns: number) => `
${lines(columns, (j) => `vec4 flow${j} = vec4(0.0);`)}

void addGradient(ivec2 from, sampler2D weights, int column, int last, int depth) {
  vec2 size = texelSize(gradient${gates[0]}), weightsSize = texelSize(weights);
  ${lines(columns, (j) => `int row${j} = min(column + ${j}, last);`)}${loop(
    (k) => `
    ${gates.map((gate) => `vec4 d${gate} = texelNear(gradient${gate}, size, from.x + ${k}, from.y);`).join('\n')}
    vec4 weight;
    ${lines(
      columns,
      (j) => `weight = texelNear(weights, weightsSize, ${k}, row${j});
      flow${j} += ${gates.map((gate) => `d${gate} * weight.${letters[gate]}`).join(' + ')};`,
    )}
  `,
  )}
}
`;

/** Of each gate: rows · weights, for the rows of a block. A bias is a row of the weights against a column of ones. */
export const inputProduct = byGates((gates) => ({
  inputs: ['rows', 'weights'],
  uniforms: { block: 'int', units: 'int', depth: 'int' },
  outputs: gates,
  source: `
${rowsProduct(list(gates, (gate) => gate))}
void main() {
  addProduct(rows, ivec2(block * depth, gl_FragCoord.y), weights, int(gl_FragCoord.x) - block * units, depth);
  ${lines(gates, (gate) => `out${gate} = sum${gate};`)}
}`,
}));

/** The gradient of a block's rows from that of the gates: every fourth column to each output. */
export const inputGradient = byGates((gates) => ({
  inputs: ['weights', ...names('gradient', gates)],
  uniforms: { block: 'int', units: 'int', width: 'int', last: 'int' },
  outputs: 4,
  source: `
${gradientProduct(
  list(gates, (gate) => gate),
  4,
)}
void main() {
  int column = 4 * (int(gl_FragCoord.x) - block * width);
  addGradient(ivec2(block * units, gl_FragCoord.y), weights, column, last, units);
  ${lines(4, (j) => `out${j} = flow${j};`)}
}`,
}));

const weightGradientProgram = (gates: GateCount, lastApart: boolean): FragmentProgram => ({
  inputs: ['rows', ...(lastApart ? ['rowsOfLast'] : []), ...names('gradient', gates)],
  uniforms: { block: 'int', units: 'int', width: 'int', tiles: 'int', firstPart: 'int', first: 'int', chunk: 'int' },
  outputs: 4,
  source: `
void main() {
  int u = int(gl_FragCoord.x);
  int part = int(gl_FragCoord.y) / tiles;
  int x = block * width + 4 * (int(gl_FragCoord.y) - part * tiles);
  int top = first + (part - firstPart) * chunk;
  vec2 size = texelSize(gradient0), rowsSize = texelSize(rows);
  ${lines(4, (j) => `vec4 sum${j} = vec4(0.0);`)}
  for (int i = 0; i < chunk; i++) {
    int y = top + i;
    ${lines(gates, (gate) => `vec4 d${gate} = texelNear(gradient${gate}, size, block * units + u, y);`)}
    vec4 four, fourOfLast;
    ${lines(
      4,
      (j) => `four = texelNear(rows, rowsSize, x + ${j}, y);
      fourOfLast = ${lastApart ? `texelNear(rowsOfLast, rowsSize, x + ${j}, y)` : 'four'};
      sum${j} += vec4(${list(4, (gate) => {
        if (gate >= gates) return '0.0';
        return `dot(${gate === gates - 1 ? 'fourOfLast' : 'four'}, d${gate})`;
      }).join(', ')});`,
    )}
  }
  ${lines(4, (j) => `out${j} = sum${j};`)}
}`,
});

/**
 * The gradient of weights over a block's rows from group `first` on, in parts of `chunk` groups each: `tiles` rows of
 * texels a part, of four rows of the weights each, one to each output.
 */
export const weightGradient = byGates((gates) => weightGradientProgram(gates, false));
/** The same, where the last gate has input rows of its own. */
export const weightGradientOfTwo = byGates((gates) => weightGradientProgram(gates, true));

/** The parts' sum as a tensor `[depth, gates · units]`, from a row of the weights on. */
export const sumParts = {
  inputs: ['row0', 'row1', 'row2', 'row3'],
  uniforms: { units: 'int', columns: 'int', firstRow: 'int', tiles: 'int', parts: 'int' },
  outputs: 1,
  source: `
void main() {
  ivec2 to = entry(columns);
  int k = firstRow + to.y;
  int gate = to.x / units;
  int u = to.x - gate * units;
  int row = k & 3;
  vec4 sum = vec4(0.0);
  for (int part = 0; part < parts; part++) {
    int y = part * tiles + (k >> 2);
    sum += row < 2
      ? (row == 0 ? texelAt(row0, u, y) : texelAt(row1, u, y))
      : (row == 2 ? texelAt(row2, u, y) : texelAt(row3, u, y));
  }
  out0.x = sum[gate];
}`,
} as const satisfies FragmentProgram;
