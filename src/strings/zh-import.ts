// Every visible string about texts of the user's own, in simplified Chinese.

import type { BinaryFormat, RejectedRow } from '../library/protocol';
import type { enImport } from './en-import';
import { zhOwnTexts } from './zh-own-texts';

const count = (value: number) => value.toLocaleString('en');
const megabytes = (bytes: number) => `${count(Math.round(bytes / 2 ** 20))} MB`;
const list = (items: readonly string[]) => items.map((item) => `“${item}”`).join('、');

const binaryFormats: Record<BinaryFormat, string> = {
  office: 'Office 文档或 zip 压缩包',
  pdf: 'PDF',
  archive: '压缩包',
  image: '图片',
};

export const zhImport: typeof enImport = {
  ...zhOwnTexts,
  title: '自己的文本',
  close: '关闭',
  loading: '正在打开…',
  stays: '文件在这台机器上读取，保存在这个浏览器中。不会发送到任何地方，链接中也不包含它们。',
  drop: '把文件拖到这里，或',
  chooseFiles: '选择文件…',
  formats:
    '一个 CSV、TSV、JSON 或 JSON Lines 文件，其中一列是标签，一列是文本；或几个文本文件，每个文件一个标签，每行一条文本。',
  limits: (megabytesAtMost, rows, labels, keptRows) =>
    `最多 ${megabytesAtMost} MB、${count(rows)} 行、${labels} 个标签；超过 ${count(keptRows)} 行时保留一个样本。`,
  paste: '或粘贴若干行，例如从电子表格中复制',
  pasteExample: '垃圾\t恭喜中奖，请立即致电\n正常\t那就七点见',
  readPasted: '读取粘贴的文本',
  pastedName: '粘贴的文本',
  keptHeading: '保存在这个浏览器中',
  keptLoading: '正在查看已保存的文本…',
  keptNone: '这个浏览器中还没有保存文本。',
  keptFailed: (failure) => `无法列出已保存的文本。${failure}`,
  inUse: '使用中',
  use: '用它训练',
  useNamed: (name) => `用 ${name} 训练`,
  forgetNamed: (name) => `删除 ${name}`,
  forgetSure: (name) => `删除“${name}”？它的文本将从这个浏览器中移除，文件本身不受影响。`,
  forgetAllSure: (files) => `删除 ${files} 份文本？它们都将从这个浏览器中移除，文件本身不受影响。`,
  forgetInUse: '实验将改用“评论”。',
  phases: { checking: '正在检查文件', reading: '正在读取各行', choosing: '正在选取样本' },
  starting: '正在启动',
  saving: '正在保存到这个浏览器',
  progress: '导入进度',
  ofBytes: (bytes, total) =>
    total < 2 ** 20
      ? `${count(Math.ceil(total / 1024))} kB`
      : `${(bytes / 2 ** 20).toFixed(1)} / ${(total / 2 ** 20).toFixed(1)} MB`,
  cancel: '取消',
  readAs: '读取方式',
  readAgain: '正在重新读取…',
  kind: '格式',
  kinds: {
    table: 'CSV、TSV 表格',
    json: 'JSON',
    jsonLines: 'JSON Lines',
    jsonColumns: '按列的 JSON',
    labelled: '每行带标签',
    lines: '每个文件一个标签',
    paired: '文本与标签逐行对应',
  },
  encoding: '编码',
  encodings: {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16 LE',
    'utf-16be': 'UTF-16 BE',
    'windows-1252': 'Windows-1252（西欧）',
    gb18030: 'GB18030、GBK（中文）',
    big5: 'Big5（中文）',
    shift_jis: 'Shift_JIS（日文）',
    'euc-jp': 'EUC-JP（日文）',
    'euc-kr': 'EUC-KR、CP949（韩文）',
    'windows-1250': 'Windows-1250（中欧）',
    'windows-1251': 'Windows-1251（西里尔）',
    'windows-1253': 'Windows-1253（希腊）',
    'windows-1254': 'Windows-1254（土耳其）',
    'windows-1255': 'Windows-1255（希伯来）',
    'windows-1256': 'Windows-1256（阿拉伯）',
    'windows-1257': 'Windows-1257（波罗的海）',
    'windows-1258': 'Windows-1258（越南）',
    'windows-874': 'Windows-874（泰文）',
    'koi8-r': 'KOI8-R（俄文）',
    'koi8-u': 'KOI8-U（乌克兰）',
    ibm866: 'DOS 866（西里尔）',
    'iso-8859-2': 'ISO 8859-2（中欧）',
    'iso-8859-4': 'ISO 8859-4（波罗的海）',
    'iso-8859-5': 'ISO 8859-5（西里尔）',
    'iso-8859-6': 'ISO 8859-6（阿拉伯）',
    'iso-8859-7': 'ISO 8859-7（希腊）',
    'iso-8859-8': 'ISO 8859-8（希伯来）',
    'iso-8859-13': 'ISO 8859-13（波罗的海）',
    'iso-8859-15': 'ISO 8859-15（西欧）',
  },
  mixedEncodings: '各文件不同',
  delimiter: '分隔符',
  delimiters: {
    ',': '逗号',
    '\t': '制表符',
    ';': '分号',
    '|': '竖线 |',
    '::': '::',
    '||': '||',
    '|||': '|||',
    '+++$+++': '+++$+++',
    '=>': '=>',
    '->': '->',
    '[SEP]': '[SEP]',
    '@@': '@@',
  },
  quotes: '双引号',
  quotesOptions: { true: '括住单元格', false: '普通字符' },
  header: '第一行',
  headerOptions: { true: '表头', false: '数据' },
  labelSide: '标签是',
  labelSides: { first: '第一个词', last: '最后一个词' },
  titleColumn: '前面加上',
  splitColumn: '划分',
  splitByPage: '由页面划分',
  splitByFiles: '按文件名',
  nothing: '无',
  labelColumn: '标签列',
  textColumn: '文本列',
  chooseColumn: '请选择…',
  column: (position, name) => (name ? `${position}：${name}` : `第 ${position} 列`),
  label: '标签',
  text: '文本',
  preview: '前几行',
  row: '行',
  file: '文件',
  size: '大小',
  files: '各文件及其标签',
  willBeLeftOut: '略去',
  noPreview: '这样读不出任何一行。',
  damaged: (places) => `有 ${count(places)} 处损坏：该编码中没有的字节，显示为 �。也许应该换一种编码。`,
  questions: '请看一看',
  question: (question) => {
    switch (question.kind) {
      case 'encoding':
        return `“${question.file}”不是 UTF-8，猜测为 ${zhImport.encodings[question.encoding]}${
          question.words.length > 0 ? `：${list(question.words)}看起来对吗？` : '。'
        }如果不对，请换一种编码。`;
      case 'fileLabels':
        return `每个文件被当作一个标签：${list(question.labels)}。如果其中一个文件逐行存放另一个的标签，请指出。`;
      case 'labelInLine':
        return `每行的${question.side === 'first' ? '第一个词' : '最后一个词'}被当作标签。`;
      case 'labelColumn':
        return `有几列都可能是标签：${list(question.columns.map(({ column, name }) => zhImport.column(column + 1, name)))}。现在用的是第一个。`;
      case 'labelVariants':
        return `有些标签只是写法不同：${question.groups
          .slice(0, 4)
          .map((group) => list(group))
          .join('；')}。`;
      case 'missingLabels':
        return `${list(question.labels)}可能表示没有标签。`;
      case 'coarseLabels':
        return `所有标签都分两部分。只取冒号前的部分，${question.from} 个标签变为 ${question.to} 个。`;
      case 'html':
        return `${question.share < 0.01 ? '有些' : `${Math.round(100 * question.share)} % 的`}文本里残留着 HTML，例如 <br /> 或 &amp;。`;
      case 'splitColumn':
        return `“${question.name}”一列可能说明哪些行用于训练、哪些用于验证。`;
      default:
        return question satisfies never;
    }
  },
  offers: {
    pair: '一个文件存放标签',
    mergeLabels: '合并',
    leaveOutMissing: '略去这些行',
    coarse: '只取前一部分',
    plainText: '从文本中去掉',
    splitColumn: '采用这一划分',
    takeEvery: (every) => `每 ${count(every)} 行取一行`,
    keepFrequent: (labels) => `只保留最常见的 ${labels} 个标签`,
  },
  copies: (copies) =>
    `有 ${count(copies)} 条文本是另一条的副本。副本总在划分的同一部分，因此没有文本既用于训练又用于验证。`,
  givenSplit: '采用文件自带的划分。',
  import: '导入',
  otherFiles: '换文件…',
  eachFileOneLabel: '每个文件作为一个标签读取',
  imported: (rows) => `已导入 ${count(rows)} 行`,
  tookEvery: (every) => `每 ${count(every)} 行取了一行。`,
  sampled: (kept, rows) => `从 ${count(rows)} 行中保留 ${count(kept)} 行作为样本，各标签的比例不变。`,
  classes: (labels) => `${labels} 个标签`,
  classesCaption: '各标签的行数',
  lengths: { word: '长度（词）', character: '长度（字）' },
  lengthsChart: (median, longest) => `一半文本不超过 ${median}，最长 ${longest}。`,
  orMore: (tokens) => `${count(tokens)}+`,
  cut: (share, read, unit) => `网络读取前 ${read} 个${unit === 'word' ? '词' : '字'}：${share} 的文本更长。`,
  reads: (read) => `读 ${read}`,
  tokens: { word: '逐词读取。', character: '逐字读取：这种文字在词之间没有空格。' },
  rejected: (rows) => `略去 ${count(rows)} 行`,
  rejectedFirst: (shown) => `前 ${shown} 行：`,
  rejectedRow: ({ file, row, reason, cells }, withFile) => {
    const where = withFile ? `${file} 第 ${count(row)} 行` : `第 ${count(row)} 行`;
    const reasons: Record<RejectedRow['reason'], string> = {
      unclosedQuote: '引号没有在该结束的地方结束；请补上引号，或把引号当作普通字符',
      columnCount: `${cells ? `有 ${cells.found} 个单元格，其他行有 ${cells.expected} 个` : '单元格数与列数不符'}；请给含有分隔符的单元格加上引号`,
      emptyText: '文本为空；请填写',
      emptyLabel: '标签为空；请填写',
      missingLabel: '标签表示没有标签',
      rareLabel: '它的标签不在最常见的标签之中',
      nulByte: '含有 NUL 字符；请把文件另存为 UTF-8 文本',
      lineTooLong: '超过 1,000,000 个字符；请拆分',
      invalidJson: '不是有效的 JSON；请检查是否缺少引号或逗号',
      unfinishedJson: '文件在这一行中间结束，之后的行都无法读取；下载可能不完整',
      notARow: '既不是对象，也不是与其他行一样的列表；请统一格式',
      notText: '标签或文本是列表或对象；请换一列，或写成文本',
    };
    return `${where}：${reasons[reason]}。`;
  },
  reason: {
    unclosedQuote: '引号未结束',
    columnCount: '单元格数不符',
    emptyText: '文本为空',
    emptyLabel: '标签为空',
    missingLabel: '没有标签',
    rareLabel: '标签少见',
    nulByte: 'NUL 字符',
    lineTooLong: '行太长',
    invalidJson: 'JSON 无效',
    unfinishedJson: 'JSON 不完整',
    notARow: '不是一行数据',
    notText: '不是文本',
  },
  failure: (failure) => {
    switch (failure.kind) {
      case 'noFiles':
        return '没有可读的文件。请选择一个，或粘贴一些文本。';
      case 'tooLarge':
        return `文件共 ${megabytes(failure.bytes)}，最多能读 ${megabytes(failure.maxBytes)}。请只取一部分。`;
      case 'tooManyRows':
        return `超过 ${count(failure.maxRows)} 行。请只取文件的一部分。`;
      case 'binaryFile':
        return failure.format === 'office'
          ? `“${failure.file}”是 ${binaryFormats.office}，不是文本。请另存为 CSV，再选择那个文件。`
          : `“${failure.file}”${failure.format ? `是${binaryFormats[failure.format]}，` : ''}不是文本文件。请选择纯文本文件，例如 CSV。`;
      case 'tablesAndTexts':
        return `${list(failure.files)} 是表格，其他文件却不是。请只选表格或只选文本，或把每个文件作为一个标签读取。`;
      case 'noRows':
        return '没有一行既有标签又有文本。请检查列、分隔符和被略去的行，或换一个文件。';
      case 'noTextColumn':
        return `在 ${failure.columns} 列中认不出哪一列是文本。请选择文本列；如果只有一列，请换一种分隔符。`;
      case 'noLabelColumn':
        return `在 ${failure.columns} 列中认不出哪一列是标签。请选择标签列；如果只有一列，请换一种分隔符，或每个标签用一个文件。`;
      case 'sameColumn':
        return `第 ${failure.column + 1} 列既选为标签又选为文本。请把其中一个换成别的列。`;
      case 'singleClass':
        return `所有行的标签都是“${failure.label}”，至少要有两个标签才能区分。请换一个标签列；如果每个文件是一个标签，请一次选中所有文件。`;
      case 'tooManyClasses':
        return `“${failure.file}”第 ${count(failure.row)} 行的标签超出了最多 ${failure.maxClasses} 个的限制。如果就是这一列，请只保留最常见的标签；否则请换一列：这一列可能是文本或数字。`;
      case 'otherColumns':
        return `“${failure.file}”与“${failure.first}”的列不同。请选择结构相同的文件，或把每个文件作为一个标签读取。`;
      case 'unreadable':
        return `无法读取“${failure.file}”（${failure.detail}）。如果它被移动、修改过，或是一个文件夹，请重新选择。`;
      case 'cancelled':
        return '导入已取消，没有保存任何内容。';
      case 'storage':
        return zhOwnTexts.storage(failure.storage);
      default:
        return failure satisfies never;
    }
  },
  fault: (detail) => `导入意外停止（${detail}）。请再试一次；如果还不行，请用小一些的文件。`,
  useAnyway: '仍然使用',
  chooseAnother: '换一个文件…',
  readDifferently: '换一种读法',
  wanted: (name, rows) => `实验要用“${name}”，${count(rows)} 行。`,
  anotherFile: (name, rows, checksum, wantedName, wantedRows, wantedChecksum) =>
    `这不是实验所用的文件，或读取方式不同：“${name}”有 ${count(rows)} 行（校验和 ${checksum}），“${wantedName}”有 ${count(wantedRows)} 行（校验和 ${wantedChecksum}）。用它训练，曲线会不同。`,
};
