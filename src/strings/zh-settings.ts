// Names and one-sentence explanations of all settings, in simplified Chinese.

import type { Role } from '../experiment/experiment';
import type { enSettings } from './en-settings';

const kerasArgument = {
  kernel: 'kernel_regularizer',
  recurrent: 'recurrent_regularizer',
  bias: 'bias_regularizer',
  embedding: 'embeddings_regularizer',
  output: 'Dense 层的 kernel_regularizer',
} satisfies Record<Role, string>;

const weights = {
  kernel: '从输入到单元的权重',
  recurrent: '从一个时间步到下一个时间步的权重',
  bias: '单元的偏置',
  embedding: '词向量',
  output: '输出层的权重',
} satisfies Record<Role, string>;

const constraintChoices = {
  none: { name: '无约束', short: '无', help: '没有约束。' },
  maxNorm: { name: '最大范数', short: '最大', help: '超过上限的列被缩短到上限（Keras MaxNorm）。' },
  unitNorm: { name: '单位范数', short: '单位', help: '每一列的长度为 1（Keras UnitNorm）。' },
  nonNegative: { name: '非负', short: '≥ 0', help: '负的权重变为 0（Keras NonNeg）。' },
};

const constraintHelp = (weights: string, argument: string) =>
  `每一步之后，${weights}必须满足的约束（Keras ${argument}）：不计入损失，而是一道墙。`;

export const zhSettings: typeof enSettings = {
  roles: { kernel: '输入核', recurrent: '循环核', bias: '偏置', embedding: '词嵌入', output: '输出层' },
  groups: { network: '网络', dropout: 'Dropout', step: '每步之后' },
  network: {
    cell: { label: '单元类型', help: '把记忆从一个词带到下一个词的部分：普通循环层，或带门的循环层。' },
    units: { label: '单元数', help: '单元能记住多少个数。越多越能拟合，也越容易死记。' },
    embeddingSize: { label: '词嵌入', help: '一个词进入单元之前用多少个数表示。' },
    readout: { label: '读出', help: '输出层看到文本的什么：读完最后一个词之后的状态，或所有状态的平均。' },
    l1Step: {
      label: 'L1 方式',
      help: 'L1 怎样起作用：用次梯度，会靠近零并越过它；或在优化器之后做近端步 w ← sign(w)·max(|w| − 学习率·l1, 0)，正好停在零（软阈值；Daubechies 等 2004）。',
    },
    kernelConstraint: { label: '输入核', fullLabel: '输入核约束', help: constraintHelp('输入核', 'kernel_constraint') },
    recurrentConstraint: {
      label: '循环核',
      fullLabel: '循环核约束',
      help: constraintHelp('循环核', 'recurrent_constraint'),
    },
    outputConstraint: {
      label: '输出层',
      fullLabel: '输出层约束',
      help: constraintHelp('输出层', 'Dense 层的 kernel_constraint'),
    },
    maxNorm: {
      label: '最大范数',
      help: '最大范数约束下每一列的最大范数：一列是通向同一个单元的所有权重（Srivastava 等 2014 取 3 到 4）。',
    },
  },
  runChoices: {
    cell: {
      SimpleRNN: {
        name: 'SimpleRNN',
        short: 'RNN',
        help: 'h = tanh(W·x + U·h + b)：没有门，忘得快（Elman 1990；Keras SimpleRNN）。',
      },
      LSTM: { name: 'LSTM', short: 'LSTM', help: '三个门，记忆是累加而不是覆盖（Hochreiter 与 Schmidhuber 1997）。' },
      GRU: { name: 'GRU', short: 'GRU', help: '两个门，没有单独的记忆：近似 LSTM，权重少四分之一（Cho 等 2014）。' },
    },
    readout: {
      last: {
        name: '末尾',
        short: '末尾',
        help: '读完最后一个词之后的状态（Keras return_sequences=False）：要紧的都得一路带到那里。',
      },
      mean: {
        name: '平均',
        short: '平均',
        help: '每个词之后的状态的平均（Keras GlobalAveragePooling1D，带掩码）：前面的词也能直接影响输出。',
      },
    },
    l1Step: {
      subgradient: { name: '次梯度', short: '次梯度', help: 'l1·sign(w) 加入梯度（Keras、PyTorch）。' },
      proximal: { name: '近端步', short: '近端', help: '权重正好停在零。Adam 不缩放这一步，因此需要更大的 l1。' },
    },
    kernelConstraint: constraintChoices,
    recurrentConstraint: constraintChoices,
    outputConstraint: constraintChoices,
  },
  norms: { L1: 'L1', L2: 'L2', L3: 'L3' },
  penaltyHelp: (role, norm) =>
    ({
      L1: `L1（lasso；Keras regularizers.L1，用作 ${kerasArgument[role]}）把${weights[role]}的 l1·Σ|w| 加到损失上：每个都被同样用力地拉向零，许多会停在零附近。`,
      L2: `L2（岭回归；用 sgd 时等同于权重衰减，用 adam 时不是；Keras regularizers.L2，用作 ${kerasArgument[role]}）把${weights[role]}的 l2·Σw² 加到损失上：越大拉得越狠，全都缩小。`,
      L3: `L3（Keras 没有；桥惩罚的一种）把${weights[role]}的 l3·Σ|w|³ 加到损失上：几乎不动小的，只抑制最大的。`,
    })[norm],
  penaltyLabel: (role, norm) => `${role} ${norm}`,
  dropoutLabel: (place) => `Dropout，${place}`,
  dropout: {
    embedding: { label: '词', help: '训练的每一步随机隐藏这一比例的词，整个词向量一起（Gal 与 Ghahramani 2016）。' },
    input: { label: '输入', help: '训练时把单元输入的这一比例置零（Srivastava 等 2014；Keras dropout=）。' },
    recurrent: {
      label: '循环状态',
      help: '把传到下一个时间步的状态的这一比例置零，整条文本用同一个掩码（Gal 与 Ghahramani 2016；Keras recurrent_dropout=）。',
    },
    output: { label: '输出之前', help: '训练时把输出层所见的这一比例置零（Srivastava 等 2014；Keras Dropout 层）。' },
  },
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
    backend: { auto: '自动', wasm: 'wasm', cpu: 'cpu', webgpu: 'webgpu', webgl: 'webgl' },
  },
  difference: {
    onBothKernels: '于两个核',
    on: { kernel: '于输入核', recurrent: '于循环核', bias: '于偏置', embedding: '于词嵌入', output: '于输出层' },
    dropout: 'dropout ',
    dropoutAt: { embedding: '词', input: '输入', recurrent: '循环', output: '输出' },
    units: (value) => `${value} 单元`,
    embeddingSize: (value) => `词嵌入 ${value}`,
    readout: (value) => `读出 ${value}`,
    l1Step: (value) => `L1 用${value}`,
    kernelConstraint: (value) => `输入核${value}`,
    recurrentConstraint: (value) => `循环核${value}`,
    outputConstraint: (value) => `输出层${value}`,
    maxNorm: (value) => `最大范数 ${value}`,
    separator: '，',
  },
};
