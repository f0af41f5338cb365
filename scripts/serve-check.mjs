// Runs that are served, used by clients that others wrote and by some that mean no good: tritonclient and kserve from PyPI, SIGTERM among 1 000 requests,
// more than can be answered, and requests changed at random. Needs the packages built, and python3 with pip for the clients.
//
//   node scripts/serve-check.mjs [--main apps/cli/dist/main.js] [--drains 2] [--mutations 1000] [--from 0]
//
// --drains: how often SIGTERM is tried. --mutations, --from: how many requests are changed, and the seed of the first.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { withPython } from './check/python.mjs';
import { root } from './check/tool.mjs';
import { checkDrain } from './serve/drain.mjs';
import { checkMutations } from './serve/mutations.mjs';
import { checkOverload } from './serve/overload.mjs';
import { serving, trainRuns } from './serve/serving.mjs';

const { values: flags } = parseArgs({
  options: {
    main: { type: 'string', default: join(root, 'apps', 'cli', 'dist', 'main.js') },
    drains: { type: 'string', default: '2' },
    mutations: { type: 'string', default: '1000' },
    from: { type: 'string', default: '0' },
  },
});
const main = resolve(flags.main);
const folder = mkdtempSync(join(tmpdir(), 'latentkit-serve-check-'));
const totals = { passed: 0, failed: 0, skipped: 0 };
/** @param {string} what @param {boolean} holds @param {string} [detail] */
const report = (what, holds, detail = '') => {
  totals[holds ? 'passed' : 'failed']++;
  console.log(`${holds ? 'ok' : 'FAILED'} ${what}${detail ? `: ${detail}` : ''}`);
};

try {
  const runs = await trainRuns(main, folder);
  for (let drain = 0; drain < Number(flags.drains); drain++) {
    await checkDrain(() => serving(main, folder, [runs.digits, '--grace', '60000']), {
      keepAlive: drain % 2 === 0,
      report,
    });
  }
  await checkOverload(() => serving(main, folder, [runs.digits, '--max-queue', '64', '--max-batch', '16']), report);
  const from = Number(flags.from);
  await checkMutations(() => serving(main, folder, Object.values(runs)), {
    from,
    count: Number(flags.mutations),
    report,
  });
  let heard = false;
  const packages = ['tritonclient[http]', 'kserve', 'numpy', 'openapi-spec-validator as openapi_spec_validator'];
  await withPython('serve', packages, async ({ python }) => {
    const server = await serving(main, folder, Object.values(runs));
    const script = join(root, 'scripts', 'serve', 'clients.py');
    const { output } = await python([script, server.address], { onLine: (line) => console.log(line) });
    const [, passed = 0, failed = 1] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [];
    totals.passed += Number(passed);
    totals.failed += Number(failed);
    report('exit code 0 after the clients', (await server.end()) === 0, server.errors().trim());
    heard = true;
    return 0;
  });
  if (!heard) totals[process.exitCode ? 'failed' : 'skipped']++;
} catch (error) {
  report('serve-check', false, error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : '';
console.log(`${totals.passed} passed, ${totals.failed} failed${skipped}`);
process.exitCode = totals.failed > 0 ? 1 : 0;
