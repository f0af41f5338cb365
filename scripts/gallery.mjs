// Every figure of the lectures and a site to walk through codes, made by the built command from models that it trains: docs/gallery and
// docs/explorer. Runs that are there are not trained again.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { root } from './check/tool.mjs';
import { drawn, explored, figures, runs } from './gallery/figures.mjs';
import { galleryPage } from './gallery/page.mjs';

const main = join('apps', 'cli', 'dist', 'main.js');
const trained = join('runs', 'gallery');
const gallery = join('docs', 'gallery');
const site = join('docs', 'explorer');

/** @param {string[]} args @returns {Promise<string>} what it printed */
async function latentkit(args) {
  const { code, output } = await run(process.execPath, [main, ...args], { cwd: root, onLine: () => {} });
  if (code !== 0) throw new Error(`latentkit ${args.join(' ')} ended with ${code}\n${output}`);
  return output;
}

const folderOf = (/** @type {string} */ name) => join(trained, name);
/** @param {string} name */
function finished(name) {
  const record = join(root, folderOf(name), 'run.json');
  return existsSync(record) && JSON.parse(readFileSync(record, 'utf8')).status === 'finished';
}

for (const [name, flags] of Object.entries(runs)) {
  if (finished(name)) continue;
  console.log(`train ${flags.join(' ')}`);
  const own = flags.map((flag) => (flag.startsWith('runs/') ? folderOf(flag.slice('runs/'.length)) : flag));
  // Only the site of codes shows reports, and each costs as much as some epochs.
  const report = explored.some((one) => one === name) ? [] : ['--no-report'];
  await latentkit(['train', ...own, ...report, '--out', folderOf(name)]);
}

mkdirSync(join(root, gallery), { recursive: true });
for (const figure of figures) {
  const [file] = figure;
  console.log(`figure ${file}`);
  await latentkit([...drawn(figure, folderOf), '--out', join(gallery, `${file}.png`)]);
}
writeFileSync(join(root, gallery, 'README.md'), galleryPage());
console.log(`explore ${explored.join(' ')}`);
rmSync(join(root, site), { recursive: true, force: true });
await latentkit(['explore', ...explored.map(folderOf), '--export', site]);
console.log(`look at ${join(gallery, 'README.md')}; any static host can serve ${site}`);
