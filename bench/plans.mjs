// How long each engine is timed: enough to be steady, and not an hour of tf.layers.

const plan = (warmUpMs, blocks, blockMs) => ({ warmUpMs, blocks, blockMs });

/** No measurement of a step may take longer; one that does is told as missing. */
const limitMs = 120_000;

export const fullPlans = {
  /** Our wasm and PyTorch, that is: what is compared most closely. */
  fast: plan(500, 15, 100),
  cpu: plan(200, 5, 300),
  /** Our webgl and webgpu. */
  gpu: plan(1000, 5, 400),
  tfLayers: plan(0, 3, 0),
  /** The larger workload where a step takes seconds; null leaves it out. */
  larger: { gpu: plan(0, 3, 0), slowest: plan(0, 1, 0) },
  /** On which cells the slowest engines are measured. */
  slowestCells: ['SimpleRNN', 'LSTM', 'GRU'],
  /** `gpuBudgetMs` is for all values of one size on one backend; `everyOther` leaves out the values between. */
  scaling: { fast: plan(250, 9, 80), gpu: plan(200, 3, 200), gpuBudgetMs: 40_000, everyOther: false },
  evaluation: plan(100, 7, 60),
  profile: plan(500, 20, 50),
  runs: { epochs: 30, repeats: 3 },
  sweep: { epochs: 30, repeats: 3 },
  // Where there are fewer cores than runs some have to wait, and only the last seconds draw all six.
  app: { visits: 5, watchSeconds: 60 },
  drawn: { epochs: 100 },
  memory: { epochs: 200, limitSeconds: 240 },
  many: { trials: 200, epochs: 20 },
  limitMs,
};

export const quickPlans = {
  fast: plan(100, 3, 30),
  cpu: plan(0, 1, 0),
  gpu: plan(0, 2, 50),
  tfLayers: plan(0, 1, 0),
  larger: null,
  slowestCells: ['LSTM'],
  scaling: { fast: plan(30, 3, 20), gpu: plan(0, 1, 20), gpuBudgetMs: 5000, everyOther: true },
  evaluation: plan(0, 1, 10),
  profile: plan(100, 3, 30),
  runs: { epochs: 5, repeats: 1 },
  sweep: { epochs: 2, repeats: 1 },
  app: { visits: 1, watchSeconds: 5 },
  drawn: { epochs: 5 },
  memory: { epochs: 20, limitSeconds: 30 },
  many: { trials: 10, epochs: 2 },
  limitMs: 30_000,
};
