// A sweep from its link to its file of results and its table.

import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { startBackend } from '../../src/engine/backend';
import type { Experiment } from '../../src/experiment/experiment';
import { printLink } from '../../src/experiment/link';
import { en } from '../../src/strings/en';
import { startDaskCrew } from './dask-crew';
import { startLocalCrew } from './local-crew';
import type { SweepOptions } from './options';
import { plannedOf } from './planned';
import { createProgress } from './progress';
import { openResultFile } from './result-file';
import { tableOf } from './table';
import { trainAll } from './train-all';

/** As a shell has it of what Ctrl-C ended. */
const interrupted = 130;

/**
 * Trains what the file does not have yet. Resolves to the exit status.
 * @param program the bundle that a worker process runs
 */
export async function sweepToFile(
  experiment: Experiment,
  options: SweepOptions,
  engine: string,
  program: string,
): Promise<number> {
  const link = printLink(experiment);
  const path = options.out ?? fileNameOf(link, engine);
  const file = openResultFile(path, link, engine);
  if (file.refusal !== null) throw new Error(file.refusal);
  const { known } = file;
  if (file.wasTorn) console.error(`${path}: the last line was cut off; its training starts again`);
  for (const line of file.problems) console.error(`${path}: line ${line} is no training, and is not used`);

  const { backend, insteadOf } = await startBackend(experiment.shared.backend);
  if (insteadOf) {
    console.error(en.backend.insteadOf(backend, insteadOf.backend, en.backend.reason(insteadOf.reason)));
  }

  const planned = plannedOf(experiment);
  const progress = createProgress({
    planned,
    write: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY ?? false,
    now: () => performance.now(),
  });
  const crew =
    options.dask === null
      ? startLocalCrew(program, options.workers ?? availableParallelism(), progress.epoch)
      : await startDaskCrew({ ...options, address: options.dask, engine });
  const interrupt = () => {
    crew.end();
    console.error(`\n${known.size} trainings are in ${path}. The same command goes on from there.`);
    process.exit(interrupted);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);

  const isDone = await trainAll({
    planned,
    known,
    crew,
    keep: file.append,
    complain: ({ seed }, point, reason) => console.error(`point ${point}, seed ${seed}: not trained, ${reason}`),
    progress,
    task: { files: options.files, engine },
  });
  crew.end();

  console.log(tableOf(experiment, planned, known));
  const wanted = new Set(planned.points.flat().map(({ key }) => key));
  const trained = [...known].filter(([key]) => wanted.has(key));
  const diverged = trained.filter(([, { failure }]) => failure).length;
  const sum = `${trained.length} trainings, ${diverged} diverged, file ${path}`;
  console.log(isDone ? `done: ${sum}` : `not done: ${sum}. The same command tries again.`);
  return isDone ? 0 : 1;
}

/** Another one for each experiment and version, so that the same command finds its own. */
const fileNameOf = (link: string, engine: string) =>
  `sweep-${createHash('sha256').update(`${link} ${engine}`).digest('hex').slice(0, 8)}.jsonl`;
