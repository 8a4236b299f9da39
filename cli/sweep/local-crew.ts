// Worker processes of this machine, one training each at a time. What a process was training when it died is trained
// once more by another one, once.

import { type ChildProcess, fork } from 'node:child_process';
import type { Crew } from './crew';
import type { Task } from './task';

/** What a worker process says. */
export type FromWorkerProcess =
  | { type: 'epoch' }
  | { type: 'line'; line: string }
  /** It could not be trained, and cannot be in another process. */
  | { type: 'failed'; message: string };

interface Job {
  task: Task;
  isSecondTry: boolean;
  resolve(line: string): void;
  reject(error: Error): void;
}

/**
 * @param program the bundle that a process runs, which is a worker's by `--worker`
 * @param size processes at once, 1 or more
 * @param onEpoch called whenever one of them has trained an epoch
 */
export function startLocalCrew(program: string, size: number, onEpoch: () => void): Crew {
  const waiting: Job[] = [];
  const workers = new Map<ChildProcess, Job | null>();
  let isOver = false;

  function start(): ChildProcess {
    const child = fork(program, ['--worker'], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    workers.set(child, null);
    child.on('message', (message: FromWorkerProcess) => {
      if (message.type === 'epoch') return onEpoch();
      const job = workers.get(child);
      workers.set(child, null);
      if (message.type === 'line') job?.resolve(message.line);
      else job?.reject(new Error(message.message));
      handOut();
    });
    child.on('exit', (code, signal) => {
      const job = workers.get(child);
      workers.delete(child);
      if (!job || isOver) return;
      if (job.isSecondTry) job.reject(new Error(`its worker died twice (${signal ?? `exit ${code}`})`));
      else waiting.unshift({ ...job, isSecondTry: true });
      handOut();
    });
    return child;
  }

  function handOut(): void {
    while (waiting.length > 0 && !isOver) {
      const idle = [...workers].find(([, job]) => job === null)?.[0] ?? (workers.size < size ? start() : undefined);
      if (!idle) return;
      const job = waiting.shift()!;
      workers.set(idle, job);
      // One that has just died says so by its exit.
      idle.send(job.task, () => {});
    }
  }

  return {
    train: (task) =>
      new Promise((resolve, reject) => {
        waiting.push({ task, isSecondTry: false, resolve, reject });
        handOut();
      }),
    end() {
      isOver = true;
      for (const child of workers.keys()) child.kill('SIGKILL');
    },
  };
}
