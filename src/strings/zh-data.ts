// Every visible string of the data panel in simplified Chinese.

import type { enData } from './en-data';

const count = (value: number) => value.toLocaleString('en');

export const zhData: typeof enData = {
  heading: '数据',
  close: '回到曲线',
  loading: '正在读取文本…',
  texts: (value) => `${count(value)} 条文本`,
  count,
  tryAgain: '再试一次',
  failures: {
    missing: (name) => `这个浏览器里没有文件“${name}”。自己的文本留在导入它的浏览器里，不随链接发送：请重新导入。`,
    data: (detail) => `文本无法准备：${detail}请检查文本数、词表和验证比例。`,
    died: (detail) => `读取文本的程序意外终止（${detail}）。`,
  },
  views: { overview: '概览', examples: '文本', words: '词' },
  viewLabel: '列出什么',
  parts: { training: '训练', validation: '验证', test: '测试' },
  about: { heading: '关于这些文本', written: '写作方式', artefacts: '已知的痕迹' },
  cards: {
    reviews: {
      written: '为本项目逐条写成：14 类，每类褒贬各半。产品、地点和人物都是虚构的。',
      artefacts: [
        '感叹号、逗号和 and 偏向好评；多为反讽的引号和过去时偏向差评。',
        '同一种口吻：英式拼写、完整的句子、冷幽默，反讽也许比网上的评论更多。',
        '一半的词只出现一次；验证时读到的词，有四分之一在 600 条训练文本中从未见过。',
      ],
    },
    headlines: {
      written: '为本项目逐条写成：每类短标题和一句话导语各约一半。事件、地点、公司和人物都是虚构的。',
      artefacts: [
        '商业和科学类的标题更短、导语更长，国际和体育类相反。',
        '各版的常用词最能说明问题，其次是虚词：its 偏商业，his 和 her 偏体育。',
        '三分之二的文本题材有意交叉，三分之一直白。名字从不重复。',
      ],
    },
    chinese: {
      written: '为本项目逐条用中文写成，不是翻译：6 类，每类褒贬各半。产品、地点和人物都是虚构的。',
      artefacts: [
        '引号多为反讽，偏向差评；感叹号偏向好评。',
        '许多文本用一件小事或反讽来评价；四分之一直接褒贬。',
        '逐字读入：“失望”这样的词要两步，字袋根本看不到它。',
      ],
    },
    intents: {
      written: '为本项目逐条写成：写给一个虚构的客服，六类一样多，有的带错字、不用大写。',
      artefacts: [
        '许多留言有意提到别的类别的事，单个词会误导；三分之一直白。',
        '问号偏向 billing，引号偏向 technical，第一人称偏向 account。',
      ],
    },
    generated: {
      written: '由生成器按种子写成：成对的小故事，词相同，次序不同。',
      artefacts: [
        '十对中有九对，词袋无法区分；一对可以。',
        '一对中的另一条常在别的部分里：死记词语比随机猜还差。',
        '各部分都有标签噪声，因此最高准确率是已知的。',
      ],
    },
    imported: {
      written: '导入到这个浏览器的文件，写作方式未知。',
      artefacts: ['请把词按偏向排序：泄露标签的词会排在最前。'],
    },
  },
  split: {
    heading: '划分',
    caption: '各标签、各部分的文本数',
    parts: { training: '训练', validation: '验证', test: '测试' },
    label: '标签',
    unused: '未用',
    all: '全部',
    total: '合计',
    replaced: '被替换',
    replacedLong: '标签被换成别的标签的文本',
    available: (available) => `共 ${count(available)} 条可用`,
    allUsed: (available) => `${count(available)} 条全部使用`,
    noNoise: '标签都是文本自己的',
    own: '这些文本自带划分，验证比例和种子不会改变它。',
    copies: (copies, leaked, canBeTogether) => {
      const these = `有 ${count(copies)} 条文本是其他文本的副本`;
      if (leaked === 0) return `${these}。没有文本既用于训练又用于验证或测试。`;
      const cure = canBeTogether ? '设置“副本：一起”可让它们留在同一部分。' : '';
      return `${these}，其中 ${count(leaked)} 条验证或测试文本也在训练集中：答对可能只是记忆。${cure}`;
    },
    noise: (replaced, total) => `${count(total)} 个标签中 ${count(replaced)} 个被替换`,
  },
  lengths: {
    heading: '长度（词）',
    read: (words) => `读入 ${words}`,
    share: '文本比例',
    chart: (longest, read, cut) => `文本的长度分布，最长 ${longest} 词。网络只读前 ${read} 词；${cut} 的文本更长。`,
    cut: (share) => `${share} 的文本被截断。`,
    unknown: (share) => `验证文本中 ${share} 的词不在词表里。`,
  },
  filters: {
    searchTexts: '搜索文本',
    searchWords: '搜索词',
    label: '标签',
    allLabels: '所有标签',
    part: '部分',
    allParts: '所有部分',
    only: '显示',
    everything: '对的和错的',
    replaced: '标签被替换',
    wrongInAll: '所有模型都错',
    wrongIn: (id) => `${id} 判错`,
  },
  examples: {
    caption: '文本及其标签和所属部分',
    label: '标签',
    part: '部分',
    text: '文本',
    wrongIn: '判错',
    truly: '实为',
    cut: (read, tokens) => `${tokens} 个词中读入 ${read} 个`,
    untrained: '模型训练完成后，它判错的文本会在这里标出。',
    none: '没有符合的文本。',
    clear: '显示所有文本',
  },
  words: {
    caption: '词表中的词及其在训练文本中的次数',
    word: '词',
    count: '次数',
    countHelp: '这个词在训练文本中被读到多少次',
    leaning: '偏向',
    leaningHelp: '这个词在哪个标签里最突出，以及其中的比例。按偶然的可能性从小到大排序：只出现一次的词总是一边倒。',
    even: '大致相当',
    none: '没有符合的词。',
    clear: '显示所有词',
  },
  pager: {
    label: '页',
    range: (first, last, total) => `${count(first)}–${count(last)}，共 ${count(total)}`,
    previous: '上一页',
    next: '下一页',
  },
};
