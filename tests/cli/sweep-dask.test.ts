// A sweep on a Dask cluster of two workers, one of which is killed: the same digits as on one machine. Skipped where no
// Python has distributed.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprintsIn, resultsIn, start, sweep, until } from './sweep/command';

const canDistribute = (python: string) => spawnSync(python, ['-c', 'import distributed']).status === 0;
const python = ['python3', '/usr/bin/python3'].find(canDistribute);
if (!python)
  console.log('No python3 can import distributed (Debian: python3-distributed): no sweep on a Dask cluster.');

const hasChild = ({ pid }: ChildProcess) =>
  spawnSync('ps', ['-A', '-o', 'ppid='])
    .stdout.toString()
    .split('\n')
    .some((parent) => Number(parent) === pid);

describe.skipIf(!python)('on a Dask cluster (skipped where no python3 can import distributed)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sweep-dask-'));
  const started: ChildProcess[] = [];
  let address: string;

  /** With one training at a time, and nobody who would start it again. */
  function startWorker(name: string): ChildProcess {
    const command = ['-m', 'distributed.cli.dask_worker', address, '--name', name, '--nthreads', '1', '--no-nanny'];
    const places = ['--host', '127.0.0.1', '--no-dashboard', '--local-directory', join(folder, name)];
    const worker = spawn(python!, [...command, ...places], { cwd: folder, stdio: 'ignore' });
    started.push(worker);
    return worker;
  }

  beforeAll(async () => {
    const file = join(folder, 'scheduler.json');
    const command = ['-m', 'distributed.cli.dask_scheduler', '--host', '127.0.0.1', '--port', '0', '--no-dashboard'];
    started.push(spawn(python!, [...command, '--scheduler-file', file], { cwd: folder, stdio: 'ignore' }));
    while (!address) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      // It may be in the middle of being written.
      address = /"address": "([^"]+)"/.exec(existsSync(file) ? readFileSync(file, 'utf8') : '')?.[1] ?? '';
    }
  });

  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL');
    await Promise.all(
      started.map((child) => child.exitCode ?? child.signalCode ?? new Promise((end) => child.on('close', end))),
    );
    rmSync(folder, { recursive: true, force: true });
  });

  test('a killed worker costs no training, and all have the digits of this machine', async () => {
    const [here, there] = [join(folder, 'here.jsonl'), join(folder, 'there.jsonl')];
    const link = '#v=1&n=200&e=6&seeds=2&r=lstm,u16&sw=A,k2_0_1e-3_1e-2_1e-1,halve2';
    const local = sweep(link, '--out', here);
    const workers = ['one', 'two'].map(startWorker);
    spawnSync(python!, ['-c', `from distributed import Client; Client("${address}").wait_for_workers(2)`]);
    const { ended } = start('sweep', link, '--out', there, '--dask', address, '--python', python!);
    // Its runner is a process of its own. Of eight trainings each worker then has one, and others wait for it.
    await until(there, 1);
    while (!hasChild(workers[0]!)) await new Promise((resolve) => setTimeout(resolve, 20));
    workers[0]!.kill('SIGKILL');
    const { status, output, errors } = await ended;
    await local;

    expect(workers.map(({ signalCode }) => signalCode)).toEqual(['SIGKILL', null]);
    expect(errors).not.toContain('not trained');
    expect([status, output]).toEqual([0, expect.stringContaining('done: 8 trainings, 0 diverged')]);
    expect(Object.keys(fingerprintsIn(there))).toHaveLength(8);
    expect(fingerprintsIn(there)).toEqual(fingerprintsIn(here));
    // Six epochs in halves: all four points for 2, two for 3, one to the end, in that order.
    const stages = readFileSync(there, 'utf8').trim().split('\n').slice(1);
    const untils = stages.map((line) => (JSON.parse(line) as { until?: number }).until);
    expect(untils).toEqual([...Array(8).fill(2), ...Array(4).fill(3), undefined, undefined]);
    expect(resultsIn(there).problems).toEqual([]);
  });

  test('what no worker can train is said, and the rest is trained', async () => {
    const path = join(folder, 'elsewhere.jsonl');
    const link = '#v=1&n=20&e=1&r=rnn,u2,m2';
    const { status, errors } = await sweep(
      ...[link, '--out', path, '--dask', address, '--python', python!, '--dir', folder],
    );
    expect(status).toBe(1);
    expect(errors).toContain('point 0, seed 7: not trained');
    expect(resultsIn(path).trainings.size).toBe(0);
  });
});

test('without a scheduler, or without distributed, it says so and trains nothing', async () => {
  const path = join(tmpdir(), `sweep-nobody-${process.pid}.jsonl`);
  const { status, errors } = await sweep('#v=1', '--out', path, '--dask', 'tcp://127.0.0.1:1', '--python', 'no-python');
  expect([status, errors]).toEqual([2, expect.stringContaining('no-python did not start')]);
  expect(existsSync(path)).toBe(false);
});
