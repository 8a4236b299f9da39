// Every visible string about texts of the user's own, in English.

import type { TokenKind } from '../experiment/experiment';
import type {
  BinaryFormat,
  Delimiter,
  Encoding,
  ImportFailure,
  ImportProgress,
  Kind,
  LibraryFailure,
  Question,
  RejectedRow,
} from '../library/protocol';
import { count, some } from './en-counted';
import { enOwnTexts } from './en-own-texts';

const megabytes = (bytes: number) => `${count(Math.round(bytes / 2 ** 20))} MB`;
const list = (items: readonly string[]) => items.map((item) => `“${item}”`).join(', ');

const binaryFormats: Record<BinaryFormat, string> = {
  office: 'an Office document or a zip archive',
  pdf: 'a PDF',
  archive: 'an archive',
  image: 'a picture',
};

export const enImport = {
  ...enOwnTexts,
  title: 'Your own text',
  close: 'Close',
  loading: 'Opening…',
  stays: 'Files are read on this machine and kept in this browser. Nothing is sent anywhere, and no link carries them.',
  drop: 'Drop files here, or',
  chooseFiles: 'Choose files…',
  formats:
    'A CSV, TSV, JSON or JSON Lines file with a column of labels and one of texts; or several text files, each of one label, a text a line.',
  limits: (megabytesAtMost: number, rows: number, labels: number, keptRows: number) =>
    `Up to ${megabytesAtMost} MB, ${count(rows)} rows and ${labels} labels; of more than ${count(keptRows)} rows, a sample is kept.`,
  paste: 'Or paste rows, such as from a spreadsheet',
  pasteExample: 'spam\tYou have won a prize, call now\nham\tSee you at seven then',
  readPasted: 'Read the pasted text',
  pastedName: 'Pasted text',
  keptHeading: 'Kept in this browser',
  keptLoading: 'Looking at what is kept…',
  keptNone: 'No text is kept in this browser yet.',
  keptFailed: (failure: string) => `What is kept cannot be listed. ${failure}`,
  inUse: 'in use',
  use: 'Train on it',
  useNamed: (name: string) => `Train on ${name}`,
  forgetNamed: (name: string) => `Forget ${name}`,
  forgetSure: (name: string) =>
    `Forget “${name}”? Its texts are removed from this browser; the file itself stays where it is.`,
  forgetAllSure: (files: number) =>
    `Forget ${some(files, 'text')}? All are removed from this browser; the files themselves stay where they are.`,
  forgetInUse: 'The experiment goes back to Reviews.',
  phases: {
    checking: 'Checking the file',
    reading: 'Reading the rows',
    choosing: 'Choosing a sample',
  } satisfies Record<ImportProgress['phase'], string>,
  starting: 'Starting',
  saving: 'Keeping it in this browser',
  progress: 'Import progress',
  ofBytes: (bytes: number, total: number) =>
    total < 2 ** 20
      ? `${count(Math.ceil(total / 1024))} kB`
      : `${(bytes / 2 ** 20).toFixed(1)} of ${(total / 2 ** 20).toFixed(1)} MB`,
  cancel: 'Cancel',
  readAs: 'How it is read',
  readAgain: 'Reading again…',
  kind: 'Kind',
  kinds: {
    table: 'Table (CSV, TSV)',
    json: 'JSON',
    jsonLines: 'JSON Lines',
    jsonColumns: 'JSON by column',
    labelled: 'Label in each line',
    lines: 'One label a file',
    paired: 'Texts and labels by line',
  } satisfies Record<Kind, string>,
  encoding: 'Encoding',
  encodings: {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16 LE',
    'utf-16be': 'UTF-16 BE',
    'windows-1252': 'Windows-1252 (Western)',
    gb18030: 'GB18030, GBK (Chinese)',
    big5: 'Big5 (Chinese)',
    shift_jis: 'Shift_JIS (Japanese)',
    'euc-jp': 'EUC-JP (Japanese)',
    'euc-kr': 'EUC-KR, CP949 (Korean)',
    'windows-1250': 'Windows-1250 (Central European)',
    'windows-1251': 'Windows-1251 (Cyrillic)',
    'windows-1253': 'Windows-1253 (Greek)',
    'windows-1254': 'Windows-1254 (Turkish)',
    'windows-1255': 'Windows-1255 (Hebrew)',
    'windows-1256': 'Windows-1256 (Arabic)',
    'windows-1257': 'Windows-1257 (Baltic)',
    'windows-1258': 'Windows-1258 (Vietnamese)',
    'windows-874': 'Windows-874 (Thai)',
    'koi8-r': 'KOI8-R (Russian)',
    'koi8-u': 'KOI8-U (Ukrainian)',
    ibm866: 'DOS 866 (Cyrillic)',
    'iso-8859-2': 'ISO 8859-2 (Central European)',
    'iso-8859-4': 'ISO 8859-4 (Baltic)',
    'iso-8859-5': 'ISO 8859-5 (Cyrillic)',
    'iso-8859-6': 'ISO 8859-6 (Arabic)',
    'iso-8859-7': 'ISO 8859-7 (Greek)',
    'iso-8859-8': 'ISO 8859-8 (Hebrew)',
    'iso-8859-13': 'ISO 8859-13 (Baltic)',
    'iso-8859-15': 'ISO 8859-15 (Western)',
  } satisfies Record<Encoding, string>,
  mixedEncodings: 'differs by file',
  delimiter: 'Delimiter',
  delimiters: {
    ',': 'Comma',
    '\t': 'Tab',
    ';': 'Semicolon',
    '|': 'Bar |',
    '::': '::',
    '||': '||',
    '|||': '|||',
    '+++$+++': '+++$+++',
    '=>': '=>',
    '->': '->',
    '[SEP]': '[SEP]',
    '@@': '@@',
  } satisfies Record<Delimiter, string>,
  quotes: 'Double quotes',
  quotesOptions: { true: 'around cells', false: 'plain characters' },
  header: 'First row',
  headerOptions: { true: 'header', false: 'data' },
  labelSide: 'Label is the',
  labelSides: { first: 'first word', last: 'last word' },
  titleColumn: 'Put before it',
  splitColumn: 'Split',
  splitByPage: 'by the page',
  splitByFiles: 'by the files’ names',
  nothing: 'nothing',
  labelColumn: 'Label column',
  textColumn: 'Text column',
  chooseColumn: 'Choose…',
  column: (position: number, name: string | null) => (name ? `${position}: ${name}` : `Column ${position}`),
  label: 'label',
  text: 'text',
  preview: 'First rows',
  row: 'Row',
  file: 'File',
  size: 'Size',
  files: 'Files and their labels',
  willBeLeftOut: 'left out',
  noPreview: 'No row could be read this way.',
  damaged: (places: number) =>
    `${some(places, 'damaged place')}: bytes that the encoding does not have, shown as �. Another encoding may be the right one.`,
  questions: 'To look at',
  question: (question: Question): string => {
    switch (question.kind) {
      case 'encoding':
        return `“${question.file}” is no UTF-8, and is read as ${enImport.encodings[question.encoding]} by a guess${
          question.words.length > 0 ? `: does ${list(question.words)} look right?` : '.'
        } If not, choose another encoding.`;
      case 'fileLabels':
        return `Each file is read as one label: ${list(question.labels)}. If one of them holds the labels of the other’s lines, say so.`;
      case 'labelInLine':
        return `The ${question.side} word of each line is taken for its label.`;
      case 'labelColumn':
        return `Several columns could hold the labels: ${list(question.columns.map(({ column, name }) => enImport.column(column + 1, name)))}. The first of these is taken.`;
      case 'labelVariants':
        return `Some labels differ in spelling alone: ${question.groups
          .slice(0, 4)
          .map((group) => list(group))
          .join('; ')}.`;
      case 'missingLabels':
        return `${list(question.labels)} may mean that there is no label.`;
      case 'coarseLabels':
        return `All labels have two parts. What stands before the colon makes ${some(question.to, 'label')} of ${question.from}.`;
      case 'html':
        return `HTML is left in ${question.share < 0.01 ? 'some' : `${Math.round(100 * question.share)} %`} of the texts, such as <br /> or &amp;.`;
      case 'splitColumn':
        return `The column “${question.name}” may say which rows to train on and which to validate on.`;
      default:
        return question satisfies never;
    }
  },
  offers: {
    pair: 'One file has the labels',
    mergeLabels: 'Make them one',
    leaveOutMissing: 'Leave these rows out',
    coarse: 'Take the first part',
    plainText: 'Take it out of the texts',
    splitColumn: 'Use this split',
    takeEvery: (every: number) => `Take one row in ${count(every)}`,
    keepFrequent: (labels: number) => `Keep the ${labels} most frequent labels`,
  },
  copies: (copies: number) =>
    `${some(copies, 'text')} ${copies === 1 ? 'is a copy' : 'are copies'} of another. Copies stay in one part of the split, so that none is trained on and tested on at once.`,
  givenSplit: 'The files’ own split is used.',
  import: 'Import',
  otherFiles: 'Other files…',
  eachFileOneLabel: 'Read each file as one label',
  imported: (rows: number) => `${some(rows, 'row')} imported`,
  tookEvery: (every: number) => `One row in ${count(every)} was taken, by lot.`,
  sampled: (kept: number, rows: number) =>
    `A sample of ${count(kept)} of the ${count(rows)} rows is kept, with the labels in the same proportions.`,
  classes: (labels: number) => `${some(labels, 'label')}`,
  classesCaption: 'Rows by label',
  lengths: { word: 'Length in words', character: 'Length in characters' },
  lengthsChart: (median: number, longest: string) =>
    `Half of the texts have ${median} or fewer, the longest ${longest}.`,
  orMore: (tokens: number) => `${count(tokens)}+`,
  cut: (share: string, read: number, unit: 'word' | 'character') =>
    `The network reads the first ${read} ${unit}s: ${share} of the texts are longer.`,
  reads: (read: number) => `${read} read`,
  tokens: {
    word: 'Read word by word.',
    character: 'Read character by character: the script puts no spaces between words.',
  } satisfies Record<Exclude<TokenKind, 'auto'>, string>,
  rejected: (rows: number) => `${some(rows, 'row')} left out`,
  rejectedFirst: (shown: number) => `The first ${shown}:`,
  rejectedRow: ({ file, row, reason, cells }: RejectedRow, withFile: boolean) => {
    const where = withFile ? `${file}, row ${count(row)}` : `Row ${count(row)}`;
    const found = cells ? `it has ${some(cells.found, 'cell')}, the others ${cells.expected}` : '';
    const reasons: Record<RejectedRow['reason'], string> = {
      unclosedQuote: 'a quoted cell does not end where it should; close the quote, or read quotes as plain characters',
      columnCount: `${found || 'more or fewer cells than there are columns'}; put quotes around cells that hold the delimiter`,
      emptyText: 'the text is empty; fill it in',
      emptyLabel: 'the label is empty; fill it in',
      missingLabel: 'the label says that there is none',
      rareLabel: 'its label is none of the most frequent ones',
      nulByte: 'it holds a NUL character; save the file as UTF-8 text',
      lineTooLong: 'it is longer than 1,000,000 characters; split it',
      invalidJson: 'it is not valid JSON; look for a missing quote or comma',
      unfinishedJson: 'the file ends within it, and no later row could be read; the download may be incomplete',
      notARow: 'it is neither an object nor a list like the other rows; give it the same form',
      notText: 'label or text is a list or an object; choose another column, or write it as text',
    };
    return `${where}: ${reasons[reason]}.`;
  },
  reason: {
    unclosedQuote: 'unclosed quote',
    columnCount: 'wrong number of cells',
    emptyText: 'empty text',
    emptyLabel: 'empty label',
    missingLabel: 'no label',
    rareLabel: 'rare label',
    nulByte: 'NUL character',
    lineTooLong: 'line too long',
    invalidJson: 'invalid JSON',
    unfinishedJson: 'unfinished JSON',
    notARow: 'not a row',
    notText: 'not text',
  } satisfies Record<RejectedRow['reason'], string>,
  failure: (failure: ImportFailure | LibraryFailure): string => {
    switch (failure.kind) {
      case 'noFiles':
        return 'There is no file to read. Choose one, or paste some text.';
      case 'tooLarge':
        return `The files have ${megabytes(failure.bytes)}, and at most ${megabytes(failure.maxBytes)} can be read. Take a part of them.`;
      case 'tooManyRows':
        return `There are more than ${count(failure.maxRows)} rows. Take a part of the file.`;
      case 'binaryFile':
        return failure.format === 'office'
          ? `“${failure.file}” is ${binaryFormats.office}, not text. Save it as CSV and choose that file.`
          : `“${failure.file}” is ${failure.format ? binaryFormats[failure.format] : 'not a text file: most of it is no characters'}${failure.format ? ', not text' : ''}. Choose a file of plain text, such as CSV.`;
      case 'tablesAndTexts':
        return `${list(failure.files)} ${failure.files.length === 1 ? 'is a table' : 'are tables'}, and the other files are not. Choose tables alone or texts alone, or read each file as one label.`;
      case 'noRows':
        return 'There is no row with a label and a text. Look at the columns, the delimiter and the rows left out, or choose another file.';
      case 'noTextColumn':
        return `None of the ${some(failure.columns, 'column')} is known to hold the texts. Choose the text column; if there is one column only, choose another delimiter.`;
      case 'noLabelColumn':
        return `None of the ${some(failure.columns, 'column')} is known to hold the labels. Choose the label column; if there is one column only, choose another delimiter, or one file for each label.`;
      case 'sameColumn':
        return `Column ${failure.column + 1} is chosen for both label and text. Choose another one for either.`;
      case 'singleClass':
        return `All rows have the label “${failure.label}”, and telling labels apart takes two. Choose another label column; or, if a file is one label, choose all files at once.`;
      case 'tooManyClasses':
        return `Row ${count(failure.row)} of “${failure.file}” brings one label more than the ${failure.maxClasses} there may be. If the column is the right one, keep the most frequent labels; else choose another column: this one may hold texts or numbers.`;
      case 'otherColumns':
        return `“${failure.file}” has other columns than “${failure.first}”. Choose files of one shape, or read each file as one label.`;
      case 'unreadable':
        return `“${failure.file}” could not be read (${failure.detail}). If it was moved, changed or is a folder, choose it again.`;
      case 'cancelled':
        return 'The import was cancelled. Nothing of it is kept.';
      case 'storage':
        return enOwnTexts.storage(failure.storage);
      default:
        return failure satisfies never;
    }
  },
  fault: (detail: string) =>
    `The import stopped unexpectedly (${detail}). Try again, with a smaller file if it happens again.`,
  useAnyway: 'Use it anyway',
  chooseAnother: 'Choose another file…',
  readDifferently: 'Read it differently',
  wanted: (name: string, rows: number) => `The experiment asks for “${name}”, ${some(rows, 'row')}.`,
  anotherFile: (
    name: string,
    rows: number,
    checksum: string,
    wantedName: string,
    wantedRows: number,
    wantedChecksum: string,
  ) =>
    `This is another file than the experiment was made with, or it was read differently: “${name}” has ${some(rows, 'row')} (checksum ${checksum}), “${wantedName}” had ${some(wantedRows, 'row')} (checksum ${wantedChecksum}). With it the curves will be others.`,
};
