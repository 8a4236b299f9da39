// The rnn op's matrix products, in GLSL: each fragment sums a block of sixteen numbers, as many as four textures
// take, so that it reads two texels for sixteen multiplications.

import type { FragmentProgram } from './pass';

const letters = ['x', 'y', 'z', 'w'];
const list = <Item>(count: number, item: (i: number) => Item) => Array.from({ length: count }, (_, i) => item(i));

/** A loop over k below `depth`, four at a time. */
const loop = (body: (k: string) => string) => `
  int k = 0;
  for (; k + 4 <= depth; k += 4) {
${list(4, (i) => `    {${body(i === 0 ? 'k' : `k + ${i}`)}}`).join('\n')}
  }
  for (; k < depth; k++) {${body('k')}}`;

/**
 * GLSL: `addProduct(rows, from, weights, unit, depth)` adds, for four rows and these gates of a unit, rows · weights to
 * `sum0`, `sum1`, …, numbered by gate.
 */
export const rowsProduct = (gates: readonly number[]) => `
${gates.map((gate) => `vec4 sum${gate} = vec4(0.0);`).join('\n')}

void addProduct(sampler2D rows, ivec2 from, sampler2D weights, int unit, int depth) {${loop(
  (k) => `
      vec4 four = texelAt(rows, from.x + ${k}, from.y);
      vec4 weight = texelAt(weights, unit, ${k});
      ${gates.map((gate) => `sum${gate} += four * weight.${letters[gate]};`).join(' ')}
    `,
)}
}
`;

/**
 * GLSL: `addGradient(from, weights, column, depth)` adds, for four rows, what flows from these gates of all units back
 * through the weights into `flow0`, `flow1`, …: consecutive columns of the rows, the first being `column`.
 */
export const gradientProduct = (gates: readonly number[], columns: number) => `
${list(columns, (j) => `vec4 flow${j} = vec4(0.0);`).join('\n')}

void addGradient(ivec2 from, sampler2D weights, int column, int last, int depth) {
  ${list(columns, (j) => `int row${j} = min(column + ${j}, last);`).join(' ')}${loop(
    (k) => `
      ${gates.map((gate) => `vec4 d${gate} = texelAt(gradient${gate}, from.x + ${k}, from.y);`).join('\n      ')}
      vec4 weight;
      ${list(
        columns,
        (j) => `weight = texelAt(weights, ${k}, row${j});
      flow${j} += ${gates.map((gate) => `d${gate} * weight.${letters[gate]}`).join(' + ')};`,
      ).join('\n      ')}
    `,
  )}
}
`;

const gateNames = (gates: number) => list(gates, (gate) => `gradient${gate}`);

/** Of each gate: rows · weights, for the rows of a block. A bias is a row of the weights against a column of ones. */
export const inputProduct = list(
  5,
  (gates): FragmentProgram => ({
    inputs: ['rows', 'weights'],
    uniforms: { block: 'int', units: 'int', depth: 'int' },
    outputs: gates,
    source: `
${rowsProduct(list(gates, (gate) => gate))}
void main() {
  addProduct(rows, ivec2(block * depth, gl_FragCoord.y), weights, int(gl_FragCoord.x) - block * units, depth);
  ${list(gates, (gate) => `out${gate} = sum${gate};`).join(' ')}
}`,
  }),
);

/** The gradient of a block's rows from that of the gates: every fourth column to each output. */
export const inputGradient = list(
  5,
  (gates): FragmentProgram => ({
    inputs: ['weights', ...gateNames(gates)],
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
  ${list(4, (j) => `out${j} = flow${j};`).join(' ')}
}`,
  }),
);

const weightGradientProgram = (gates: number, candidateRows: boolean): FragmentProgram => {
  const other = candidateRows ? 'rowsOfLast' : 'rows';
  const rowsOf = (gate: number) => (candidateRows && gate === gates - 1 ? 'b' : 'a');
  return {
    inputs: ['rows', ...(candidateRows ? [other] : []), ...gateNames(gates)],
    uniforms: {
      block: 'int',
      units: 'int',
      width: 'int',
      tiles: 'int',
      firstSplit: 'int',
      chunk: 'int',
      height: 'int',
    },
    outputs: 4,
    source: `
void main() {
  int u = int(gl_FragCoord.x);
  int part = int(gl_FragCoord.y) / tiles;
  int x = block * width + 4 * (int(gl_FragCoord.y) - part * tiles);
  int first = (part - firstSplit) * chunk;
  int end = min(first + chunk, height);
  vec4 sum0 = vec4(0.0), sum1 = vec4(0.0), sum2 = vec4(0.0), sum3 = vec4(0.0);
  for (int y = first; y < end; y++) {
    ${list(gates, (gate) => `vec4 d${gate} = texelAt(gradient${gate}, block * units + u, y);`).join('\n    ')}
    vec4 a;${candidateRows ? '\n    vec4 b;' : ''}
    ${list(
      4,
      (j) => `a = texelAt(rows, x + ${j}, y);${candidateRows ? `\n    b = texelAt(${other}, x + ${j}, y);` : ''}
    sum${j} += vec4(${list(4, (gate) => (gate < gates ? `dot(${rowsOf(gate)}, d${gate})` : '0.0')).join(', ')});`,
    ).join('\n    ')}
  }
  out0 = sum0;
  out1 = sum1;
  out2 = sum2;
  out3 = sum3;
}`,
  };
};

/**
 * The gradient of weights over a block's rows, in parts of `chunk` groups each: `tiles` rows of texels a part, of four
 * rows of the weights each, one to each output.
 */
export const weightGradient = list(5, (gates) => weightGradientProgram(gates, false));
/** The same, where the last gate has input rows of its own. */
export const weightGradientOfTwo = list(5, (gates) => weightGradientProgram(gates, true));

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
