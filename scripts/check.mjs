// pnpm check: everything that must hold before a change is merged, one line per step.
//
//   node scripts/check.mjs [path of tests …, all]
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countTests } from './check/testCount.mjs';
import { tool } from './check/tool.mjs';

const report = join(tmpdir(), `latentkit-vitest-${process.pid}.json`);

/** @type {[name: string, command: string, args: string[]][]} */
const steps = [
  ['build', 'scripts/build.mjs', []],
  ['public signatures', 'scripts/api.mjs', []],
  ['types', 'tsc', ['--noEmit']],
  ['lint and format', 'biome', ['check', '.']],
  ['arrows and file sizes', 'scripts/arrows.mjs', []],
  ['dead exports', 'knip', ['--no-progress']],
  ['package.json files', 'sherif', []],
  [
    'tests',
    'vitest',
    [
      'run',
      '--silent=passed-only',
      '--reporter=dot',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...process.argv.slice(2),
    ],
  ],
  ['bundle sizes', 'size-limit', ['--hide-passed']],
  ['published packages', 'scripts/publishable.mjs', []],
];

const started = Date.now();
const totals = { passed: 0, failed: 0, skipped: 0 };
/** @type {string[]} */
const failures = [];

for (const [name, command, args] of steps) {
  if (process.stdout.isTTY) process.stdout.write(`…      ${name}\r`);
  const { code, output, seconds } = await tool(command, args);
  const counts =
    name === 'tests'
      ? countTests(report)
      : { passed: Number(code === 0), failed: Number(code !== 0), skipped: 0, files: 0 };
  if (code !== 0 && counts.failed === 0) counts.failed = 1;
  for (const key of /** @type {const} */ (['passed', 'failed', 'skipped'])) totals[key] += counts[key];

  const detail = name === 'tests' ? `${counts.passed} tests passed in ${counts.files} files` : '';
  console.log(
    `${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(24)}${seconds.toFixed(1).padStart(6)} s  ${detail}`.trimEnd(),
  );
  if (code === 0) continue;
  failures.push(name);
  console.log(`${output.trimEnd().replace(/^/gm, '  | ')}\n`);
  if (name === 'build') break;
}
rmSync(report, { force: true });

const seconds = Math.round((Date.now() - started) / 1000);
console.log(
  failures.length === 0
    ? `Everything holds, ${seconds} s.`
    : `First failure: ${failures[0]}. All: ${failures.join(', ')}.`,
);
console.log(
  `${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`,
);
process.exitCode = failures.length === 0 ? 0 : 1;
