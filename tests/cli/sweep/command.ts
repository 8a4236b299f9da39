// The command as a person calls it, and what is in its file.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readResults } from '../../../src/runs/result-lines';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Ended {
  status: number | null;
  output: string;
  errors: string;
}

/** In a process group of its own, so that all of it can be killed. */
export function start(command: 'sweep' | 'train', ...args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['scripts/cli.mjs', command, ...args], { cwd: root, detached: true });
  const [output, errors] = [child.stdout, child.stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream!.on('data', (chunk) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status) => resolve({ status, output: output!(), errors: errors!() }));
  });
  return { child, ended };
}

export const sweep = (...args: string[]): Promise<Ended> => start('sweep', ...args).ended;

export const resultsIn = (path: string) => readResults(existsSync(path) ? readFileSync(path, 'utf8') : '');

/** `0/8` is the point and the seed of a training. */
export const fingerprintsIn = (path: string): Record<string, string | null> =>
  Object.fromEntries(
    [...resultsIn(path).trainings.values()].map(({ point, seed, fingerprint }) => [`${point}/${seed}`, fingerprint]),
  );

/** Waits until as many trainings are in the file. */
export async function until(path: string, trainings: number): Promise<void> {
  while (resultsIn(path).trainings.size < trainings) await new Promise((resolve) => setTimeout(resolve, 20));
}
