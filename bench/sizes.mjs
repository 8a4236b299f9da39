// The sizes that a step is measured over, by their names in a workload.

export const sizes = {
  units: {
    name: 'units',
    title: 'How a step grows with the units',
    picture: 'units',
    values: [16, 32, 64, 128, 256],
  },
  time: {
    name: 'tokens a text',
    title: 'How a step grows with the length of the texts',
    picture: 'length',
    values: [10, 25, 50, 100, 200, 400],
  },
  batch: {
    name: 'texts a batch',
    title: 'How a step grows with the batch',
    picture: 'batch',
    values: [8, 16, 32, 64, 128, 256],
  },
};
