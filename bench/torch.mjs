// Runs peer_torch.py with the first Python that has PyTorch.

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('peer_torch.py', import.meta.url));
const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/**
 * @returns {{ rows?: Record<string, object>, version?: string, blas?: string, missing?: string }} a measurement
 *   per cell, or why there is none
 * @throws Error when PyTorch is there and its measurement fails
 */
export function measureTorch({ warmUpSteps, blocks, stepsPerBlock }) {
  const candidates = ['python3', '/usr/bin/python3'];
  const python = candidates.find((each) => spawnSync(each, ['-c', 'import torch']).status === 0);
  if (!python) {
    return { missing: `PyTorch was not measured: neither ${candidates.join(' nor ')} can import torch` };
  }
  const { status, stdout, stderr } = spawnSync(python, [script, warmUpSteps, blocks, stepsPerBlock].map(String), {
    encoding: 'utf8',
    env: { ...process.env, ...oneThread },
  });
  if (status !== 0) throw new Error(`peer_torch.py failed:\n${stderr}`);
  return JSON.parse(stdout);
}
