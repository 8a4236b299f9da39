// Going on from an epoch of a run, in Simplified Chinese.

import type { enFork } from './en-fork';

export const zhFork: typeof enFork = {
  open: '从某一轮继续…',
  label: (id) => `从模型 ${id} 的某一轮继续`,
  heading: (id) => `从模型 ${id} 继续`,
  help: (id) => `新模型从 ${id} 在这一轮之后的权重和优化器状态出发。所做的改动从那里起生效。`,
  epoch: '在第几轮之后',
  best: (epoch) => `最佳：${epoch}`,
  change: '并改变',
  nothing: '暂不改变',
  to: '为',
  start: '从这里继续',
  nothingYet: '它还没有训练过一轮。',
};
