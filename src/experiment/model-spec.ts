// What network a run's settings ask for: the one description that engine, calibration and estimates read. And
// what the network costs, as far as its sizes tell.

import {
  type Activation,
  type ActivityPenalty,
  type Cell,
  isRecurrent,
  type Readout,
  type RecurrentInitializer,
  type RunSettings,
  stackFilters,
} from './experiment';

/** The recurrent layers, all alike. */
export interface RecurrentSpec {
  cell: Cell;
  units: number;
  layers: number;
  bidirectional: boolean;
  /** Of a SimpleRNN. */
  activation: Activation;
  /** Of a GRU: whether it resets after its recurrent product. */
  resetAfter: boolean;
  recurrentInitializer: RecurrentInitializer;
  /** Of an LSTM. */
  forgetBias: number;
}

/** How a layer reads a text. */
export type Direction = 'forward' | 'backward';

export const directionsOf = ({ bidirectional }: RecurrentSpec): readonly Direction[] =>
  bidirectional ? ['forward', 'backward'] : ['forward'];

/** Strengths of the penalties on what a network computes; 0 is off. */
export type ActivitySpec = Record<ActivityPenalty, number>;

/** The last recurrent layer's states: the ones after a text's last token, or those after every token. */
export type States = 'last' | 'all';

/** Recurrent layers and what makes one vector of their states. */
export interface RecurrentEncoder extends RecurrentSpec {
  kind: 'recurrent';
  readout: Readout;
  /** Of the readout `attention`. */
  attentionUnits: number;
  activity: ActivitySpec;
}

/** The mean of a text's word vectors. */
export interface BagEncoder {
  kind: 'bag';
}

/** Convolutions of several widths over a text's words, side by side, of each filter the largest number. */
export interface TextCnnEncoder {
  kind: 'textCnn';
  widths: readonly number[];
  /** Of each width. */
  filters: number;
}

/** Convolutions one on top of the other, each followed by max-pooling by 2, and at last the largest over time. */
export interface StackedCnnEncoder {
  kind: 'stackedCnn';
  width: number;
  /** Filters of each convolution. */
  stack: readonly number[];
}

/** From a text's word vectors to one vector. */
export type EncoderSpec = RecurrentEncoder | BagEncoder | TextCnnEncoder | StackedCnnEncoder;

/** A network but for what the texts decide: the rows of its embedding and its classes. */
export interface ModelSpec {
  embeddingSize: number;
  encoder: EncoderSpec;
  /** Of a dense layer with relu before the output; 0 is none. */
  hiddenUnits: number;
}

/** The states that a readout takes. */
export const readoutNeeds: Record<Readout, States> = { last: 'last', mean: 'all', max: 'all', attention: 'all' };

/** The states that the last layer gives. */
export function statesOf({ readout, activity }: RecurrentEncoder): States {
  return activity.activity !== 0 || activity.temporalActivity !== 0 ? 'all' : readoutNeeds[readout];
}

/** Blocks of `units` columns in a recurrent layer's kernels. */
export const gateCounts = { SimpleRNN: 1, LSTM: 4, GRU: 3 } as const satisfies Record<Cell, number>;

/** The network of a run. */
export function modelOf(run: RunSettings): ModelSpec {
  const { embeddingSize } = run;
  const encoder = encoderOf(run);
  const hasHidden = encoder.kind === 'bag' || encoder.kind === 'stackedCnn';
  return { embeddingSize, encoder, hiddenUnits: hasHidden ? run.hiddenUnits : 0 };
}

