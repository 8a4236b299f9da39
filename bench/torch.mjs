// Runs peer_torch.py with every Python that has a PyTorch of its own, and with the BLAS that it is told to take.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('peer_torch.py', import.meta.url));
/** BENCH_PYTHON names one more: that of a virtual environment, say. */
const candidates = [process.env.BENCH_PYTHON, 'python3', '/usr/bin/python3'].filter(Boolean);
/** Folders in which Debian keeps interchangeable BLAS libraries, the fastest first; `blas` is its default. */
const strongBlas = ['openblas-pthread', 'openblas-openmp', 'openblas-serial'];
const limitMs = 300_000;

/**
 * @returns {{ missing: string } | { opponents: object[] }} who there is to be measured against, for each PyTorch: the
 *   strongest BLAS on one thread and on all, and Debian's default besides
 */
export function findTorch() {
  const versions = new Map();
  for (const python of candidates) {
    const { status, stdout } = spawnSync(python, ['-c', 'import torch; print(torch.__version__, torch.__file__)'], {
      encoding: 'utf8',
    });
    if (status === 0 && !versions.has(stdout)) versions.set(stdout, python);
  }
  if (versions.size === 0) return { missing: `none of ${candidates.join(', ')} can import torch` };
  const strong = blasFolder(strongBlas);
  const plain = blasFolder(['blas']);
  const threads = availableParallelism();
  return {
    opponents: [...versions.values()].flatMap((python, i) => {
      const opponent = (kind, rest) => ({ id: `pytorch/${kind}${i === 0 ? '' : `/${i + 1}`}`, kind, python, ...rest });
      return [
        opponent('1', { threads: 1, folder: strong ?? plain }),
        ...(threads > 1 ? [opponent('all', { threads, folder: strong ?? plain })] : []),
        ...(strong && plain ? [opponent('default', { threads: 1, folder: plain })] : []),
      ];
    }),
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
 * @returns {{ version: string, blas: string, onednn: string | null, rows: object[] }} a measurement per job
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
