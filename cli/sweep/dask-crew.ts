// A Dask distributed cluster, through a driver in Python: it takes all that is to be trained at once, and does again
// what a lost worker had.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Crew } from './crew';

export interface DaskOptions {
  /** Of the scheduler: `tcp://HOST:PORT`. */
  address: string;
  /** Where the project lies on the workers. */
  directory: string;
  /** A Python that can import distributed. */
  python: string;
  engine: string;
}

type FromDriver =
  | { workers: number; threads: number }
  | { problem: string }
  | { id: number; line: string }
  | { id: number; error: string };

interface Waiting {
  resolve(line: string): void;
  reject(error: Error): void;
}

export interface DaskCrew extends Crew {
  workers: number;
  /** Trainings at once. */
  threads: number;
}

/** Rejects with a plain sentence where the scheduler or Python's distributed is not to be had. */
export function startDaskCrew({ address, directory, python, engine }: DaskOptions): Promise<DaskCrew> {
  const driver = spawn(python, ['cli/sweep/dask_driver.py', address, '--dir', directory, '--engine', engine], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let complaints = '';
  driver.stderr.on('data', (text) => {
    complaints = `${complaints}${text}`.slice(-10_000);
  });
  // A driver that has ended says so by its exit.
  driver.stdin.on('error', () => {});

  const crew = {
    train: ({ ...task }) =>
      new Promise<string>((resolve, reject) => {
        waiting.set(count, { resolve, reject });
        driver.stdin.write(`${JSON.stringify({ id: count, task: JSON.stringify(task) })}\n`);
        count++;
      }),
    end: () => void driver.kill('SIGKILL'),
  } satisfies Crew;

  return new Promise((resolve, reject) => {
    createInterface({ input: driver.stdout }).on('line', (text) => {
      const answer = JSON.parse(text) as FromDriver;
      if ('problem' in answer) return reject(new Error(`no Dask scheduler answers at ${address}: ${answer.problem}`));
      if ('workers' in answer) return resolve({ ...crew, ...answer });
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('line' in answer) settle(asked, answer.line);
      else asked?.reject(new Error(answer.error));
    });
    const ended = (reason: string) => {
      const error = new Error(reason);
      reject(error);
      for (const asked of waiting.values()) asked.reject(error);
      waiting.clear();
    };
    driver.on('error', ({ message }) => ended(`${python} did not start: ${message}`));
    driver.on('close', () =>
      ended(
        /No module named '(distributed|dask)'/.test(complaints)
          ? `${python} cannot import distributed. Install it (apt-get install python3-distributed, or pip install distributed), or name another Python by --python.`
          : `the Dask driver ended: ${complaints.trim().split('\n').at(-1) ?? ''}`,
      ),
    );
  });
}

/** A runner says as JSON why it could not train. */
function settle(asked: Waiting | undefined, line: string): void {
  const { error } = JSON.parse(line) as { error?: string };
  if (error === undefined) asked?.resolve(line);
  else asked?.reject(new Error(error));
}
