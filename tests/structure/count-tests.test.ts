// The last line of `npm test` counts every way in which a test file can go wrong.

import { expect, test } from 'vitest';
import { countTests } from '../../scripts/count-tests.mjs';

const file = (status: string, ...statuses: string[]) => ({
  name: 'a.test.ts',
  status,
  assertionResults: statuses.map((each, index) => ({ status: each, fullName: `test ${index}` })),
});

test('passed, failed and skipped tests are counted over all files', () => {
  const testResults = [file('passed', 'passed', 'skipped'), file('failed', 'passed', 'failed', 'todo')];
  expect(countTests({ testResults })).toEqual({ passed: 2, failed: 1, skipped: 2, skippedNames: ['test 1', 'test 2'] });
});

test('a file that cannot be imported is one failure, though it has no test', () => {
  expect(countTests({ testResults: [file('failed')] })).toMatchObject({ passed: 0, failed: 1 });
});

test('a file whose tests were skipped because its beginning failed is one failure', () => {
  expect(countTests({ testResults: [file('failed', 'skipped', 'skipped')] })).toMatchObject({ failed: 1, skipped: 2 });
});
