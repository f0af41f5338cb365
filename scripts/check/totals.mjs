/**
 * What a script of checks counts and prints: a line a check, and `N passed, N failed[, N skipped]` at the end.
 */
export function totals() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  return {
    /** @param {string} name @param {boolean} ok @param {string} [detail] */
    report(name, ok, detail = '') {
      counts[ok ? 'passed' : 'failed']++;
      console.log(`${ok ? 'ok    ' : 'FAILED'} ${name}${detail ? `: ${detail}` : ''}`);
    },
    /** @param {string} why */
    skip(why) {
      counts.skipped++;
      console.log(`skipped ${why}`);
    },
    /** The last line, and the exit code. */
    end() {
      const { passed, failed, skipped } = counts;
      console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
      process.exitCode = failed === 0 ? 0 : 1;
    },
  };
}

/** @typedef {ReturnType<typeof totals>} Totals */
