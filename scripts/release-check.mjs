// A release as the workflow makes it, to a registry server of this machine, and what strangers do with it: empty projects and empty caches of npm,
// pnpm, yarn and bun.
//
//   node scripts/release-check.mjs [--all] [--only <part of a project's name>] [--weight <file.json>]
//
// Each manager is tried once, and each of two Nodes; with --all, every manager on both, yarn's Plug'n'Play and npm with install scripts too. --weight writes down what `npm i latentkit` weighs.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { totals } from './check/totals.mjs';
import { managers, project } from './release/managers.mjs';
import { npmTool, scriptOf } from './release/npmTools.mjs';
import { faultsOf, releaseOf } from './release/publish.mjs';
import { startRegistry } from './release/registry.mjs';
import { commonJsByImport, installed, ofNpm, uses } from './release/uses.mjs';
import { viteDevelops, withoutChromium } from './release/vite.mjs';
import { beyond, weightOf } from './release/weight.mjs';

const { values: flags } = parseArgs({
  options: { all: { type: 'boolean' }, only: { type: 'string' }, weight: { type: 'string' } },
});
const { report, skip, end } = totals();
const folder = mkdtempSync(join(tmpdir(), 'latentkit-release-'));

/** @param {string} name @param {() => Promise<string | void>} work  gives what to say beside it */
async function check(name, work) {
  const start = performance.now();
  const [ok, said] = await work().then(
    (text) => /** @type {const} */ ([true, text ?? '']),
    (error) => /** @type {const} */ ([false, String(error?.message ?? error)]),
  );
  const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
  report(name, ok, ok ? [said, seconds].filter(Boolean).join(', ') : said);
  return ok;
}

/** @param {import('./release/registry.mjs').Registry} registry */
async function released(registry) {
  const release = await releaseOf(join(folder, 'copy'), registry);
  const begun = await check('a copy of this checkout', () => release.begin());
  if (!begun) return [];
  const next = release.next();
  /** @type {import('./release/publish.mjs').Published[]} */
  let packages = [];
  const versioned = await check('changesets become a version', async () => {
    packages = await release.version();
    const others = packages.filter(({ version }) => version !== next.version);
    if (others.length > 0) {
      throw new Error(
        `expected ${next.version}, received ${others.map(({ name, version }) => `${name}@${version}`).join(', ')}`,
      );
    }
    return next.version;
  });
  if (!versioned) return [];
  await check('a changelog that tells each change once, by topic', async () => {
    const [, told = ''] = release.read('apps/cli/CHANGELOG.md').split(/^## /m);
    const lines = told.split('\n');
    const missing = next.changes.filter(
      ({ summary }) => lines.filter((line) => line === `- ${summary.split('\n')[0]}`).length !== 1,
    );
    if (missing.length > 0) throw new Error(`expected once: ${missing.map(({ summary }) => summary).join('\n')}`);
    return `${next.changes.length} changes under ${lines.filter((line) => line.startsWith('### ')).length} topics`;
  });
  await check('npx latentkit in a clone', async () => {
    const said = await release.npx('--version');
    if (said !== next.version) throw new Error(`expected ${next.version}, received ${said}`);
  });
  const out = await check('publish', async () => {
    await release.publish();
    return `${packages.length} packages`;
  });
  if (!out) return [];
  await check('publish again: nothing new', async () => {
    const output = await release.publish();
    if (!/There are no new packages that should be published/.test(output)) throw new Error(output.slice(-1000));
  });
  await check('a tag for each package', async () => {
    const tags = release.tags();
    const missing = packages.filter(({ name, version }) => !tags.includes(`${name}@${version}`));
    if (missing.length > 0) throw new Error(`none for ${missing.map(({ name }) => name).join(', ')}`);
  });
  await check('tarballs', async () => {
    const faults = await Promise.all(packages.map((one) => faultsOf(one, registry, join(folder, 'tarballs'))));
    if (faults.flat().length > 0) throw new Error(faults.flat().join('; '));
  });
  return packages;
}

/** @returns {Promise<{ title: string, node: string }[]>} the oldest Node that is promised, and a newer one */
async function nodes() {
  const binary = async (/** @type {string} */ version) => scriptOf(await npmTool('node', version), 'node');
  return [
    { title: 'Node 20', node: await binary('20.19.6') },
    { title: 'Node 24', node: await binary('24') },
  ];
}

/** @param {string} url  of the registry */
async function strangers(url) {
  const [oldest, newest] = /** @type {[{ title: string, node: string }, { title: string, node: string }]} */ (
    await nodes()
  );
  const tried = Object.entries(managers).flatMap(([name, make]) => {
    const on = flags.all
      ? [oldest, newest]
      : name === 'npm'
        ? [oldest]
        : ['npm, scripts allowed', 'yarn, PnP'].includes(name)
          ? []
          : [newest];
    return on.map(({ title, node }) => ({ name, title: `${name}, ${title}`, make, node }));
  });
  const queue = tried.filter(({ title }) => !flags.only || title.includes(flags.only));
  const worker = async () => {
    for (let one = queue.shift(); one; one = queue.shift()) await stranger(one, url);
  };
  await Promise.all([worker(), worker()]);
}

/** @typedef {(place: import('./release/managers.mjs').Place) => Promise<import('./release/managers.mjs').Manager>} Make */

/** @param {{ name: string, title: string, make: Make, node: string }} tried @param {string} url */
async function stranger({ name, title, make, node }, url) {
  const own = join(folder, title.replace(/\W+/g, '-'));
  const place = { url, caches: join(own, 'caches'), node };
  const manager = await make(place).catch((error) => {
    skip(`${title}: ${error.message}`);
  });
  if (!manager) return;
  const empty = project(join(own, 'project'), manager, place);
  if (!(await check(`${title}: install`, async () => void (await empty.add(installed))))) return;
  if (name === 'npm') await check(`${title}: weight`, async () => weighed(empty.folder));
  for (const [what, usual] of name === 'npm' ? [...uses, ...ofNpm] : uses) {
    const use = what === 'CommonJS' && title === 'yarn, PnP, Node 20' ? commonJsByImport : usual;
    const missing = use === viteDevelops ? withoutChromium() : undefined;
    if (missing) skip(`${title}: ${what}: ${missing}`);
    else await check(`${title}: ${what}`, async () => void (await use(empty)));
  }
  rmSync(own, { recursive: true, force: true });
}

/** @param {string} project */
function weighed(project) {
  const weight = weightOf(project, ['typescript']);
  if (flags.weight)
    writeFileSync(
      flags.weight,
      `${JSON.stringify({ platform: `${process.platform} ${process.arch}`, ...weight }, null, 2)}\n`,
    );
  const faults = beyond(weight);
  if (faults.length > 0) throw new Error(faults.join('; '));
  const { required, whole } = weight;
  return `${whole.packages} packages, ${whole.megabytes} MB; without the optional ones ${required.packages}, ${required.megabytes} MB`;
}

let registry;
try {
  registry = await startRegistry(join(folder, 'registry'));
  const packages = await released(registry);
  if (packages.length > 0) await strangers(registry.url);
} catch (error) {
  report('release-check', false, error instanceof Error ? (error.stack ?? error.message) : String(error));
} finally {
  await registry?.close();
  rmSync(folder, { recursive: true, force: true });
}
end();
