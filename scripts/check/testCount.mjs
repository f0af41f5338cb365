import { existsSync, readFileSync } from 'node:fs';

/**
 * Counts of a vitest JSON report; a test file that does not even load counts as one failure.
 *
 * @param {string} file
 * @returns {{ passed: number, failed: number, skipped: number, files: number }}
 */
export function countTests(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, files: 0 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = report.testResults;
  const unloaded = files.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
  });
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
    files: files.length,
  };
}
