// What is asked for on the command line.

import { parseArgs } from 'node:util';

const usage = `usage: npm run -s sweep -- 'LINK-OR-HASH' [--out FILE] [--workers N] [--text FILE…]
                           [--dask ADDRESS [--dir DIR] [--python PROGRAM]] [--ray FILE.py] [--curve]`;

export interface SweepOptions {
  link: string;
  /** Null for a name made of the link. */
  out: string | null;
  /** Null for one a core. */
  workers: number | null;
  files: readonly string[];
  /** Of a Dask scheduler. */
  dask: string | null;
  /** Where the project lies on its workers. */
  directory: string;
  python: string;
  /** A script to write instead of training. */
  ray: string | null;
  /** Whether run A is trained and nothing kept, a line of JSON an epoch. */
  isCurve: boolean;
}

/** @throws Error with the usage, or Node's sentence on an option that there is none of */
export function optionsOf(args: readonly string[]): SweepOptions {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    tokens: true,
    options: {
      out: { type: 'string' },
      workers: { type: 'string' },
      text: { type: 'string', multiple: true },
      dask: { type: 'string' },
      dir: { type: 'string', default: process.cwd() },
      python: { type: 'string', default: 'python3' },
      ray: { type: 'string' },
      curve: { type: 'boolean', default: false },
    },
  });
  const workers = values.workers === undefined ? null : Number(values.workers);
  if (workers !== null && !(Number.isInteger(workers) && workers >= 1)) {
    throw new Error(`--workers must be a whole number from 1 on, got ${values.workers}`);
  }
  // What follows `--text FILE` is a file too; the link stands before.
  const firstText = tokens.find((token) => token.kind === 'option' && token.name === 'text');
  const isBefore = ({ index }: { index: number }) => !firstText || index < firstText.index;
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token] : []));
  const links = words.filter(isBefore);
  if (links.length !== 1 || links.length + (firstText ? words.length - 1 : 0) !== positionals.length) {
    throw new Error(usage);
  }
  return {
    link: links[0]!.value,
    out: values.out ?? null,
    workers,
    files: [...(values.text ?? []), ...words.filter((word) => !isBefore(word)).map(({ value }) => value)],
    dask: values.dask ?? null,
    directory: values.dir,
    python: values.python,
    ray: values.ray ?? null,
    isCurve: values.curve,
  };
}
