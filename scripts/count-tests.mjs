// What vitest's JSON report amounts to. A file that fails without a failing test of its own (one that cannot be
// imported, or whose beforeAll throws) is missing from vitest's count; here it is one failure.

/**
 * @param {{ testResults: { name: string, status: string,
 *   assertionResults: { status: string, fullName: string }[] }[] }} report
 */
export function countTests({ testResults }) {
  const tests = testResults.flatMap((file) => file.assertionResults);
  const withStatus = (...statuses) => tests.filter(({ status }) => statuses.includes(status));
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  const skipped = withStatus('pending', 'skipped', 'todo', 'disabled');
  return {
    passed: withStatus('passed').length,
    failed: withStatus('failed').length + brokenFiles.length,
    skipped: skipped.length,
    skippedNames: skipped.map(({ fullName }) => fullName),
  };
}
