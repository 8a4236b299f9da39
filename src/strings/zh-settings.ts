// Names and one-sentence explanations of a run's settings, in simplified Chinese.

import type { Role } from '../experiment/experiment';
import type { enSettings } from './en-settings';
import { zhDifference } from './zh-difference';

const kerasArgument = {
  kernel: 'kernel_regularizer',
  recurrent: 'recurrent_regularizer',
  bias: 'bias_regularizer',
  embedding: 'embeddings_regularizer',
  output: 'Dense 层的 kernel_regularizer',
  attention: '注意力 Dense 层的 kernel_regularizer',
  convolution: 'Conv1D 的 kernel_regularizer',
  hidden: '隐藏 Dense 层的 kernel_regularizer',
} satisfies Record<Role, string>;

const weights = {
  kernel: '从输入到单元的权重',
  recurrent: '从一个时间步到下一个时间步的权重',
  bias: '单元的偏置',
  embedding: '词向量',
  output: '输出层的权重',
  attention: '给词打分的权重',
  convolution: '相邻词上的卷积核',
  hidden: '隐藏层的权重',
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
  roles: {
    kernel: '输入核',
    recurrent: '循环核',
    bias: '偏置',
    embedding: '词嵌入',
    output: '输出层',
    attention: '注意力',
    convolution: '卷积',
    hidden: '隐藏层',
  },
  groups: { network: '网络', dropout: 'Dropout', loss: '加到损失上', step: '每步之后', stopping: '早停' },
  network: {
    cell: { label: '单元类型', help: '怎样读词：普通或带门的循环层；或没有记忆的网络：词的平均，或相邻词上的卷积。' },
    units: { label: '单元数', help: '单元能记住多少个数。越多越能拟合，也越容易死记。' },
    embeddingSize: { label: '词嵌入', help: '一个词进入单元之前用多少个数表示。' },
    readout: {
      label: '读出',
      help: '输出层看到文本的什么：读完最后一个词之后的状态，或所有状态的平均、最大值、加权和。',
    },
    layers: {
      label: '层数',
      help: '循环层数，每一层读下一层的状态（PyTorch num_layers）。惩罚、输入与状态的 dropout 在每一层都起作用。',
    },
    direction: {
      label: '方向',
      help: '每一层只向前读，还是也向后读、两者并排（Schuster 与 Paliwal 1997；Keras Bidirectional）。',
    },
    activation: {
      label: '激活',
      help: 'SimpleRNN 的和经过什么：tanh 把状态限制在 ±1 之内，relu 任其增大（Le 等 2015）。',
    },
    reset: {
      label: '重置',
      fullLabel: '重置门',
      help: 'GRU 的重置门在循环乘积之前起作用（Cho 等 2014），还是之后（Keras reset_after=True、cuDNN、PyTorch）。',
    },
    recurrentInitializer: {
      label: '循环核初值',
      fullLabel: '循环核初值',
      help: '循环核从什么开始：正交保持长度（Saxe 等 2013；Keras recurrent_initializer），单位阵保持状态（IRNN，Le 等 2015），Glorot 与其他核一样。',
    },
    forgetBias: {
      label: '遗忘偏置',
      help: 'LSTM 遗忘门的初值：从 1 起，一开始就记住（Jozefowicz 等 2015；Keras unit_forget_bias）。',
    },
    zoneoutState: {
      label: 'Zoneout',
      fullLabel: '状态的 Zoneout',
      help: '把状态的这一比例保持为上一个词时的值，每个词重新抽取；测量时用期望（Krueger 等 2017）。',
    },
    zoneoutCell: { label: 'Zoneout c', fullLabel: '单元状态的 Zoneout', help: '同上，作用于 LSTM 的单元状态。' },
    attentionUnits: {
      label: '注意单元',
      fullLabel: '注意力单元',
      help: '用多少个数给一个词打分：score·tanh(W·h + b)，再对全文的词做 softmax。',
    },
    activity: {
      label: '输出（AR）',
      help: '把最后一层输出的 α·mean h² 加到损失上：输出保持小（Merity 等 2017；Keras activity_regularizer）。',
    },
    temporalActivity: {
      label: '变化（TAR）',
      help: '把最后一层输出的 β·mean (hₜ − hₜ₋₁)² 加到损失上：输出从词到词变得慢（Merity 等 2017）。',
    },
    attentionEntropy: {
      label: '熵',
      fullLabel: '注意力熵',
      help: '把 c·注意力的熵加到损失上：大于 0 时只看较少的词，小于 0 时看较多的词。',
    },
    wordDropout: {
      label: '丢词方式',
      fullLabel: '丢词方式',
      help: '词的 dropout 隐藏文本中的单个位置，还是隐藏一个词在该文本中的所有位置（Gal 与 Ghahramani 2016）。',
    },
    embeddingNoise: {
      label: '噪声',
      fullLabel: '词向量噪声',
      help: '训练时给词向量加上这个标准差的高斯噪声（Keras GaussianNoise）。',
    },
    dropoutScale: {
      label: '全部乘以',
      fullLabel: '全部 dropout 倍数',
      help: '一个旋钮管这个模型的所有 dropout：每个比例都乘以它，至多 0.95（如 AWD-LSTM 的做法）。',
    },
    labelSmoothing: {
      label: '标签平滑',
      fullLabel: '标签平滑',
      help: '以 (1 − ε)·标签 + ε/类数 为目标训练，logit 不必一直变大（Szegedy 等 2016；Keras label_smoothing）。曲线按不平滑的标签测量。',
    },
    windowWidths: {
      label: '窗口',
      fullLabel: '窗口宽度',
      help: '文本 CNN 的一个卷积核覆盖多少个相邻的词，几种并排（Kim 2014 取 3、4、5）。',
    },
    filters: { label: '卷积核数', help: '每种宽度的卷积核数；每个只保留它在全文上最大的回应。' },
    convolutions: { label: '卷积层数', help: '宽 3 的卷积，依次 32、64、128、128 个卷积核，每层之后以 2 做最大池化。' },
    hiddenUnits: { label: '隐藏单元', help: '文本向量与输出层之间的一个带 relu 的全连接层。' },
    exponent: { label: '指数 p', help: 'Lp 的 p：1 即 L1，2 即 L2，3 即 L3。' },
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
    learningRateFactor: {
      label: '学习率 ×',
      fullLabel: '本模型的学习率倍数',
      help: '本模型的学习率乘以这个数：可在从某一轮继续训练时调低，也可并排比较不同的学习率。',
    },
    maxNorm: {
      label: '最大范数',
      help: '最大范数约束下每一列的最大范数：一列是通向同一个单元的所有权重（Srivastava 等 2014 取 3 到 4）。',
    },
    patience: {
      label: '耐心值',
      fullLabel: '早停的耐心值',
      help: '验证文本上连续这么多轮没有改善，就结束训练（Keras EarlyStopping 的 patience；作为正则化见 Goodfellow 等 2016，7.8 节）。',
    },
    monitor: {
      label: '监视',
      fullLabel: '早停监视的指标',
      help: '验证文本上的哪个指标必须改善（Keras monitor）。',
    },
    smallestGain: {
      label: '最小改善',
      fullLabel: '早停的最小改善',
      help: '比迄今最佳好出的部分超过这个数，才算改善（Keras min_delta）。',
    },
    restoreBest: {
      label: '恢复最佳',
      fullLabel: '恢复最佳权重',
      help: '训练结束时，网络是否换回最佳一轮的权重（Keras restore_best_weights）。曲线不变；结果则是那一轮的。',
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
      BagOfEmbeddings: {
        name: '词袋',
        short: '词袋',
        help: '词向量的平均，不管词的顺序（Iyyer 等 2015；Keras GlobalAveragePooling1D）。',
      },
      TextCNN: {
        name: '文本 CNN',
        short: 'CNN',
        help: '三、四、五个相邻词上的卷积核，relu，每个取全文的最大值（Kim 2014）。',
      },
      StackedCNN: {
        name: '堆叠 CNN',
        short: '堆叠',
        help: '32、64、128 个卷积核的卷积，带 relu 与最大池化，再接全连接层（Keras Conv1D、MaxPooling1D）。',
      },
    },
    windowWidths: {
      '3': { name: '3', short: '3', help: '三个词。' },
      '2,3': { name: '2, 3', short: '2, 3', help: '两个和三个词。' },
      '3,4,5': { name: '3, 4, 5', short: '3–5', help: '三、四、五个词（Kim 2014）。' },
      '2,3,4,5': { name: '2, 3, 4, 5', short: '2–5', help: '二到五个词。' },
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
      max: {
        name: '最大',
        short: '最大',
        help: '每个数在所有词之后的状态中的最大值（Keras GlobalMaxPooling1D，带掩码）。',
      },
      attention: {
        name: '注意力',
        short: '注意',
        help: '按网络为每条文本选择的权重，把状态加权求和（Bahdanau 等 2015；Yang 等 2016）。',
      },
    },
    wordDropout: {
      place: { name: '位置', short: '位置', help: '文本中的每个位置各自决定。' },
      word: { name: '词', short: '词', help: '一个词在一条文本中的所有位置一起。' },
    },
    activation: {
      tanh: { name: 'tanh', short: 'tanh', help: 'Keras 与 PyTorch 的默认。' },
      relu: { name: 'relu', short: 'relu', help: 'max(x, 0)：配单位阵初值即 IRNN。' },
    },
    reset: {
      before: { name: '之前', short: '之前', help: 'h̃ = tanh(W·x + U·(r h₋₁) + b)。' },
      after: { name: '之后', short: '之后', help: 'h̃ = tanh(W·x + b + r (U·h₋₁ + b′))。' },
    },
    recurrentInitializer: {
      orthogonal: { name: '正交', short: '正交', help: '互相垂直的随机行。' },
      glorot: { name: 'Glorot', short: 'Glorot', help: '均匀分布，按大小定范围（Glorot 与 Bengio 2010）。' },
      identity: { name: '单位阵', short: '单位', help: '每个门的部分都是单位阵。' },
    },
    direction: {
      forward: { name: '向前', short: '向前', help: '从第一个词到最后一个词。' },
      bidirectional: { name: '双向', short: '双向', help: '向前和向后，各有自己的权重。' },
    },
    l1Step: {
      subgradient: { name: '次梯度', short: '次梯度', help: 'l1·sign(w) 加入梯度（Keras、PyTorch）。' },
      proximal: { name: '近端步', short: '近端', help: '权重正好停在零。Adam 不缩放这一步，因此需要更大的 l1。' },
    },
    kernelConstraint: constraintChoices,
    recurrentConstraint: constraintChoices,
    outputConstraint: constraintChoices,
    monitor: {
      loss: { name: '损失', short: '损失', help: '验证损失：错误一变得更确信，它就上升。' },
      accuracy: {
        name: '准确率',
        short: '准确',
        help: '验证准确率：以整条文本为步长变化，损失上升时常常停着不动。',
      },
    },
    restoreBest: {
      no: { name: '否', short: '否', help: '保留最后一轮的权重，与 Keras 的默认相同。' },
      yes: { name: '是', short: '是', help: '换回最后一次改善那一轮的权重。' },
    },
  },
  norms: { L1: 'L1', L2: 'L2', L3: 'L3', Lp: 'Lp' },
  penaltyHelp: (role, norm) =>
    ({
      L1: `L1（lasso；Keras regularizers.L1，用作 ${kerasArgument[role]}）把${weights[role]}的 l1·Σ|w| 加到损失上：每个都被同样用力地拉向零，许多会停在零附近。`,
      L2: `L2（岭回归；用 sgd 时等同于权重衰减，用 adam 时不是；Keras regularizers.L2，用作 ${kerasArgument[role]}）把${weights[role]}的 l2·Σw² 加到损失上：越大拉得越狠，全都缩小。`,
      L3: `L3（Keras 没有；桥惩罚的一种）把${weights[role]}的 l3·Σ|w|³ 加到损失上：几乎不动小的，只抑制最大的。`,
      Lp: `Lp（桥惩罚；Frank 与 Friedman 1993）把${weights[role]}的 lp·Σ|w|^p 加到损失上：p 越接近 1，停在零附近的越多；p 越大，最大的被拉得越狠。`,
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
    candidate: {
      label: '候选值',
      help: '把门要加进记忆的候选值的这一比例置零，每个词重新抽取（Semeniuta 等 2016）。',
    },
    dropConnect: {
      label: '循环权重',
      help: '把循环核权重的这一比例置零，整个批次用同一个掩码（DropConnect，Wan 等 2013；AWD-LSTM 的 weight drop，Merity 等 2017）。',
    },
    between: {
      label: '层间',
      help: '把一层交给下一层的这一比例置零，整条文本用同一个掩码（PyTorch 层间的 dropout=）。',
    },
    output: { label: '输出之前', help: '训练时把输出层所见的这一比例置零（Srivastava 等 2014；Keras Dropout 层）。' },
  },
  difference: zhDifference,
};
