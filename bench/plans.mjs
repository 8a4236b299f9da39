// How many steps each engine is timed for: enough to be steady, and not an hour of tf.layers.

const plan = (warmUpSteps, blocks, stepsPerBlock) => ({ warmUpSteps, blocks, stepsPerBlock });

export const fullPlans = {
  wasm: plan(100, 15, 20),
  cpu: plan(3, 5, 3),
  webgl: plan(1, 3, 1),
  torch: plan(50, 15, 20),
  profile: plan(100, 20, 20),
  // Where there are fewer cores than runs some have to wait, and only the last seconds draw all six.
  appSeconds: 60,
};

export const quickPlans = {
  wasm: plan(20, 3, 10),
  cpu: plan(1, 1, 2),
  webgl: plan(1, 1, 1),
  torch: plan(10, 3, 5),
  profile: plan(20, 3, 10),
  appSeconds: 5,
};
