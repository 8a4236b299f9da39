// What the dialog says of evaluating on the test texts, in simplified Chinese.

import type { enTesting } from './en-testing';

const texts = (count: number) => `${count.toLocaleString('en')} 条文本`;

export const zhTesting: typeof enTesting = {
  title: (id) => `模型 ${id} 在测试集上的表现`,
  close: '关闭',
  unfinished: '训练还没有完成。请先把它训练到底。',
  empty: '没有测试文本：一个标签至少要有三条文本，才会分出一条用于测试。',
  purpose: (count) =>
    `${count === null ? '每个种子的测试文本' : `测试集的 ${texts(count)}`}没有参与训练，也不出现在任何曲线里。它们用来说明：按验证集选出的模型在新文本上表现如何。请先选定，再看一次。`,
  weights: '权重',
  weight: { final: '最终', best: '验证损失最低' },
  epoch: (least, most) => (least === most ? `第 ${least} 轮` : `第 ${least}–${most} 轮`),
  evaluate: '评估',
  trainsAgain: (epoch) => `页面不保存权重：会以同样的方式重新训练到${epoch}。`,
  seenBefore: '这个结果以前看过，不算新的一次。',
  working: (done, total) => `重新训练：已完成 ${done} 轮，共 ${total} 轮`,
  cancel: '取消',
  failed: (failure) => {
    switch (failure.kind) {
      case 'diverged':
        return `无法评估：重新训练时，损失在第 ${failure.epoch} 轮爆炸。`;
      case 'backend':
      case 'data':
      case 'error':
        return `无法评估（${failure.detail}）。什么也没有看到；请按“评估”再试。`;
      case 'died':
      case 'unresponsive':
        return '无法评估：它的 worker 意外终止。什么也没有看到；请按“评估”再试。';
      default:
        return failure satisfies never;
    }
  },
  warning: {
    heading: (place) => `这将是第 ${place} 次看这个测试集`,
    why: '每看一次，就可能偏向那个恰好在这些文本上表现好的模型。看了几次之后，最好的结果有一部分只是运气：换成新文本会更差，95 % 区间也不再名副其实。',
    instead: '请按验证集来选择，最后只看一次。',
    look: '仍然要看',
    back: '返回',
  },
  accuracy: '准确率',
  loss: '损失',
  interval: '95 % 区间',
  to: (low, high) => `${low} 到 ${high}`,
  nats: (loss) => `${loss} 纳特`,
  seeds: (count) => `平均 ± 标准差，${count} 个种子`,
  intervalOf: {
    one: (count) => `区间（Wilson）针对同类的其他文本，由这 ${texts(count)}得出。换一个种子，结果也会不同。`,
    sameTexts: (count) =>
      `区间（Wilson）针对这些训练在其他文本上的平均值。所有种子读的是同样的 ${texts(count)}，只计一次；各次训练之间的差异见 ±。`,
    ownTexts: '不给出平均值的区间：各种子的划分有共同的文本，并不独立。每个种子自己的区间见下表。',
  },
  validation: (accuracy, loss) => `用这些权重，验证准确率为 ${accuracy}，验证损失为 ${loss}。`,
  differs: (isExact, tested, shown) =>
    `${
      isExact ? '重新训练的结果并非逐位相同' : '在 GPU 上，同一训练两次的结果不一定相同'
    }：被测试的权重在这一轮的验证损失为 ${tested}，所示曲线为 ${shown}。`,
  bySeed: '各个种子',
  seed: '种子',
  confusion: '哪个标签被当成哪个',
  confusionOf: '显示哪个种子',
  meanOf: (seeds) => `${seeds} 个种子的平均`,
  oneSeed: (seed) => `种子 ${seed}`,
  confusionTable: '测试文本：行为真实标签，列为预测标签',
  trueLabel: '真实标签',
  predicted: '预测',
  right: '答对',
  looks: '看过这个测试集的记录',
  noLooks: '还没有看过。',
  earlier: (count) => `更早的 ${count} 次`,
  look: (run, name, weights, time) =>
    `${run}，${name}，${{ final: '最终权重', best: '验证损失最低的权重' }[weights]}，${time}`,
  headless: (weights, epoch, accuracy, low, high, loss, count) =>
    `测试，${{ final: '最终', best: '验证损失最低的' }[weights]}权重（第 ${epoch} 轮）：准确率 ${accuracy} %，95 % 区间 ${low} 到 ${high} %（Wilson），损失 ${loss}，${texts(count)}`,
  headlessLook: '这是看了一次测试集。请按验证集来选择，只看一次：每多看一次，就多一分靠运气选择。',
};
