// The steps of the recurrent cells' variants (ops/rnn.ts) as programs of both GPUs. What each line computes is written
// out in kernels/cpu/rnn-forward.ts and rnn-backward.ts.
//
// A step's numbers are a block of a sheet, a row a text: blocks stand side by side, `across` of them, and go on below.
// No program reads more than seven tensors: eight is what every WebGPU device has.
//
// A step reads the states of the step before while it writes its own, so even and odd steps have sheets of their own.

import type { Cell } from '../../../experiment/experiment';
import type { GpuProgram } from './program';

export interface VariantKind {
  cell: Cell;
  relu: boolean;
  resetAfter: boolean;
  inputMask: boolean;
  recurrentMask: boolean;
  candidateMask: boolean;
  zoneoutState: boolean;
  zoneoutCell: boolean;
}

/** Whole numbers that all of these programs are given. */
const stepSizes = ['now', 'batch', 'time', 'units', 'across', 'backward', 'first'] as const;

const gateCountOf = { SimpleRNN: 1, LSTM: 4, GRU: 3 } as const;

/** A number of a step's block in a sheet, its columns `width` wide. */
const inBlock = (sheet: string, step: string, column: string, width: string) =>
  `${sheet}((${step}) / across * batch + text, ((${step}) - (${step}) / across * across) * (${width}) + (${column}))`;

const where = `
int text = row;
int length = int(lengths(0, text));
int place = text * time + step;
if (backward == 1) { place = text * time + length - 1 - step; }
int isLive = 0;
if (step < length) { isLive = 1; }`;

/** What a text or a token may have of its own; each a block of one tensor, since a program may read but a few. */
const tokenMasks = ['candidateMask', 'zoneoutState', 'zoneoutCell', 'recurrentMask'] as const;

export const hasTokens = (kind: VariantKind): boolean => tokenMasks.some((name) => kind[name]);

const token = (block: number, unit: string) => `tokens(place, ${block} * units + ${unit})`;

/** Blocks of `units` columns that a step's sums take. */
export const sumBlocks = ({ cell, resetAfter }: VariantKind): number =>
  cell === 'GRU' && resetAfter ? 4 : gateCountOf[cell];

/** A factor, where it is there. */
const times = (isThere: boolean, factor: string) => (isThere ? ` * ${factor}` : '');

