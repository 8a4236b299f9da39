// The sentences of "What am I seeing", in simplified Chinese.

import type { enNotes, Saved } from './en-notes';

function savedSentence(saved: Saved | null): string {
  if (!saved) return '';
  const { epochs, way, from, to, missed } = saved;
  const lowest = missed ? `；而最低的 ${missed.loss} 要到第 ${missed.epoch} 轮才出现` : '';
  const loss = way === 'left' ? `停在 ${to}` : `从 ${from} ${way === 'raised' ? '升' : '降'}到 ${to}`;
  return `省下了 ${epochs} 轮；继续训练的话，验证损失会${loss}${lowest}。`;
}

export const zhNotes: typeof enNotes = {
  heading: '我看到了什么',
  empty: '还没有。几轮之后，这里会用文字说明曲线的含义。',
  nothingToSay: '到目前为止，每个模型的训练损失和验证损失都同步变化。',
  memorizes: (id, trainLoss, epoch, growth) =>
    `${id} 在死记：训练损失到第 ${epoch} 轮降到 ${trainLoss}，而验证损失比最低时高 ${growth} %。`,
  overfits: (id, epoch, growth) => `${id} 从第 ${epoch} 轮起过拟合：此后验证损失上升了 ${growth} %。`,
  learnsWrongLabels: (id, accuracy, noise) =>
    `${id} 连错误标签也学会了：训练文本有 ${noise} % 标签是错的，它却答对了 ${accuracy} %。`,
  smallerGap: (id, reference, share, accuracy, seeds) =>
    `${id} 的差距是 ${reference} 的 ${share} %；验证准确率${
      { same: '在误差范围内相同', better: '更高', worse: '更低' }[accuracy]
    }${seeds < 3 && accuracy !== 'same' ? '（可能是运气）' : ''}。`,
  learnsNothing: (id, loss, penalized) =>
    `${id} 什么也没学到：训练损失停在 ${loss}，与瞎猜无异${penalized ? '。请减弱正则化' : ''}。`,
  majority: (id, accuracy, label, share) =>
    `${id} 在验证文本上最多答对 ${accuracy} %；总是回答“${label}”就能答对 ${share} %。`,
  unsettled: (id, lowest, last) =>
    `${id} 没有稳定下来：训练损失从 ${lowest} 又升到 ${last}，这不是过拟合。请试试更小的学习率。`,
  gap: (id, gap) => `${id} 最终的差距是 ${gap}：对新文本的预测比对训练文本差这么多。`,
  startsLate: (id, epochs) => `${id} 前 ${epochs} 轮什么也没学到，之后才开始。`,
  sparse: (id, share) => `${id} 的输入核与循环核有 ${share} % 的权重被清空（|w| < 0.001）。`,
  difference: (id, reference, size, lower, from, to, seeds) =>
    `${id} 的最佳验证损失比 ${reference} ${lower ? '低' : '高'} ${size}，95 % 区间 ${from} 到 ${to}（${seeds} 个种子）。`,
  withinNoise: (id, reference, size, seeds, more) =>
    `${id} 与 ${reference} 的最佳验证损失相差 ${size}，在 ${seeds} 个种子的噪声之内${
      more === null ? '' : `；大约再要 ${more} 个种子才能分辨`
    }。`,
  stopped: (id, after, gain, isRestored, saved) =>
    `${id} 在第 ${after} 轮后早停：自第 ${gain} 轮起没有改善${
      isRestored ? '，并换回了那一轮的权重' : ''
    }。${savedSentence(saved)}`,
  stoppedSeeds: (id, count, of, first, last, saved) =>
    `${id} 的 ${of} 个种子${count === of ? '都' : `中有 ${count} 个`}在第 ${
      first === last ? first : `${first} 到 ${last}`
    } 轮后早停。${savedSentence(saved)}`,
  oneSeed: (seeds) => (seeds === 1 ? '各只有一个种子：哪个更好可能是运气。' : '各只有两个种子：哪个更好可能是运气。'),
  trainSeeds: (seeds) => `训练 ${seeds} 个种子`,
  best: (id, loss, epoch) => `${id} 的验证损失最低：第 ${epoch} 轮的 ${loss}。`,
};
