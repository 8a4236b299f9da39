// npm run sweep -- 'LINK-OR-HASH' [--out FILE] …: trains the sweep of a link, or all seeds of its runs, over all cores
// or a Dask cluster, and goes on where an earlier call ended; or writes it as a script for Ray Tune.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { engineVersion } from '../scripts/engine-version.mjs';
import { messageOf } from '../src/experiment/error-message';
import type { Experiment } from '../src/experiment/experiment';
import { openLink } from '../src/experiment/link';
import { rayTuneScript } from '../src/exports/ray-tune';
import { en } from '../src/strings/en';
import { problemSentence } from '../src/strings/problem-sentence';
import { readData } from './read-data';
import { curveOf } from './sweep/curve';
import { optionsOf, type SweepOptions } from './sweep/options';
import { sweepToFile } from './sweep/sweep-to-file';
import { textsFrom } from './sweep/task';
import { workForPipe, workForProcess } from './sweep/worker';

const engine = engineVersion(`${process.cwd()}/`);
const [role] = process.argv.slice(2);
if (role === '--worker') workForProcess(engine);
else if (role === '--tasks') workForPipe(engine);
else process.exitCode = await main();

/** The exit status: 0 where all was done, 1 where a training is missing, 2 where nothing was begun. */
async function main(): Promise<number> {
  try {
    const options = optionsOf(process.argv.slice(2));
    const { experiment, problems } = openLink(options.link);
    for (const problem of problems) console.error(`link: ${problemSentence(problem, en)}`);
    const named = await withFiles(experiment, options.files);
    if (options.ray !== null) return writeRayScript(named, options, options.ray);
    if (options.isCurve) return await printCurve(named, options.files);
    return await sweepToFile(named, options, engine, fileURLToPath(import.meta.url));
  } catch (error) {
    console.error(messageOf(error));
    return 2;
  }
}

/** An experiment on files names them, so that nothing trained on others is taken for its own. */
async function withFiles(experiment: Experiment, files: readonly string[]): Promise<Experiment> {
  const { shared } = experiment;
  if (files.length === 0) {
    if (shared.corpus !== 'imported') return experiment;
    throw new Error(`The texts of this link are in the file “${shared.importedName}”: give it by --text FILE.`);
  }
  const { identity } = await readData(shared, files);
  if (!identity) throw new Error('Nothing can be trained on these files.');
  // As the page takes them: copies stay in one part of the split.
  if (shared.corpus !== 'imported') {
    return { ...experiment, shared: { ...shared, corpus: 'imported', copies: 'together', ...identity } };
  }
  if (identity.importedChecksum === shared.importedChecksum) return experiment;
  throw new Error(
    `The link asks for texts with the checksum ${shared.importedChecksum}, these have ${identity.importedChecksum}.`,
  );
}

function writeRayScript(experiment: Experiment, { directory, files }: SweepOptions, path: string): number {
  const script = rayTuneScript(experiment, { directory, files });
  if (script === null) throw new Error('The link has no sweep, which a script for Ray Tune is made of.');
  writeFileSync(path, script);
  console.error(`written: ${path}`);
  return 0;
}

async function printCurve(experiment: Experiment, files: readonly string[]): Promise<number> {
  for await (const line of curveOf(
    experiment,
    textsFrom(() => files),
  ))
    console.log(JSON.stringify(line));
  return 0;
}
