// The container file, built and used without Docker: its own steps by buildah on a base image of Debian's packages and npm's Node, LatentKit from this
// checkout's tarballs; then a run is served by the image's user, asked, and ended as `docker stop` does.
//
//   node scripts/container-check.mjs
//
// Needs root on Linux, mmdebstrap and buildah (`apt-get install mmdebstrap buildah`); skipped with a line elsewhere. The base image's files are kept in
// ${XDG_CACHE_HOME:-~/.cache}/latentkit.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './bootstrap/build.mjs';
import { run } from './bootstrap/child.mjs';
import { providePnpm } from './bootstrap/pnpm.mjs';
import { root } from './check/tool.mjs';
import { totals } from './check/totals.mjs';
import { baseOf } from './container/base.mjs';
import { builder, megabytes } from './container/image.mjs';
import { serves } from './container/serves.mjs';

const { report, skip, end } = totals();

/** @param {string} folder  that the image's user may read */
async function check(folder) {
  const context = join(folder, 'context');
  mkdirSync(join(context, 'deploy'), { recursive: true });
  cpSync(join(root, 'deploy', 'Dockerfile'), join(context, 'deploy', 'Dockerfile'));
  await pack(join(context, 'deploy', 'packages'));
  const [, base = ''] = /^FROM (\S+)$/m.exec(readFileSync(join(root, 'deploy', 'Dockerfile'), 'utf8')) ?? [];
  const images = builder(join(folder, 'images'));
  try {
    images.base(base, await baseOf(base, folder));
    const began = performance.now();
    await images.build(context);
    report('the image is built', true, `${((performance.now() - began) / 1000).toFixed(0)} s`);
    const image = images.open();
    const [all, app] = [megabytes(image.root), megabytes(join(image.root, 'app'))];
    report('it is small', app <= 230, `${all} MB, ${app} of them LatentKit`);
    await serves(image, await trained(folder), report);
  } finally {
    images.close();
  }
}

/** This checkout's tarballs, by the command that the container file names. @param {string} destination */
async function pack(destination) {
  const pnpm = await providePnpm(root, console.log);
  await build(root, pnpm);
  const args = ['--filter-prod', 'latentkit...', '-r', 'pack', '--pack-destination', destination];
  const { code, output } = await run(process.execPath, [pnpm.script, ...args], {
    cwd: root,
    env: pnpm.env,
    onLine: () => {},
  });
  if (code !== 0) throw new Error(output);
}

/** @param {string} folder @returns {Promise<string>} a folder of one run, `spiral` */
async function trained(folder) {
  const runs = join(folder, 'runs');
  const flags = ['--data', 'spiral', '--examples', '256', '--epochs', '1', '--hidden', '8', '--latent-size', '1'];
  const out = ['--no-report', '--out', join(runs, 'spiral')];
  const args = [join(root, 'apps', 'cli', 'dist', 'main.js'), 'train', 'vae', ...flags, ...out];
  const { code, output } = await run(process.execPath, args, { cwd: folder, onLine: () => {} });
  if (code !== 0) throw new Error(`latentkit train ended with ${code}: ${output}`);
  return runs;
}

const missing = ['mmdebstrap', 'buildah'].filter((name) => spawnSync(name, ['--version']).status !== 0);
if (spawnSync('unshare', ['--mount', 'true']).status !== 0) skip('it takes root, with the right to mount');
else if (missing.length > 0) skip(`${missing.join(' and ')}: not there`);
else {
  const folder = mkdtempSync(join(tmpdir(), 'latentkit-container-'));
  chmodSync(folder, 0o755);
  await check(folder).catch((error) =>
    report('container-check', false, String(error?.stderr || error?.stack || error)),
  );
  rmSync(folder, { recursive: true, force: true });
}
end();
