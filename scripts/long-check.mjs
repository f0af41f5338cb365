// Tests that start many processes, so that they take a minute: every program of a README and every @example, type-checked and run.
//
//   node scripts/long-check.mjs [path]
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests } from './check/testCount.mjs';
import { tool } from './check/tool.mjs';

const report = join(tmpdir(), `latentkit-long-${process.pid}.json`);
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const { code, output } = await tool('vitest', [
  'run',
  '--config',
  'vitest.long.config.ts',
  ...reporters,
  ...process.argv.slice(2),
]);
const { passed, failed, skipped } = countTests(report);
rmSync(report, { force: true });
if (code !== 0) console.log(output);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = code;
