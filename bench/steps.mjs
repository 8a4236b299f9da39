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
    /** @param {string[]} kinds which opponents, of those that there are */
    torch(kinds, jobs, plan) {
      const { missing, opponents = [] } = findTorch();
      const addMissing = (id, reason) => {
        for (const job of jobs) add({ id, ...job, missing: reason });
      };
      if (missing) for (const kind of kinds) addMissing(`pytorch/${kind}`, missing);
      for (const opponent of opponents.filter(({ kind }) => kinds.includes(kind))) {
        const { id, threads } = opponent;
        try {
          const { rows: measured, ...about } = measureTorch(opponent, jobs, plan);
          for (const [i, job] of jobs.entries()) add({ id, ...job, ...about, threads, ...measured[i] });
        } catch (error) {
          addMissing(id, reasonOf(error));
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
