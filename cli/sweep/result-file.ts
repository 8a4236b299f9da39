// The file of results of a sweep: opened to go on where it ends, and appended to a line at a time.

import { appendFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { printHeader, readHeader, readLine, saysMore } from '../../src/runs/result-lines';
import { type KnownTraining, knownOf } from './known';

export type OpenedFile =
  /** It is another one's, and was left as it is. */
  | { refusal: string }
  | {
      refusal: null;
      /** By key. */
      known: Map<string, KnownTraining>;
      /** Its last line was cut off when its writer was killed; that line is gone. */
      wasTorn: boolean;
      /** Lines, from 1 on, that are no training. */
      problems: readonly number[];
      append(line: string): void;
    };

const lineBreak = '\n'.charCodeAt(0);

/** The file is made with its first training. */
export function openResultFile(path: string, link: string, engine: string): OpenedFile {
  const header = printHeader(link, engine);
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  const whole = bytes.lastIndexOf(lineBreak) + 1;
  const torn = bytes.subarray(whole).toString();
  if (whole === 0) {
    if (!header.startsWith(torn)) return { refusal: `${path} is no file of results. Choose another one by --out.` };
    let isBegun = false;
    const append = (line: string) => {
      if (isBegun) appendFileSync(path, line);
      else writeFileSync(path, header + line);
      isBegun = true;
    };
    return { refusal: null, known: new Map(), wasTorn: torn !== '', problems: [], append };
  }

  const known = new Map<string, KnownTraining>();
  const problems: number[] = [];
  for (let start = 0, number = 1; start < whole; number++) {
    const end = bytes.indexOf(lineBreak, start);
    const line = bytes.subarray(start, end).toString();
    start = end + 1;
    if (number === 1) {
      const refusal = refusalOf(path, line, link, engine);
      if (refusal) return { refusal };
      continue;
    }
    const training = readLine(line);
    if (!training) problems.push(number);
    else if (saysMore(training, known.get(training.key)?.validationLosses.length)) {
      known.set(training.key, knownOf(training));
    }
  }
  if (torn !== '') truncateSync(path, whole);
  const append = (line: string) => appendFileSync(path, line);
  return { refusal: null, known, wasTorn: torn !== '', problems, append };
}

function refusalOf(path: string, line: string, link: string, engine: string): string | null {
  const header = readHeader(line);
  if (!header) return `${path} is no file of results. Choose another one by --out.`;
  if (header.link !== link) {
    return `${path} holds results of another experiment, ${header.link}. Choose another file by --out.`;
  }
  if (header.engine !== engine) {
    return `${path} holds results of another version of the engine (${header.engine}, this is ${engine}), whose digits need not be the same. Choose another file by --out.`;
  }
  return null;
}