function encoderOf(run: RunSettings): EncoderSpec {
  const { cell, units, layers, direction, readout, attentionUnits } = run;
  if (isRecurrent(cell)) {
    return {
      ...{ kind: 'recurrent', cell, units, layers, bidirectional: direction === 'bidirectional' },
      activation: cell === 'SimpleRNN' ? run.activation : 'tanh',
      resetAfter: cell === 'GRU' && run.reset === 'after',
      ...{ recurrentInitializer: run.recurrentInitializer, forgetBias: run.forgetBias },
      ...{ readout, attentionUnits },
      activity: {
        activity: run.activity,
        temporalActivity: run.temporalActivity,
        attentionEntropy: readout === 'attention' ? run.attentionEntropy : 0,
      },
    };
  }
  switch (cell) {
    case 'BagOfEmbeddings':
      return { kind: 'bag' };
    case 'TextCNN':
      return { kind: 'textCnn', widths: run.windowWidths.split(',').map(Number), filters: run.filters };
    case 'StackedCNN':
      return { kind: 'stackedCnn', width: 3, stack: stackFilters.slice(0, run.convolutions) };
    default:
      return cell satisfies never;
  }
}

/** Inputs and outputs of each layer in each of its directions. */
function layerSizes(embeddingSize: number, recurrent: RecurrentSpec): { inputs: number; units: number }[] {
  const { units, layers } = recurrent;
  const directions = directionsOf(recurrent);
  return Array.from({ length: layers }, (_, layer) => layer).flatMap((layer) =>
    directions.map(() => ({ inputs: layer === 0 ? embeddingSize : units * directions.length, units })),
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Each convolution of a stack: its inputs, its filters, and which share of a text's tokens it has left to read. */
const stackSizes = (embeddingSize: number, { stack }: StackedCnnEncoder) =>
  stack.map((filters, i) => ({ inputs: stack[i - 1] ?? embeddingSize, filters, share: 1 / (1 << i) }));

/** Multiplications of the forward pass for each token, those for each text left out. */
export function multiplicationsPerToken({ embeddingSize, encoder }: ModelSpec): number {
  switch (encoder.kind) {
    case 'recurrent': {
      const { cell, units, readout, attentionUnits } = encoder;
      const layers = layerSizes(embeddingSize, encoder).map(
        ({ inputs }) => gateCounts[cell] * units * (units + inputs),
      );
      return sum(layers) + (readout === 'attention' ? widthOf(encoder) * attentionUnits : 0);
    }
    case 'bag':
      return embeddingSize;
    case 'textCnn':
      return sum(encoder.widths) * embeddingSize * encoder.filters;
    case 'stackedCnn': {
      const sizes = stackSizes(embeddingSize, encoder);
      return sum(sizes.map(({ inputs, filters, share }) => encoder.width * inputs * filters * share));
    }
    default:
      return encoder satisfies never;
  }
}

const widthOf = (encoder: RecurrentEncoder) => encoder.units * directionsOf(encoder).length;

/** Floats that a token takes in memory in a forward pass whose gradient may be asked for. */
export function floatsPerToken({ embeddingSize, encoder }: ModelSpec): number {
  switch (encoder.kind) {
    case 'recurrent': {
      const { cell, units, layers, readout, attentionUnits } = encoder;
      const handedOn = (statesOf(encoder) === 'all' ? layers : layers - 1) * widthOf(encoder);
      // Both directions stand by themselves and side by side.
      const joined = encoder.bidirectional ? 2 * handedOn : handedOn;
      const attention = readout === 'attention' ? 3 * attentionUnits + 2 * widthOf(encoder) : 0;
      const each = layerSizes(embeddingSize, encoder).map(({ inputs }) => (gateCounts[cell] + 4) * units + inputs);
      return sum(each) + embeddingSize + joined + attention;
    }
    case 'bag':
      return 2 * embeddingSize;
    case 'textCnn':
      return 2 * embeddingSize + encoder.widths.length * (embeddingSize + 3 * encoder.filters);
    case 'stackedCnn': {
      const sizes = stackSizes(embeddingSize, encoder);
      return 2 * embeddingSize + sum(sizes.map(({ inputs, filters, share }) => (inputs + 4 * filters) * share));
    }
    default:
      return encoder satisfies never;
  }
}
