// The results on disk: what was measured (results.json), and what is made of it (RESULTS.md, pictures/).

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { drawPictures } from './pictures.mjs';
import { resultsMarkdown } from './report.mjs';

/** @param {string} folder with its last slash */
export async function readResults(folder) {
  try {
    return JSON.parse(await readFile(`${folder}results.json`, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return { parts: {} };
    throw error;
  }
}

export async function writeResults(folder, results) {
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}results.json`, `${JSON.stringify(results, digits, 1)}\n`);
}

export async function writeReport(folder, results) {
  await mkdir(`${folder}pictures`, { recursive: true });
  for (const [name, svg] of Object.entries(drawPictures(results)))
    await writeFile(`${folder}pictures/${name}.svg`, svg);
  await writeFile(`${folder}RESULTS.md`, resultsMarkdown(results));
}

/** Six digits that count are more than any clock gives. */
const digits = (_, value) =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
