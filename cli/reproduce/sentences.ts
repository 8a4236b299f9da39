// The sentences of Pang and Lee's polarity data: a file for each label, a sentence a line.

import { readFileSync } from 'node:fs';

export interface LabelledSentences {
  sentences: readonly string[];
  /** [sentences], 0 negative, 1 positive. */
  labelIds: Uint8Array;
}

/** @throws Error in a sentence, where a file cannot be read or has no sentence */
export function readSentences(positiveFile: string, negativeFile: string): LabelledSentences {
  const positive = linesOf(positiveFile);
  const negative = linesOf(negativeFile);
  const sentences = [...positive, ...negative];
  return { sentences, labelIds: Uint8Array.from(sentences, (_, i) => Number(i < positive.length)) };
}

function linesOf(file: string): string[] {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw new Error(isMissing ? `There is no file ${file}.` : `The file ${file} cannot be read: ${error}`);
  }
  const lines = decoded(bytes)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length === 0) throw new Error(`The file ${file} has no sentence.`);
  return lines;
}

/** The files are handed round in UTF-8 and in the Latin-1 in which they were published. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
