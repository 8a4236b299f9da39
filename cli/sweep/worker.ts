// The worker's side: trainings come as messages of the process that started it, or as lines on its input.

import { createInterface } from 'node:readline';
import { messageOf } from '../../src/experiment/error-message';
import type { FromWorkerProcess } from './local-crew';
import { createTrainer, type Task } from './task';

/** Trains what comes as messages until the other side is gone. */
export function workForProcess(engine: string): void {
  const train = createTrainer(engine);
  const say = (message: FromWorkerProcess) => void process.send?.(message);
  // Ctrl-C reaches all processes of a terminal; who started this one ends it.
  process.on('SIGINT', () => {});
  process.on('disconnect', () => process.exit());
  process.on('message', (task: Task) => {
    train(task, () => say({ type: 'epoch' }))
      .then((line) => say({ type: 'line', line }))
      .catch((error) => say({ type: 'failed', message: messageOf(error) }));
  });
}

/** Nobody has anything for it any more: a cluster's workers outlive a sweep by days. */
const idleMs = 60_000;

/**
 * Trains a task a line, and writes for each a line of results or `{"error":"…"}`. Ends when its input does, in the
 * middle of a training too, for who asked for it is gone; and after a minute without a task.
 */
export function workForPipe(engine: string): void {
  const train = createTrainer(engine);
  process.on('SIGINT', () => {});
  let idle: NodeJS.Timeout | undefined;
  const rest = () => {
    idle = setTimeout(() => process.exit(), idleMs);
  };
  let last: Promise<unknown> = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (text) => {
    clearTimeout(idle);
    last = last
      .then(() => train(JSON.parse(text) as Task))
      .catch((error) => `${JSON.stringify({ error: messageOf(error) })}\n`)
      .then((line) => {
        process.stdout.write(line);
        clearTimeout(idle);
        rest();
      });
  });
  lines.on('close', () => process.exit());
  rest();
}
