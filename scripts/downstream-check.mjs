// examples/downstream as its author would have it: a copy outside of this repository, with our packages from their tarballs.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { root } from './check/tool.mjs';
import { npmInstall } from './pack/project.mjs';
import { packAll } from './pack/tarballs.mjs';

const folder = mkdtempSync(join(tmpdir(), 'latentkit-downstream-'));
const project = join(folder, 'project');

/** @param {string} title @param {{ code: number, output: string }} result */
function stopOnFailure(title, { code, output }) {
  if (code === 0) return output;
  throw new Error(`${title} ended with ${code}\n${output}`);
}

/** @param {string} name @param {string[]} args */
const bin = (name, args) =>
  run(process.execPath, [join(project, 'node_modules', name), ...args], { cwd: project, onLine: () => {} });

try {
  const packed = await packAll(join(folder, 'tarballs'));
  cpSync(join(root, 'examples', 'downstream'), project, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const files = Object.fromEntries(packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]));
  for (const group of ['dependencies', 'devDependencies']) {
    for (const name of Object.keys(manifest[group])) manifest[group][name] = files[name] ?? manifest[group][name];
  }
  const direct = { ...manifest.dependencies, ...manifest.devDependencies };
  manifest.overrides = Object.fromEntries(Object.entries(files).filter(([name]) => !(name in direct)));
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest, null, 2));
  stopOnFailure('npm install', await npmInstall(project));
  stopOnFailure('tsc', await bin('typescript/bin/tsc', []));
  console.log('ok     types');
  const output = stopOnFailure('vitest', await bin('vitest/vitest.mjs', ['run', '--reporter=json']));
  const { numPassedTests, numFailedTests } = JSON.parse(output.slice(output.indexOf('{')));
  console.log(`ok     ${numPassedTests} laws`);
  console.log(`${numPassedTests + 1} passed, ${numFailedTests} failed`);
} catch (error) {
  console.error(String(error));
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
