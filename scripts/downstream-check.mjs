// examples/downstream as its author would have it: outside of this repository, with our packages from their tarballs; its types, its laws, and its
// model, data set, cost, corruption and figure in the command and by library code alone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { commandChecks, sameWeights } from './downstream/command.mjs';
import { installExample, installPlugin } from './downstream/project.mjs';

const folder = mkdtempSync(join(tmpdir(), 'latentkit-downstream-'));
const totals = { passed: 0, failed: 0 };

/** @param {string} name @param {() => Promise<void>} work */
async function check(name, work) {
  const start = performance.now();
  const failed = await work().then(
    () => undefined,
    (error) => String(error?.message ?? error),
  );
  totals[failed === undefined ? 'passed' : 'failed']++;
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(failed === undefined ? `ok     ${name} (${seconds} s)` : `FAILED ${name}: ${failed}`);
}

try {
  const project = await installExample(folder);
  const elsewhere = installPlugin(folder);

  /** @param {string} title @param {string} name @param {string[]} args */
  const bin = async (title, name, args) => {
    const script = join(project, 'node_modules', name);
    const { code, output } = await run(process.execPath, [script, ...args], { cwd: project, onLine: () => {} });
    if (code !== 0) throw new Error(`${title} ended with ${code}\n${output}`);
    return output;
  };

  await check('types', async () => void (await bin('tsc', 'typescript/bin/tsc', [])));
  await check('laws', async () => void (await bin('vitest', 'vitest/vitest.mjs', ['run'])));
  await commandChecks({ project, elsewhere, check });
  await check('library code trains, stops, resumes, reports and exports, with the bits of the command', async () => {
    await bin('library', 'tsx/dist/cli.mjs', ['src/library.ts', 'runs/library']);
    sameWeights(join(project, 'runs', 'library'), join(project, 'runs', 'same'));
  });
} catch (error) {
  totals.failed++;
  console.error(String(error));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
