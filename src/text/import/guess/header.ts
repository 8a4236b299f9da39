// Tells whether a table's first row names its columns.

import { maxLabels } from '../contract/limits';
import { isNumber } from './columns';

const columnWords = new Set(
  (
    'id index no number label labels class classes category sentiment polarity rating score stars target topic ' +
    'intent emotion language author user source split date time title text texts sms message messages review ' +
    'reviews sentence sentences comment comments content document tweet tweets body headline question utterance note ' +
    'notes remark remarks url link lang v1 v2 ' +
    '标签 类别 分类 类型 情感 评分 主题 意图 文本 内容 评论 标题 句子 问题 编号 序号 日期 来源 ' +
    '標籤 類別 分類 情感 評分 主題 文本 內容 評論 標題 ラベル カテゴリ テキスト 本文 文章 라벨 레이블 분류 텍스트 문장 내용 ' +
    'метка класс категория тема текст отзыв etikett klasse kategorie bewertung thema satz étiquette classe catégorie ' +
    'texte avis phrase etiqueta clase categoría texto opinión frase'
  ).split(' '),
);

const maxNameLength = 60;

/**
 * Whether the first row is a header: its cells are different, short and no numbers, and either they all are
 * usual column names, or the first row alone falls out of a column of numbers or of few values.
 */
export function startsWithHeader(rows: readonly (readonly string[])[]): boolean {
  const [first, ...others] = rows.map((row) => row.map((cell) => cell.trim()));
  if (first === undefined) return false;
  const names = first.filter((cell) => cell !== '' && !isPandasIndex(cell));
  const canBeNames =
    names.length > 0 &&
    (new Set(names).size === names.length || names.every(readsLikeColumnName)) &&
    names.every((name) => name.length <= maxNameLength && !isNumber(name) && !name.includes('\n'));
  if (!canBeNames) return false;
  const columns = first.map((name, column) => ({
    name,
    cells: others.map((row) => row[column] ?? '').filter((cell) => cell !== ''),
  }));
  if (names.every(readsLikeColumnName)) {
    return columns.every(({ name, cells }) => name === '' || !(isFewValued(cells) && cells.includes(name)));
  }
  return (
    names.every(looksLikeName) && (columns.some(isNumbered) || (columns.some(isNovel) && columns.every(isShorter)))
  );
}

interface Column {
  name: string;
  cells: readonly string[];
}

/** How pandas calls a column without a name. */
const isPandasIndex = (name: string) => /^unnamed: ?\d+$/i.test(name);

const readsLikeColumnName = (name: string) =>
  name
    .toLowerCase()
    .split(/[\s_-]+/)
    .every((word) => columnWords.has(word));

/** Up to three words without the marks of a sentence. */
const looksLikeName = (name: string) => /^[\p{L}\p{M}\p{N}_.#()/-]+(?: [\p{L}\p{M}\p{N}_.#()/-]+){0,2}$/u.test(name);

/** Above numbers only. The name itself is none. */
const isNumbered = ({ name, cells }: Column) => name !== '' && cells.length > 0 && cells.every(isNumber);

/** Above few values, none of which it is. */
const isNovel = ({ name, cells }: Column) => name !== '' && isFewValued(cells) && !cells.includes(name);

/** A first text is about as long as the others, a column's name is shorter than they are. */
function isShorter({ name, cells }: Column): boolean {
  if (cells.length === 0 || isFewValued(cells) || cells.every(isNumber)) return true;
  return 2 * name.length < cells.reduce((sum, cell) => sum + cell.length, 0) / cells.length;
}

function isFewValued(cells: readonly string[]): boolean {
  if (cells.length === 0) return false;
  const distinct = new Set(cells).size;
  return distinct <= maxLabels && 2 * distinct <= cells.length;
}
