// Runs peer_torch.py with the first Python that has PyTorch, and with the BLAS that it is told to take.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('peer_torch.py', import.meta.url));
const candidates = ['python3', '/usr/bin/python3'];
/** Folders in which Debian keeps interchangeable BLAS libraries, the fastest first; `blas` is its default. */
const strongBlas = ['openblas-pthread', 'openblas-openmp', 'openblas-serial'];
const limitMs = 300_000;

/**
 * @returns {{ missing: string } | { opponents: object[] }} who there is to be measured against: the strongest BLAS
 *   on one thread and on all, and Debian's default besides
 */
export function findTorch() {
  const python = candidates.find((each) => spawnSync(each, ['-c', 'import torch']).status === 0);
  if (!python) return { missing: `neither ${candidates.join(' nor ')} can import torch` };
  const strong = blasFolder(strongBlas);
  const plain = blasFolder(['blas']);
  const threads = availableParallelism();
  return {
    opponents: [
      { id: 'pytorch/1', threads: 1, python, folder: strong ?? plain },
      ...(threads > 1 ? [{ id: 'pytorch/all', threads, python, folder: strong ?? plain }] : []),
      ...(strong && plain ? [{ id: 'pytorch/default', threads: 1, python, folder: plain }] : []),
    ],
  };
}

function blasFolder(names) {
  const libraries = existsSync('/usr/lib') ? readdirSync('/usr/lib').filter((name) => name.endsWith('-linux-gnu')) : [];
  return names
    .flatMap((name) => libraries.map((library) => `/usr/lib/${library}/${name}`))
    .find((folder) => existsSync(`${folder}/libblas.so.3`));
}

/**
 * @param {{ cell: string, workload: object }[]} jobs
 * @returns {{ version: string, blas: string, rows: object[] }} a measurement per job
 * @throws Error when its measurement fails
 */
export function measureTorch({ threads, python, folder }, jobs, plan) {
  const { status, stdout, stderr, error } = spawnSync(python, [script], {
    encoding: 'utf8',
    env: environment(threads, folder),
    input: JSON.stringify({ threads, jobs, plan }),
    timeout: limitMs,
  });
  if (status !== 0) throw new Error(`peer_torch.py failed: ${error?.message ?? stderr.trim().split('\n').at(-1)}`);
  return JSON.parse(stdout);
}

function environment(threads, folder) {
  const count = String(threads);
  const env = { ...process.env, OMP_NUM_THREADS: count, OPENBLAS_NUM_THREADS: count, MKL_NUM_THREADS: count };
  // OpenBLAS knows best which of its kernels suits the processor.
  delete env.OPENBLAS_CORETYPE;
  delete env.OPENBLAS_L2_SIZE;
  if (folder) env.LD_LIBRARY_PATH = [folder, env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  return env;
}
