// The command for a terminal: a shell reads it as it was meant.

import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { openLink, printLink } from '../../src/experiment/link';
import { sweepCommand } from '../../src/exports/sweep-command';

/** The words of the command as a shell has them. */
const words = (command: string) =>
  execFileSync('sh', ['-c', `printf '%s\\n' ${command}`], { encoding: 'utf8' })
    .trimEnd()
    .split('\n');

test('the link is one word, whatever a run is called', () => {
  const { experiment } = openLink("#v=1&r=lstm,u8,name_it's%20%24HOME&sw=A,k2_0_.1");
  expect(words(sweepCommand(experiment))).toEqual(['npm', 'run', '-s', 'sweep', '--', printLink(experiment)]);
});

test('a text of one’s own is named', () => {
  const { experiment } = openLink("#v=1&c=file&f=it's%20mine.csv&frows=4&fsum=0123456789abcdef&r=lstm&sw=A,k2_0_.1");
  expect(words(sweepCommand(experiment)).slice(-2)).toEqual(['--text', "it's mine.csv"]);
});
