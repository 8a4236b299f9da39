// What the figures of RESULTS.md mean, as far as the tables do not say it.

/** @returns {string} Markdown, about the parts that were measured */
export function whatWasMeasured({ parts }) {
  const has = (name) => parts[name] && !parts[name].missing;
  const hasSteps = has('cells') || has('workload2') || has('scaling');
  return [
    ...(hasSteps ? steps(stepRows(parts)) : []),
    ...(has('runs') ? [runs] : []),
    ...(has('app') ? [app] : []),
    ...(has('sweep') ? [sweep] : []),
    ...(has('memory') ? [memory(parts.memory)] : []),
    ...(has('bytes') ? [bytes] : []),
  ].join('\n');
}

function stepRows({ cells, workload2, scaling }) {
  return [...(cells?.rows ?? []), ...(workload2?.rows ?? []), ...(scaling?.series ?? []).flatMap(({ rows }) => rows)];
}

function steps(rows) {
  const { l1, l2 } = rows[0].workload;
  const of = (engine) => rows.filter(({ id, missing }) => id.startsWith(engine) && !missing);
  const torch = of('pytorch/');
  const libraries = [...new Set(torch.map(torchInWords))].join(', and ');
  const [tfLayers] = of('tf.layers/');
  return [
    `- **A step** is forward pass, backward pass and update of all weights: Adam, L1 = ${l1} and L2 = ${l2} on the kernel and the recurrent kernel. All texts are full length, so that no engine gains by skipping padding. Steps are timed in blocks, each of which ends by reading a number that depends on its last step; the median block counts. Every engine must lower its loss, or it is not measured.`,
    '- **ours** is the learner that the app’s workers train with, in headless Chromium, each time in a fresh page.',
    ...(torch.length > 0
      ? [
          `- **PyTorch** (\`peer_torch.py\`) runs natively, with its own layers and \`Adam(foreach=True)\`, which updates all weights in one call, as ours does. How fast it is depends on its version, its BLAS library and oneDNN, which the tables name; here it was ${libraries}. Goals count against the fastest. Ours has one thread, which compares with one of PyTorch’s; what PyTorch does with all threads is told too.`,
        ]
      : []),
    ...(tfLayers
      ? [
          `- **tf.layers** (\`tf-layers.ts\`) is the same model, trained by \`trainOnBatch\` in the same Chromium, without masking. **Its penalties do nothing**: the model adds ${tfLayers.penaltyTerms} of 2 penalty terms to its loss, so that it does less work than the others.`,
        ]
      : []),
    '- Where a step takes long, few are taken, over and over on one batch; the larger workload asks the slowest engines for LSTM alone.',
  ];
}

const torchInWords = ({ version, blas, onednn }) =>
  `${version} with ${blas} and ${onednn ? `oneDNN ${onednn}` : 'without oneDNN'}`;

const runs =
  '- **Simultaneous runs**: LSTMs that differ in a penalty of no account, in the built page, each time in a fresh profile; starting the workers counts.';

const app =
  '- **The page** is built as it is published and served from loopback, in a fresh profile. The first point is timed from navigation to the first epoch in the bar. Main-thread tasks are the browser’s own `longtask` entries, written for tasks over 50 ms.';

const sweep =
  '- **A sweep** takes the default network on the reviews, twelve values of L2 on the recurrent kernel with five seeds each. A sweep trains on the same two cores that draw the page; one training alone has the other core free. Both begin in a fresh profile, so that starting workers, backend and texts counts: once for one training, once for all of the sweep.';

const memory = ({ workers }) =>
  `- **Memory** is that of the training workers: JavaScript heap, array buffers and WebAssembly memories, by the browser’s own count. *Held* includes garbage and what the heaps keep in reserve; *live* is what is left after collecting it. The page was told of more cores than there are, so that all ${workers} workers exist.`;

const bytes =
  '- **Bytes** are those of the built files, compressed one by one with gzip -9. *First visit* is what the browser asks for until the first visit’s own experiment draws; *later* is loaded when a panel, a backend or a text is asked for.';
