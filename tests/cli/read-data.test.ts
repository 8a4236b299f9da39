// The headless runner tells what it read, and stops there where it is asked to.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { encode } from '../text/import/sources';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'texts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** Exit status, the JSON that was printed, and the error stream. */
const train = (...args: string[]) =>
  new Promise<{ status: number; printed: { data?: object; runs?: object[] }; errors: string }>((resolve) => {
    const command = ['scripts/cli.mjs', 'train', ...args];
    const child = execFile(process.execPath, command, { cwd: root, maxBuffer: 2 ** 26 }, (_, stdout, errors) => {
      resolve({ status: child.exitCode ?? -1, printed: JSON.parse(stdout.slice(stdout.indexOf('{')) || '{}'), errors });
    });
  });

const chinese = '标签,文本\n好评,这里的菜很好吃\n差评,这里的菜不好吃\n好评,服务很好\n差评,服务太差了';

test('--data-only prints what was read, and exits with 0', async () => {
  const path = written('reviews.csv', encode(`${chinese}\n没有,\nN/A,菜很好`, 'gb18030'));
  const { status, printed, errors } = await train('#v=1', '--data-only', '--json', '--text', path);
  expect(printed).toEqual({
    data: {
      files: ['reviews.csv'],
      encoding: 'gb18030',
      format: 'table',
      rows: 5,
      labels: { 'N/A': 1, 好评: 2, 差评: 2 },
      leftOut: [{ row: 6, reason: 'emptyText' }],
      questions: [expect.stringContaining('N/A')],
    },
  });
  expect(errors).toContain('to look at: ');
  expect(status).toBe(0);
});

test('of files that cannot be trained on it says why, and exits with 1', async () => {
  const { status, printed, errors } = await train(
    '--data-only',
    '--json',
    '--text',
    written('one.csv', 'label,text\nup,a\nup,b'),
  );
  expect(status).toBe(1);
  expect(printed.data).toMatchObject({ rows: 0, labels: {} });
  expect(errors).toContain('All rows have the label “up”');
});

test('several files after one flag are trained on, and the data stand beside the runs', async () => {
  const lines = (word: string) => Array.from({ length: 12 }, (_, at) => `a ${word} thing of number ${at}`).join('\n');
  const paths = [written('up.txt', lines('fine')), written('down.txt', lines('poor'))];
  const { status, printed } = await train('#v=1&n=16&e=1&r=lstm,u2', '--json', '--text', ...paths);
  expect(printed.data).toMatchObject({ files: ['up.txt', 'down.txt'], labels: { down: 12, up: 12 }, format: 'lines' });
  expect(printed.runs).toHaveLength(1);
  expect(status).toBe(0);
});
