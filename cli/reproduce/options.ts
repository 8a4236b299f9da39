// What the command line asks for.

import { parseArgs } from 'node:util';
import { messageOf } from '../../src/experiment/error-message';
import { foldCount } from './folds';
import { type ModelName, models } from './models';

const usage =
  'usage: npm run -s reproduce -- POSITIVE-FILE NEGATIVE-FILE [--folds N] [--only cnn|rnn|bayes] [--epochs N] [--seed N] [--json]';

export interface Options {
  positiveFile: string;
  negativeFile: string;
  models: readonly ModelName[];
  /** How many of the ten folds are tested. */
  folds: number;
  /** Of the networks; undefined leaves each its own number. */
  epochs: number | undefined;
  seed: number;
  json: boolean;
}

/** @throws Error in a sentence, where something asked for cannot be */
export function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parsed(args);
  const [positiveFile, negativeFile] = positionals;
  if (positiveFile === undefined || negativeFile === undefined || positionals.length > 2) {
    throw new Error(`The command takes two files, got ${positionals.length}.\n${usage}`);
  }
  return {
    positiveFile,
    negativeFile,
    models: values.only === undefined ? (Object.keys(models) as ModelName[]) : [modelNamed(values.only)],
    folds: wholeNumber('--folds', values.folds, 1, foldCount),
    epochs: values.epochs === undefined ? undefined : wholeNumber('--epochs', values.epochs, 1, 1000),
    seed: wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1),
    json: values.json,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        folds: { type: 'string', default: '1' },
        only: { type: 'string' },
        epochs: { type: 'string' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new Error(`${messageOf(error)}\n${usage}`);
  }
}

function modelNamed(name: string): ModelName {
  if (!Object.hasOwn(models, name)) {
    throw new Error(`--only must be one of ${Object.keys(models).join(', ')}, got ${name}.`);
  }
  return name as ModelName;
}

function wholeNumber(name: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (value.trim() === '' || !Number.isInteger(number) || number < least || number > most) {
    throw new Error(`${name} must be a whole number from ${least} to ${most}, got "${value}".`);
  }
  return number;
}
