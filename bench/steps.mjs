// Rows of measured steps: who, on what, how long; or in `missing` why not, so that the other rows stand.

import { findTorch, measureTorch } from './torch.mjs';

/**
 * @param {{ page: () => Promise<{ call: Function }>, say: (line: string) => void }} tools
 */
export function createStepMeter({ page, say }) {
  const rows = [];

  function add(row) {
    rows.push(row);
    const what = `${row.id}, ${describeJob(row)}`;
    say(row.missing ? `${what}: not measured: ${row.missing}` : `${what}: ${row.msPerStep.toFixed(2)} ms a step`);
  }

  async function inPage(id, job, name, ...args) {
    try {
      add({ id, ...job, ...(await (await page()).call(name, ...args)) });
    } catch (error) {
      add({ id, ...job, missing: reasonOf(error) });
    }
  }

  return {
    rows,
    /** @param budgetMs after which no further job is begun */
    async ours(backend, jobs, plan, budgetMs = Number.POSITIVE_INFINITY) {
      const id = `ours/${backend}`;
      const until = performance.now() + budgetMs;
      for (const job of jobs) {
        if (performance.now() < until) await inPage(id, job, 'measureOurs', backend, job, plan);
        else add({ id, ...job, missing: 'there was no time left for the larger sizes' });
      }
    },
    async tfLayers(backend, jobs, plan) {
      for (const job of jobs) await inPage(`tf.layers/${backend}`, job, 'measureTfLayers', backend, job, plan);
    },
    /** @param {string[]} ids which opponents, of those that there are */
    torch(ids, jobs, plan) {
      const found = findTorch();
      for (const id of ids) {
        const opponent = found.opponents?.find((each) => each.id === id);
        try {
          if (found.missing) throw new Error(found.missing);
          if (!opponent) continue;
          const { version, blas, rows: measured } = measureTorch(opponent, jobs, plan);
          const { threads } = opponent;
          for (const [i, job] of jobs.entries()) add({ id, ...job, version, blas, threads, ...measured[i] });
        } catch (error) {
          for (const job of jobs) add({ id, ...job, missing: reasonOf(error) });
        }
      }
    },
  };
}

/** Steps on one batch over and over: the few that there is time for would not lower the loss of eight. */
export const onOneBatch = (jobs) =>
  jobs.map(({ cell, workload }) => ({ cell, workload: { ...workload, distinctBatches: 1 } }));

function describeJob({ cell, workload: { batch, time, embeddingSize, units } }) {
  return `${cell} (batch ${batch}, ${time} tokens, embedding ${embeddingSize}, ${units} units)`;
}

/** The first line of what went wrong, without what Playwright and JavaScript put before it. */
export function reasonOf(error) {
  const [line] = String(error?.message ?? error).split('\n');
  return line
    .replace(/^(page\.\w+: )?((Uncaught )?\w*Error: )*/, '')
    .replace(/http:\/\/127\.0\.0\.1:\d+\//g, '')
    .trim();
}
