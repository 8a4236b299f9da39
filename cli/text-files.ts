// Reads a person's text files from disk, as the page imports them.

import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { Corpus } from '../src/text/corpus';
import type { TextSource } from '../src/text/import/bytes/source';
import type { ImportOptions } from '../src/text/import/guess/import-options';
import { type ImportedTexts, type ImportResult, importFiles } from '../src/text/import/import-files';
import { type InspectionResult, inspectFiles } from '../src/text/import/inspect-files';

/** What the files hold; what is wrong with them is in the result, a missing file included. */
export function readTextFiles(paths: readonly string[], options: ImportOptions = {}): Promise<ImportResult> {
  return importFiles(paths.map(fileOnDisk), options);
}

/** What is found out about the files before they are read. */
export const inspectTextFiles = (paths: readonly string[], options: ImportOptions = {}): Promise<InspectionResult> =>
  inspectFiles(paths.map(fileOnDisk), options);

/** What is trained on, of texts that were read. */
export const corpusOf = ({ name, labels, texts, labelIds, parts }: ImportedTexts): Corpus => ({
  name,
  labels,
  texts,
  labelIds,
  ...(parts && { parts }),
});

function fileOnDisk(path: string): TextSource {
  return {
    name: basename(path),
    // A file that is not there is found out, and named, when it is read.
    size: statSync(path, { throwIfNoEntry: false })?.size ?? 0,
    stream: () => Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>,
  };
}
