// Every visible string in simplified Chinese.

import type { TextSource } from '../experiment/experiment';
import type { LinkProblem } from '../experiment/link';
import type { PresetId } from '../experiment/presets';
import type { TrainingStatus } from '../runs/store';
import type { en } from './en';
import { zhBackend } from './zh-backend';
import { zhImport } from './zh-import';
import { zhNotes } from './zh-notes';
import { zhSettings } from './zh-settings';

const explosion = (loss: number) =>
  Number.isFinite(loss) ? `涨到 ${Math.round(loss).toLocaleString('en')}` : '变成 NaN';

export const zh: typeof en = {
  languageName: '中文',
  labels: {
    search: '搜索标签',
    others: (count) => `其余 ${count} 个标签`,
    none: '没有这样的标签。',
  },
  appName: '正则化实验场',
  skipToCurves: '跳到曲线',
  ...zhSettings,
  notes: zhNotes,
  import: zhImport,
  bar: {
    preset: '预设',
    ownPreset: '自定',
    text: '文本',
    data: '数据',
    dataHint: '查看文本，以及它们如何变成数据',
    train: '训练',
    resume: '继续',
    pause: '暂停',
    trainHint: '训练或暂停（空格键）',
    oneEpoch: '一轮',
    oneEpochHint: '每个模型再训练一轮，然后暂停',
    stop: '停止',
    stopHint: '到此结束训练',
    reset: '重置',
    resetHint: '清除所有结果',
    progress: '训练进度',
    epoch: (epoch) => `第 ${epoch} 轮`,
    epochRange: (least, most) => `第 ${least}–${most} 轮`,
    ofEpochs: (epochs, time) => `共 ${epochs} 轮${time ? `，${time}` : ''}`,
    seconds: (seconds) => `${seconds} 秒`,
    minutes: (minutes) => `${minutes} 分钟`,
    left: (time) => `还需 ${time}`,
    notStarted: '尚未开始',
    preparing: '准备中…',
    failed: '失败',
    undo: '撤销',
    undoHint: '撤销（Ctrl+Z）',
    redo: '重做',
    redoHint: '重做（Ctrl+Shift+Z）',
    share: '分享',
    shareHint: '复制这个实验的链接',
    copiedLong: (exact, file) =>
      file !== ''
        ? `链接已复制，其中不含文本。打开它的人需要“${file}”：请一并发送。`
        : exact
          ? '链接已复制。打开它的人会得到同样的实验，在 wasm 或 cpu 上曲线逐位相同。'
          : '链接已复制。打开它的人会得到同样的实验和近乎相同的曲线：这里的曲线由 GPU 算出。',
    copyRefused: '浏览器不允许页面复制。请从这里复制链接：',
    linkLabel: '这个实验的链接',
    theme: '主题',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
    menu: '菜单',
    settings: '设置',
    runs: '模型',
    close: '关闭',
  },
  announcements: { active: '训练已开始。', paused: '训练已暂停。', idle: '训练已结束。' },
  keys: {
    heading: '快捷键',
    close: '关闭',
    groups: [
      {
        heading: '任何位置',
        rows: [
          ['空格', '训练或暂停（焦点在用 Tab 选中的按钮上时除外）'],
          ['Ctrl Z', '撤销上一步'],
          ['Ctrl Shift Z', '重做'],
          ['?', '显示此列表'],
          ['Esc', '关闭最后打开的内容'],
        ],
      },
      {
        heading: '模型设置表',
        rows: [
          ['← ↑ ↓ →', '在设置之间移动'],
          ['Enter', '打开设置'],
        ],
      },
      {
        heading: '曲线图',
        rows: [
          ['← →', '前后移动一轮'],
          ['Shift ← →', '移动十轮'],
          ['Home End', '第一轮和最后一轮'],
        ],
      },
    ],
  },
  backend: zhBackend,
  corpora: {
    reviews: { name: '评论', about: '简短的英文评论，褒或贬，两个标签。' },
    headlines: { name: '新闻标题', about: '虚构事件的英文标题和导语：国际、体育、商业或科学。四类。' },
    chinese: { name: '中文短评', about: '简短的中文评论，好评或差评，逐字读入。两类。' },
    intents: { name: '客服意图', about: '人们写给客服的英文留言，带错字，爱绕弯。六类。' },
    generated: { name: '谁说了不', about: '由生成器写成：起决定作用的是词序，而不是用了哪些词。最高准确率是已知的。' },
    imported: { name: '自己的文件', about: '导入到这个浏览器的文本，不会离开这里。' },
  } satisfies Record<TextSource, { name: string; about: string }>,
  presets: {
    first: {
      name: '无正则化，L2 加 dropout',
      about: '同一个网络读新闻标题，有正则化与没有：过拟合是什么样子，什么能压低损失、提高准确率。',
    },
    'nothing-vs-l2-dropout': {
      name: '损失上升，准确率不动',
      about: '换成评论：正则化压住了损失，准确率却几乎不动。',
    },
    'l1-vs-l2-vs-l1l2': { name: 'L1、L2、两者', about: 'L1 清空权重，L2 缩小权重。请看接近零的权重。' },
    'kernel-vs-recurrent-l2': {
      name: '输入核或循环核的 L2',
      about: '同样的 L2，分别加在输入权重和时间步之间的权重上。',
    },
    cells: { name: 'SimpleRNN、LSTM、GRU', about: '三种同样大小的单元，都不加正则化。' },
    'how-much-dropout': { name: '多少 dropout 合适', about: '从没有到太多，直到网络学不会。' },
    'noise-under-a-ceiling': {
      name: '天花板下的噪声',
      about: '每十个标签有一个是错的，所以最高准确率是 0.90。学会规则的能达到，记住噪声的又会失去。',
    },
  } satisfies Record<PresetId, { name: string; about: string }>,
  runs: {
    heading: '模型',
    table: '各模型及其设置',
    add: '添加模型',
    columnMenu: (id) => `模型 ${id}：操作`,
    rename: '改名…',
    duplicate: '复制一份',
    hide: '隐藏曲线',
    show: '显示曲线',
    solo: '只显示它',
    unsolo: '全部显示',
    remove: '删除',
    name: (id) => `模型 ${id} 的名称`,
    more: (norms) => `更多：${[...norms, '偏置', '词嵌入', '输出层'].join('、')}`,
    less: '收起',
    moreActive: (count) => `${count} 项在用`,
    forAll: '用于所有模型',
    asIn: (id) => `与 ${id} 相同`,
    run: (id) => `模型 ${id}`,
    nothing: '无正则化',
    sameAs: (id) => `与 ${id} 相同`,
    off: '关',
    noMore: (phrase) => `无${phrase}`,
    status: {
      idle: '尚未开始',
      waiting: '等待空闲的核心',
      starting: '正在启动',
      training: '训练中',
      paused: '已暂停',
      finished: '已完成',
      stopped: '已停止',
      failed: '失败',
    } satisfies Record<TrainingStatus, string>,
  },
  shared: {
    heading: '所有模型',
    anotherSeed: '换一个种子',
    more: (labels) => `更多：${labels.join('、')}`,
    moreShort: '更多…',
  },
  input: {
    number: (label) => `${label}，数值`,
    slider: (label) => `${label}，滑块`,
    allowed: (min, max, whole, off) => `${off ? '“关”，或 ' : ''}${min} 到 ${max} 的${whole ? '整数' : '数'}`,
    rejected: (label, allowed, given, reason) =>
      ({
        notANumber:
          given.trim() === '' ? `${label}应为${allowed}；现在是空的。` : `${label}应为${allowed}，不能是“${given}”。`,
        notAWholeNumber: `${label}应为${allowed}；${given} 不是整数。`,
        tooSmall: `${label}应为${allowed}；${given} 太小。`,
        tooLarge: `${label}应为${allowed}；${given} 太大。`,
        unknownOption: `${label}没有“${given}”这一项。`,
        tooLong: `${label}太长。`,
      })[reason],
    kept: (value) => `仍在使用：${value}。`,
    nameTooLong: (max) => `名称最多 ${max} 个字符。`,
  },
  curves: {
    heading: '曲线',
    arrangement: '排列方式',
    arrangements: { sideBySide: '并排', overlaid: '叠加', table: '表格' },
    smoothing: '平滑',
    logY: '对数 y 轴',
    fromZero: '从零开始',
    lossShown: '显示的训练损失',
    lossChoices: { data: '数据损失', total: '数据 + 惩罚' },
    train: '训练',
    trainWithPenalty: '训练 + 惩罚',
    validation: '验证',
    best: '最佳',
    trainHelp: '每轮之后在训练文本上的损失或准确率，与验证用同样的方式测量：关闭 dropout，不含惩罚。',
    trainWithPenaltyHelp: '训练所最小化的量：训练文本上的损失（关闭 dropout 测得）加上惩罚。',
    validationHelp: '在从不用于训练的文本上的损失或准确率。与训练线之间的阴影就是过拟合。',
    previousHelp: '上一次改动设置之前的曲线。',
    bestHelp: '圆圈标出验证损失最低的一轮。“第几轮起过拟合”标出验证损失不再回落、而训练损失没有上升的位置。',
    previous: '之前',
    metrics: { loss: '损失', accuracy: '准确率' },
    lossWithPenalty: '损失 + 惩罚',
    overfitsFrom: (epoch) => `第 ${epoch} 轮起过拟合`,
    chart: (name, metric) => `${name}：各轮的${metric}`,
    allRuns: '所有模型',
    crosshair: (name, metric) => `${name}，${metric}：十字线所在的轮`,
    crosshairValue: (epoch, values) => `第 ${epoch} 轮。${values}`,
    runValues: (id, train, validation) => `${id}：训练 ${train}，验证 ${validation}`,
    noValues: '还没有数值',
    readout: (epoch) => `第 ${epoch} 轮`,
    validationShort: '验证',
    validationAccuracyShort: '验证准确率',
    empty: '按“训练”，或按空格键。',
    emptyMore: (count) => (count === 1 ? '训练曲线和验证曲线会出现在这里。' : `${count} 个模型将同时训练。`),
    allHidden: '所有模型都已隐藏。',
    showAll: '显示',
    waiting: (id) => `${id} 在等待空闲的核心`,
    starting: (id) => `${id} 正在启动`,
    noEpoch: '第一轮…',
    stoppedAt: (epoch) => `停在第 ${epoch} 轮`,
    pausedAt: (epoch) => `暂停于第 ${epoch} 轮`,
    tableCaption: '各模型每轮的损失和准确率',
    epoch: '轮',
    tableEmpty: '还没有训练过任何一轮。',
    landmarks: {
      any: (accuracy) => `理论最高 ${accuracy}`,
      bagOfWords: (accuracy) => `词袋最高 ${accuracy}`,
      oneLabel: (accuracy) => `只答一个标签 ${accuracy}`,
    },
    landmarksShort: {
      any: (accuracy) => `最高 ${accuracy}`,
      bagOfWords: (accuracy) => `词袋 ${accuracy}`,
      oneLabel: (accuracy) => `单一 ${accuracy}`,
    },
    landmarksLong: {
      ceilings: (any, bagOfWords) =>
        `在这些文本上，任何分类器的验证准确率预期不会超过 ${any}；只看有哪些词、不看词序的分类器不会超过 ${bagOfWords}。`,
      oneLabel: (accuracy) => `总是回答训练文本中最常见的标签，在验证文本上能答对 ${accuracy}。`,
    },
  },
  results: {
    heading: '结果',
    run: '模型',
    toggle: (id) => `显示或隐藏模型 ${id} 的曲线`,
    columns: {
      bestValidationLoss: '最低验证损失',
      bestEpoch: '在第几轮',
      finalValidationLoss: '最终验证损失',
      trainLoss: '训练损失',
      gap: '差距',
      penalty: '惩罚',
      bestValidationAccuracy: '最高验证准确率',
      nearZero: '接近零',
      spectralNorm: '谱范数',
      elapsed: '毫秒',
    },
    columnHelp: {
      bestValidationLoss: '所有轮中最低的验证损失',
      bestEpoch: '验证损失最低的轮',
      finalValidationLoss: '最后一轮之后的验证损失',
      trainLoss: '最后一轮之后的训练损失，关闭 dropout，不含惩罚',
      gap: '最终验证损失减去最终训练损失',
      penalty: '最后一轮之后所有惩罚之和',
      bestValidationAccuracy: '所有轮中最高的验证准确率',
      nearZero: '输入核和循环核中 |w| < 0.001 的权重所占的比例',
      spectralNorm: '循环核的最大奇异值',
      elapsed: '训练用时（毫秒），不含暂停',
    },
    percent: (value) => `${value} %`,
  },
  messages: {
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
        newerVersion: `链接来自更新的版本（${got}）。只采用这里认识的部分；请刷新页面，否则曲线可能不同。`,
        cut: problem.given.startsWith('z=')
          ? '链接的末尾受损；所有设置都已读出。'
          : `链接不完整：结尾缺失。${problem.given === '' ? '' : `断开处的${got}已略去。`}请重新索取链接，否则得到的是另一个实验。`,
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
      `写出的文本中有 ${texts.toLocaleString('en')} 条可用于训练，已全部使用。需要更多时，请调大“${zhSettings.sharedFields.generatedTexts.label}”。`,
    smallerCorpus: (corpus, texts) => `${corpus}只有 ${texts.toLocaleString('en')} 条训练文本，已全部使用。`,
    failedShort: (failure) =>
      failure.kind === 'diverged' ? `损失在第 ${failure.epoch} 轮${explosion(failure.loss)}。` : '失败',
  },
};
