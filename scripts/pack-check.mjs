// Every package as its user meets it: packed, installed from the tarball with npm into an empty project that has only the
// peers it names, then imported, compiled against and bundled there. With names of folders, only those: pack-check losses viz
// What publint and are-the-types-wrong say of the same tarballs, `pnpm check` has asked already.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { installAlone } from './pack/project.mjs';
import { packAll } from './pack/tarballs.mjs';
import { usesOf } from './pack/uses.mjs';

const folder = mkdtempSync(join(tmpdir(), 'latentkit-pack-'));
const totals = { passed: 0, failed: 0 };

/** @param {string} name @param {string} check @param {{ code: number, output: string, seconds: number }} result */
function report(name, check, { code, output, seconds }) {
  const time = seconds.toFixed(1).padStart(6);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(22)}${check.padEnd(24)}${time} s`);
  if (code !== 0) console.log(output.trimEnd().replace(/^/gm, '  | '));
  totals[code === 0 ? 'passed' : 'failed']++;
}

/** @param {import('./pack/tarballs.mjs').Packed} packed @param {import('./pack/tarballs.mjs').Packed[]} all */
async function checkPackage(packed, all) {
  const { name } = packed.manifest;
  const project = join(folder, basename(packed.folder));
  const installed = await timed(() => installAlone(project, packed, all));
  report(name, 'npm install, alone', installed);
  if (installed.code !== 0) return;
  for (const [check, use] of usesOf(packed.manifest))
    report(name, check, await timed(() => use(project, packed.manifest)));
}

/** @param {() => Promise<{ code: number, output: string }>} work */
async function timed(work) {
  const started = Date.now();
  const result = await work();
  return { ...result, seconds: (Date.now() - started) / 1000 };
}

try {
  const all = await packAll(join(folder, 'tarballs'));
  const only = process.argv.slice(2);
  const queue = all.filter((packed) => only.length === 0 || only.includes(basename(packed.folder)));
  const worker = async () => {
    for (let packed = queue.shift(); packed; packed = queue.shift()) await checkPackage(packed, all);
  };
  await Promise.all([worker(), worker()]);
} catch (error) {
  report('every package', 'build and pack', { code: 1, output: String(error), seconds: 0 });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
