// Reads a file of results a piece at a time, however long it is, and lets the page breathe between two of its lines.

import { type ResultHeader, readHeader, readLine, type TrainingLine } from './result-lines';

/** The part of File used, so that a test needs no browser. */
export type ResultFile = Pick<Blob, 'size' | 'slice' | 'stream'>;

/** A link takes up to a few thousand characters. */
const headerBytes = 65_536;
/** Between two breaths, so that no frame is lost for want of one. */
const workMs = 12;

/** Null for what is no file of results. */
export async function headerOf(file: ResultFile): Promise<ResultHeader | null> {
  const text = await new Response(file.slice(0, headerBytes) as Blob).text();
  const end = text.indexOf('\n');
  return end < 0 ? null : readHeader(text.slice(0, end));
}

/** Whether it begins as such a file does. Never rejects: what cannot be read is none. */
export async function isResultFile(file: ResultFile): Promise<boolean> {
  return (await headerOf(file).catch(() => null)) !== null;
}

export interface ReadSoFar {
  trainings: readonly TrainingLine[];
  /** Lines that are no training, from 1 on. */
  problems: readonly number[];
  /** Share of the file that was read, 0 to 1. */
  share: number;
}

/** What the lines after the header hold, in pieces; rejects where the file cannot be read. */
export async function* readResultFile(file: ResultFile): AsyncGenerator<ReadSoFar, void, void> {
  const decoder = new TextDecoder();
  const reader = file.stream().getReader();
  let [rest, number, bytes] = ['', 0, 0];
  let trainings: TrainingLine[] = [];
  let problems: number[] = [];
  let sinceMs = performance.now();

  function take(line: string) {
    number++;
    if (number === 1 || line === '') return;
    const training = readLine(line);
    if (training) trainings.push(training);
    else problems.push(number);
  }

  for (let done = false; !done; ) {
    const piece = await reader.read();
    done = piece.done;
    bytes += piece.value?.byteLength ?? 0;
    const lines = (rest + decoder.decode(piece.value, { stream: !done })).split('\n');
    // Of a file that is whole nothing is left after the last break.
    rest = done ? '' : lines.pop()!;
    for (const [index, line] of lines.entries()) {
      take(line);
      if (performance.now() - sinceMs < workMs && !(done && index === lines.length - 1)) continue;
      yield { trainings, problems, share: file.size > 0 ? bytes / file.size : 1 };
      [trainings, problems] = [[], []];
      await new Promise((resolve) => setTimeout(resolve));
      sinceMs = performance.now();
    }
  }
}
