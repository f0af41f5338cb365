// Every figure of the lectures and a site to walk through codes, made by the built command from models that it trains: docs/gallery and
// docs/explorer. Runs that are there are not trained again.
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './bootstrap/child.mjs';
import { root } from './check/tool.mjs';
import { explored, figures, runs } from './gallery/figures.mjs';

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
const finished = (/** @type {string} */ name) => existsSync(join(root, folderOf(name), 'report.html'));

for (const [name, flags] of Object.entries(runs)) {
  if (finished(name)) continue;
  console.log(`train ${flags.join(' ')}`);
  await latentkit(['train', ...flags, '--out', folderOf(name)]);
}

mkdirSync(join(root, gallery), { recursive: true });
const pages = [];
for (const [file, figure, from, flags = []] of figures) {
  console.log(`figure ${file}`);
  const out = join(gallery, `${file}.png`);
  await latentkit(['figure', figure, ...from.map(folderOf), ...flags, '--out', out]);
  const commands = from.map((name) => `latentkit train ${runs[name].join(' ')} --out runs/${name}`);
  const draw = `latentkit figure ${[figure, ...from.map((name) => `runs/${name}`), ...flags].join(' ')}`;
  pages.push(
    `## ${file.replaceAll('-', ' ')}\n\n![${figure}](${file}.png)\n\n\`\`\`sh\n${[...commands, draw].join('\n')}\n\`\`\`\n`,
  );
}
writeFileSync(
  join(root, gallery, 'README.md'),
  `# Gallery\n\nThe figures of the lectures, with the commands that make them. \`npm run gallery\` makes this page, and beside each picture its numbers as CSV\n(26 MB in all, so they are not kept in git).\n\n${pages.join('\n')}`,
);
console.log(`explore ${explored.join(' ')}`);
rmSync(join(root, site), { recursive: true, force: true });
await latentkit(['explore', ...explored.map(folderOf), '--export', site]);
console.log(`look at ${join(gallery, 'README.md')}; any static host can serve ${site}`);
