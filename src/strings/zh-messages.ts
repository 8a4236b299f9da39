// What the page has to say above the curves, in simplified Chinese.

import type { LinkProblem } from '../experiment/link';
import type { enMessages } from './en-messages';
import { zhSharedSettings } from './zh-shared-settings';

const explosion = (loss: number) =>
  Number.isFinite(loss) ? `涨到 ${Math.round(loss).toLocaleString('en')}` : '变成 NaN';

export const zhMessages: typeof enMessages = {
  label: '消息',
  dismiss: '关闭',
  linkHeading: '链接没有全部读懂。',
  sealHeading: '链接在途中被改动。',
  problem: (problem, where) => {
    const used = problem.used === undefined ? '已略去。' : `改用 ${problem.used}。`;
    const got = `“${problem.given}”`;
    const sentences: Record<LinkProblem['kind'], string> = {
      notANumber: `${where}：${got}不是数字。${used}`,
      notAWholeNumber: `${where}：${got}不是整数。${used}`,
      tooSmall: `${where}：${got}太小。${used}`,
      tooLarge: `${where}：${got}太大。${used}`,
      unknownOption: `${where}：没有${got}这一项。${used}`,
      tooLong: `${where}：${got}太长。${used}`,
      unknownKey: `${where}：这里没有这一设置。${used}`,
      repeated: `${where}出现了两次，又写作${got}。${used}`,
      tooManyRuns: `一个链接最多六个模型；${got}已略去。`,
      tooManyValues: `${where}：扫描容不下更多取值；${got}已略去。`,
      noAxis: `${where}：${got}没有扫描任何设置。扫描已略去。`,
      newerVersion: `链接来自更新的版本（${got}）。只采用这里认识的部分；请刷新页面，否则曲线可能不同。`,
      cutCheck: '链接的末尾受损；所有设置都已读出。',
      cut: `链接不完整：结尾缺失。${problem.given === '' ? '' : `断开处的${got}已略去。`}请重新索取链接，否则得到的是另一个实验。`,
      extended: `链接结尾的${got}不属于链接，已略去。`,
      changed:
        '链接在分享之后被改动过。如果是自己改的，没有问题；如果不是，请重新索取链接，否则得到的可能是另一个实验。',
      broken: `${where}：${got}无法读取。${used}`,
    };
    return sentences[problem.kind];
  },
  inRun: (id, where) => `模型 ${id}，${where}`,
  moreProblems: (count) => `另有 ${count} 处`,
  failure: (id, failure) => {
    switch (failure.kind) {
      case 'diverged':
        return `模型 ${id}：损失在第 ${failure.epoch} 轮${explosion(failure.loss)}。请降低学习率或惩罚，或裁剪梯度。`;
      case 'backend':
        return `模型 ${id}：后端没有启动（${failure.detail}）。请换一个后端，或刷新页面。`;
      case 'data':
        return `模型 ${id}：文本无法准备（${failure.detail}）。请检查文本数、词表和验证比例。`;
      case 'error':
        return `模型 ${id}：训练因错误而停止（${failure.detail}）。请按“训练”再试。`;
      case 'died':
        return `模型 ${id}：它的 worker 意外终止，可能是内存不足。请减少单元数或批大小，再按“训练”。`;
      case 'unresponsive':
        return `模型 ${id}：它的 worker 没有响应，已被结束。请按“训练”重新开始。`;
      default:
        return failure satisfies never;
    }
  },
  fewerWritten: (texts) =>
    `写出的文本中有 ${texts.toLocaleString('en')} 条可用于训练，已全部使用。需要更多时，请调大“${zhSharedSettings.sharedFields.generatedTexts.label}”。`,
  smallerCorpus: (corpus, texts) => `${corpus}只有 ${texts.toLocaleString('en')} 条训练文本，已全部使用。`,
  resultsFile: {
    open: '打开结果…',
    reading: (name, percent) => `正在读取“${name}”：${percent} %`,
    opened: (name, trainings, of, problems, isAnother) =>
      [
        trainings === 0
          ? `“${name}”里还没有该实验的训练结果。`
          : `${trainings === of ? `全部 ${of.toLocaleString('en')}` : `${of.toLocaleString('en')} 次中的 ${trainings.toLocaleString('en')}`} 次训练来自“${name}”。`,
        ...(problems.length > 0
          ? [
              `第 ${problems.slice(0, 5).join('、')} 行${problems.length > 5 ? '等' : ''}不是训练结果，已略去：再运行一次写出该文件的命令，就会补上缺少的训练。`,
            ]
          : []),
        ...(isAnother ? ['“撤销”可以回到之前的实验。'] : []),
      ].join(''),
    noResults: (name) => `“${name}”不是结果文件。请选择 npm run sweep 写出的文件，文件名以 .jsonl 结尾。`,
    otherVersion: (name) =>
      `“${name}”由本页面的另一个版本训练，数字未必相同，因此不显示它的结果。请在这里重新训练，或用当前版本再运行同一条命令。`,
    openExperiment: '打开它的实验',
    unreadable: (name, reason) => `“${name}”无法读取（${reason}）。请重新选择。`,
  },
  failedShort: (failure) =>
    failure.kind === 'diverged' ? `损失在第 ${failure.epoch} 轮${explosion(failure.loss)}。` : '失败',
};