/** The programs of one kind of cell. */
export function variantPrograms(kind: VariantKind) {
  const { cell } = kind;
  const gates = gateCountOf[cell];
  const isGru = cell === 'GRU';
  const isBefore = isGru && !kind.resetAfter;
  const key = Object.values(kind).join(' ');
  // GLSL has a function of the name `step`.
  const named = (name: string, { reads, code }: Omit<GpuProgram, 'name' | 'sizes'>): GpuProgram => ({
    ...{ name: `rnn variant ${name}, ${key}`, sizes: stepSizes, reads },
    code: code.replace(/\bstep\b/g, 'now'),
  });
  const blocks = sumBlocks(kind);
  const summed = `${blocks} * units`;
  const recurrentInput = (unit: string, step = 'step - 1') =>
    `${inBlock('before', step, unit, 'units')}${times(kind.recurrentMask, token(3, unit))}`;
  const gateSum = (gate: number, unit: string) => inBlock('sums', 'step', `${gate} * units + ${unit}`, summed);
  const reset = (unit: string) => `sigmoidOf(${gateSum(1, unit)})`;
  /** Of the candidate before its activation. */
  const candidateSum = (unit: string) =>
    isBefore
      ? `${gateSum(2, unit)} + ${inBlock('products', 'step', unit, 'units')}`
      : `${gateSum(2, unit)} + ${reset(unit)} * ${gateSum(3, unit)}`;
  const scale = (unit: string) => (kind.candidateMask ? token(0, unit) : '1.0');
  const kept = (unit: string) => (kind.zoneoutState ? token(1, unit) : '0.0');
  const keptCell = (unit: string) => (kind.zoneoutCell ? token(2, unit) : '0.0');
  const activated = (sum: string) => (kind.relu ? `max(${sum}, 0.0)` : `tanhOf(${sum})`);
  const tokens = hasTokens(kind) ? ['tokens'] : [];
  const ofStates = ['sums', ...(isBefore ? ['products'] : []), 'lengths', ...tokens];
  const cellReads = cell === 'LSTM' ? ['cellsBefore'] : [];

  /** Of a unit: the LSTM's gates and its cell state before zoneout. */
  const lstm = (unit: string) => `
  float inputGate = sigmoidOf(${gateSum(0, unit)});
  float forgetGate = sigmoidOf(${gateSum(1, unit)});
  float candidate = tanhOf(${gateSum(2, unit)});
  float outputGate = sigmoidOf(${gateSum(3, unit)});
  float cellBefore = 0.0;
  if (step > 0) { cellBefore = ${inBlock('cellsBefore', 'step - 1', unit, 'units')}; }
  float cell = forgetGate * cellBefore + inputGate * candidate * ${scale(unit)};`;
  const stateBefore = (unit: string) => `
  float old = 0.0;
  if (step > 0) { old = ${inBlock('before', 'step - 1', unit, 'units')}; }`;

  const newState: Record<Cell, string> = {
    SimpleRNN: `float fresh = ${activated(gateSum(0, 'column'))};`,
    LSTM: `${lstm('column')}
  float fresh = outputGate * tanhOf(cell);`,
    GRU: `float update = sigmoidOf(${gateSum(0, 'column')});
  float fresh = update * old + (1.0 - update) * tanhOf(${candidateSum('column')}) * ${scale('column')};`,
  };

  /** Of a unit: what arrives at its state, less what zoneout lets by, as `arrived`. */
  const arrives = (unit: string) => `float arrived = (1.0 - ${kept(unit)}) * dState(text, ${unit});`;
  /** Of a unit of a GRU: the gradient of its candidate's sum, as `toCandidate`. */
  const gruCandidate = (unit: string, suffix = '') => `
  float update${suffix} = sigmoidOf(${gateSum(0, unit)});
  float hidden${suffix} = tanhOf(${candidateSum(unit)});
  float toCandidate${suffix} = (1.0 - ${kept(unit)}) * dState(text, ${unit}) * (1.0 - update${suffix}) * ${scale(unit)}
    * (1.0 - hidden${suffix} * hidden${suffix});`;
  const dCellOf = (unit: string) => `
  float cellOutput = tanhOf(cell);
  float dCellNow = (1.0 - ${keptCell(unit)}) * dCell(text, ${unit}) + arrived * outputGate * (1.0 - cellOutput * cellOutput);`;

  const gateGradient: Record<Cell, string> = {
    SimpleRNN: `
  float value = ${activated(gateSum(0, 'u'))};
  ${kind.relu ? 'if (value > 0.0) { result = arrived; }' : 'result = arrived * (1.0 - value * value);'}`,
    LSTM: `${lstm('u')}${dCellOf('u')}
  if (gate == 0) { result = dCellNow * candidate * ${scale('u')} * inputGate * (1.0 - inputGate); }
  if (gate == 1) { result = dCellNow * cellBefore * forgetGate * (1.0 - forgetGate); }
  if (gate == 2) { result = dCellNow * inputGate * ${scale('u')} * (1.0 - candidate * candidate); }
  if (gate == 3) { result = arrived * cellOutput * outputGate * (1.0 - outputGate); }`,
    GRU: `${stateBefore('u')}${gruCandidate('u')}
  if (gate == 0) { result = arrived * (old - hidden * ${scale('u')}) * update * (1.0 - update); }
  if (gate == 2) { result = toCandidate; }
  if (gate == 1) {
    float resetGate = ${reset('u')};
    ${
      isBefore
        ? `float through = 0.0;
    if (step > 0) {
      for (int j = 0; j < units; j++) {${gruCandidate('j', 'J')}
        through += toCandidateJ * recurrent(u, 2 * units + j);
      }
      through *= ${recurrentInput('u')};
    }
    result = through * resetGate * (1.0 - resetGate);`
        : `result = toCandidate * ${gateSum(3, 'u')} * resetGate * (1.0 - resetGate);`
    }
  }`,
  };

  const gradientAt = (column: string) => inBlock('gradients', 'step', column, `${gates} * units`);
  /** What flows back from all gates into a unit of the recurrent input. */
  const backThrough = isGru
    ? `
  float sum = 0.0;
  for (int j = 0; j < 2 * units; j++) { sum += ${gradientAt('j')} * recurrent(column, j); }
  float candidates = 0.0;
  for (int j = 0; j < units; j++) {
    candidates += ${gradientAt('2 * units + j')}${isBefore ? '' : ` * ${reset('j')}`} * recurrent(column, 2 * units + j);
  }
  sum += candidates${isBefore ? ` * ${reset('column')}` : ''};`
    : `
  float sum = 0.0;
  for (int j = 0; j < ${gates} * units; j++) { sum += ${gradientAt('j')} * recurrent(column, j); }`;

  return {
    /** x W + b, of all places. */
    inputs: named('inputs', {
      reads: ['words', 'kernel', 'bias', ...(kind.inputMask ? ['inputMask'] : [])],
      code: `
int text = row / time;
result = bias(0, column);
for (int d = 0; d < first; d++) {
  result += words(row, d)${times(kind.inputMask, 'inputMask(text, d)')} * kernel(d, column);
}`,
    }),
    /** Of each place what its masks are: of candidate, state and cell state, and the text's of its recurrent input. */
    tokens: named('tokens', {
      reads: tokenMasks.filter((name) => kind[name]),
      code: `
int text = row / time;
int block = column / units;
int u = column - block * units;
if (block == 0 || block == 3) { result = 1.0; }
${tokenMasks
  .map((name, block) =>
    kind[name] ? `if (block == ${block}) { result = ${name}(${block === 3 ? 'text' : 'row'}, u); }` : '',
  )
  .join('\n')}`,
    }),
    /** The gates' sums; the GRU's candidate has a block for what is not recurrent, and one for what is reset. */
    sums: named('sums', {
      reads: ['x', 'before', 'recurrent', 'lengths', ...tokens, ...(kind.resetAfter ? ['recurrentBias'] : [])],
      code: `${where}
int block = column / units;
int to = column;
${isGru ? 'if (block == 3) { to = column - units; }' : ''}
if (isLive == 1) {
  ${isGru ? 'if (block < 3) { result = x(place, to); }' : 'result = x(place, to);'}
  ${kind.resetAfter ? 'if (block != 2) { result += recurrentBias(0, to); }' : ''}
  if (step > 0${isGru ? ' && block != 2' : ''}) {
    for (int k = 0; k < units; k++) { result += ${recurrentInput('k')} * recurrent(k, to); }
  }
}`,
    }),
    /** (r p) R of a GRU's candidate. */
    products: named('products', {
      reads: ['sums', 'before', 'recurrent', 'lengths', ...tokens],
      code: `${where}
if (step > 0 && isLive == 1) {
  for (int k = 0; k < units; k++) {
    result += ${reset('k')} * ${recurrentInput('k')} * recurrent(k, 2 * units + column);
  }
}`,
    }),
    cells: named('cells', {
      reads: [...ofStates, ...cellReads],
      code: `${where}
if (isLive == 1) {${lstm('column')}
  result = ${keptCell('column')} * cellBefore + (1.0 - ${keptCell('column')}) * cell;
} else { if (step > 0) { result = ${inBlock('cellsBefore', 'step - 1', 'column', 'units')}; } }`,
    }),
    states: named('states', {
      reads: [...ofStates, 'before', ...cellReads],
      code: `${where}${stateBefore('column')}
if (isLive == 1) {
  ${newState[cell]}
  result = ${kept('column')} * old + (1.0 - ${kept('column')}) * fresh;
} else { result = old; }`,
    }),
    /** The value of the op where all states are asked for. */
    sequence: named('sequence', {
      reads: ['even', 'odd', 'lengths'],
      code: `
int text = row / time;
int length = int(lengths(0, text));
int position = row - text * time;
if (position < length) {
  int own = position;
  if (backward == 1) { own = length - 1 - position; }
  if (own - own / 2 * 2 == 0) { result = ${inBlock('even', 'own', 'column', 'units')}; }
  else { result = ${inBlock('odd', 'own', 'column', 'units')}; }
}`,
    }),
    last: named('last', {
      reads: ['sheet'],
      code: `int text = row;\nresult = ${inBlock('sheet', 'step', 'column', 'units')};`,
    }),
    /** What arrives at a step's state from outside, in the last step where it is `first`. */
    arriving: named('arriving', {
      reads: ['dy', 'lengths', 'flow'],
      code: `${where}
result = flow(text, column);
if (isLive == 1) { result += dy(place, column); }`,
    }),
    gateGradients: named('gate gradients', {
      reads: [
        ...[...ofStates, ...cellReads, 'dState'],
        ...(cell === 'LSTM' ? ['dCell'] : []),
        ...(isGru ? ['before'] : []),
        ...(isBefore ? ['recurrent'] : []),
      ],
      code: `${where}
int gate = column / units;
int u = column - gate * units;
if (isLive == 1) {
  ${arrives('u')}
  ${gateGradient[cell]}
}`,
    }),
    cellFlow: named('cell flow', {
      reads: [...ofStates, ...cellReads, 'dState', 'dCell'],
      code: `${where}
if (isLive == 1) {
  ${arrives('column')}${lstm('column')}${dCellOf('column')}
  result = dCellNow * forgetGate + ${keptCell('column')} * dCell(text, column);
} else { result = dCell(text, column); }`,
    }),
    stateFlow: named('state flow', {
      reads: ['gradients', 'recurrent', 'dState', 'sums', 'lengths', ...tokens],
      code: `${where}
if (isLive == 1) {${backThrough}
  result = sum${times(kind.recurrentMask, token(3, 'column'))} + ${kept('column')} * dState(text, column);
  ${isGru ? `result += (1.0 - ${kept('column')}) * dState(text, column) * sigmoidOf(${gateSum(0, 'column')});` : ''}
} else { result = dState(text, column); }`,
    }),
    dInput: named('input gradient', {
      reads: ['gradients', 'kernel', 'lengths', ...(kind.inputMask ? ['inputMask'] : [])],
      code: `
int text = row / time;
int length = int(lengths(0, text));
int position = row - text * time;
if (position < length) {
  int own = position;
  if (backward == 1) { own = length - 1 - position; }
  for (int j = 0; j < ${gates} * units; j++) {
    result += ${inBlock('gradients', 'own', 'j', `${gates} * units`)} * kernel(column, j);
  }
  ${kind.inputMask ? 'result *= inputMask(text, column);' : ''}
}`,
    }),
    dKernel: named('kernel gradient', {
      reads: ['gradients', 'words', 'lengths', ...(kind.inputMask ? ['inputMask'] : [])],
      code: overAllSteps(`
    result += words(place, row)${times(kind.inputMask, 'inputMask(text, row)')}
      * ${inBlock('gradients', 'step', 'column', `${gates} * units`)};`),
    }),
    dBias: named('bias gradient', {
      reads: ['gradients', 'lengths'],
      code: overAllSteps(`result += ${inBlock('gradients', 'step', 'column', `${gates} * units`)};`),
    }),
    dRecurrentBias: named('recurrent bias gradient', {
      reads: ['gradients', 'lengths', 'sums'],
      code: overAllSteps(`
    float through = ${inBlock('gradients', 'step', 'column', `${gates} * units`)};
    if (column >= 2 * units) { through *= ${reset('(column - 2 * units)')}; }
    result += through;`),
    }),
    dRecurrent: named('recurrent kernel gradient', {
      reads: ['gradients', 'even', 'odd', 'lengths', ...tokens, ...(isGru ? ['sums'] : [])],
      code: overAllSteps(`
    if (step > 0) {
      int was = step - 1;
      float state = 0.0;
      if (was - was / 2 * 2 == 0) { state = ${inBlock('even', 'was', 'row', 'units')}; }
      else { state = ${inBlock('odd', 'was', 'row', 'units')}; }
      ${kind.recurrentMask ? `state *= ${token(3, 'row')};` : ''}
      ${isGru ? `if (column >= 2 * units) { state *= ${reset(isBefore ? 'row' : '(column - 2 * units)')}; }` : ''}
      result += state * ${inBlock('gradients', 'step', 'column', `${gates} * units`)};
    }`),
    }),
  };
}

/** Code for each step of each text, where `step` is not given but counted. */
const overAllSteps = (code: string) => `
for (int text = 0; text < batch; text++) {
  int length = int(lengths(0, text));
  for (int own = 0; own < length; own++) {
    int place = text * time + own;
    if (backward == 1) { place = text * time + length - 1 - own; }
    ${code.replace(/\bstep\b/g, 'own')}
  }
}`;
