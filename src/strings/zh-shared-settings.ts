// Names and one-sentence explanations of the settings that all runs share, in simplified Chinese.

import type { enSharedSettings } from './en-shared-settings';

export const zhSharedSettings: typeof enSharedSettings = {
  sharedFields: {
    corpus: { label: '文本', help: '所有模型读的文本。' },
    generatedTexts: { label: '生成条数', help: '生成器写多少句子，供划分的三部分使用。' },
    dependencyDistance: { label: '距离', help: '起决定作用的词与它所决定的词之间隔多少闲词。越远，单元要记得越久。' },
    distractorWords: { label: '闲词', help: '有多少个不同的词什么也不决定。越多，越容易记错东西。' },
    importedName: { label: '文件', help: '导入文件的名字。其中的文本只留在这个浏览器里。' },
    importedRows: { label: '行数', help: '导入的文件有多少条文本。' },
    importedChecksum: { label: '校验和', help: '用来辨认文件是否就是当初导入的那个。' },
    tokens: { label: '词元', help: '什么算一步：一个词，一个字符，或按文字自动决定。' },
    copies: {
      label: '重复文本',
      help: '同一文本的副本放在哪里。放在一起，则没有文本既用于训练又用于验证；分开，则各自落在哪里算哪里。',
    },
    trainingSize: { label: '训练文本', help: '模型从多少条文本学习。越少，过拟合越早。' },
    labelNoise: {
      label: '标签噪声',
      help: '训练标签中被换成错误标签的比例。学会它们就是死记。验证标签始终正确（生成的文本除外）。',
    },
    validationShare: { label: '验证比例', help: '语料中留作验证、从不训练的比例。越多，验证曲线越稳。' },
    epochs: { label: '轮数', help: '所有训练文本被看多少遍。' },
    batchSize: { label: '批大小', help: '每一步的文本数。小批量噪声大，本身就有一点正则化作用。' },
    optimizer: {
      label: '优化器',
      help: '梯度怎样变成一步：沿梯度（sgd），向前看一步（Nesterov），或按每个权重近期（RMSprop、adam）或历来（Adagrad）梯度的大小缩放。用 adam 时 L2 惩罚也被缩放，不等于权重衰减；adamw 的衰减与梯度分开（Loshchilov 与 Hutter 2019）。',
    },
    learningRate: { label: '学习率', help: '一步的大小。太大，损失会跳动或变成 NaN；太小，什么也不发生。' },
    schedule: {
      label: '学习率计划',
      help: '学习率在训练中怎样变化：阶梯在一半和四分之三处各除以十（He 等 2016），指数降到百分之一，余弦降到零（Loshchilov 与 Hutter 2017），单周期先从二十五分之一升起（Smith 与 Topin 2018），平台期在连续三轮验证损失没有新低后减半。',
    },
    warmUp: { label: '预热', help: '最初若干轮里，学习率从零均匀升到计划的值（Goyal 等 2017）。' },
    momentum: { label: '动量', help: 'sgd（包括 Nesterov）把上一步的这一比例带入下一步。' },
    weightDecay: { label: '权重衰减', help: '每一步把所有权重缩小学习率的这一比例，与梯度分开（adamw）。' },
    clipNorm: {
      label: '梯度裁剪',
      help: '整个梯度允许的最大范数，更长的会被缩短（Pascanu 等 2013；Keras global_clipnorm）。',
    },
    clipValue: {
      label: '逐值裁剪',
      help: '裁剪范数之后，梯度中每个数允许的最大绝对值（Keras clipvalue）；它也会改变梯度的方向。',
    },
    sequenceLength: { label: '长度', help: '每条文本读多少个词，其余截去。' },
    vocabularySize: { label: '词表', help: '区分多少个不同的词，最常见的优先；其余都算作同一个。' },
    seed: { label: '种子', help: '一切随机的来源：划分、初始权重、批次顺序、dropout。换一个种子，就知道哪些是运气。' },
    trainingSeed: {
      label: '训练种子',
      help: '初始权重、批次顺序和 dropout 各用自己的种子，而“种子”决定数据。关闭时两者用同一个种子。',
    },
    seeds: {
      label: '种子数',
      help: '每个运行训练几次，每次换一个种子，所有运行用相同的种子。曲线成为平均值和区间：一个种子的结果可能是运气，五个就很少是了（Reimers 和 Gurevych 2017）。',
    },
    seedMoves: {
      label: '种子改变',
      help: '每个新种子重新抽取什么：训练（初始权重、批次顺序和 dropout）、连数据划分在内的一切，或只抽其中一项，看运气有多少来自它。',
    },
    draw: { label: '首个种子', help: '运行从第几个种子开始，从 0 数起：这样链接可以只包含多次训练中的一次。' },
    backend: {
      label: '后端',
      help: '用什么计算。wasm 和 cpu 在任何机器上数字都相同，GPU 后端近似相同。自动即 wasm，除非某个 GPU 后端在这样的网络上至少快一倍。',
    },
  },
  sharedChoices: {
    copies: { apart: '分开', together: '一起' },
    tokens: { auto: '自动', word: '词', character: '字符' },
    optimizer: {
      sgd: 'sgd',
      nesterov: 'Nesterov',
      rmsprop: 'RMSprop',
      adagrad: 'Adagrad',
      adam: 'adam',
      adamw: 'adamw',
      nadam: 'Nadam',
    },
    schedule: {
      constant: '不变',
      step: '阶梯',
      exponential: '指数',
      cosine: '余弦',
      oneCycle: '单周期',
      plateau: '平台期',
    },
    seedMoves: {
      training: '训练',
      everything: '一切',
      data: '数据划分',
      weights: '初始权重',
      order: '批次顺序',
      dropout: 'dropout',
    },
    backend: { auto: '自动', wasm: 'wasm', cpu: 'cpu', webgpu: 'webgpu', webgl: 'webgl' },
  },
};
