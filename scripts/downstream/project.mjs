import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../check/tool.mjs';
import { npmInstall } from '../pack/project.mjs';
import { packAll } from '../pack/tarballs.mjs';

const example = join(root, 'examples', 'downstream');

/**
 * examples/downstream outside of this repository, with our packages from their tarballs.
 *
 * @param {string} folder
 * @returns {Promise<string>} the project's folder
 */
export async function installExample(folder) {
  const project = join(folder, 'project');
  const packed = await packAll(join(folder, 'tarballs'));
  cpSync(example, project, { recursive: true, filter: (path) => !path.includes('node_modules') });
  const manifest = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'));
  const files = Object.fromEntries(packed.map(({ manifest, tarball }) => [manifest.name, `file:${tarball}`]));
  for (const group of ['dependencies', 'devDependencies']) {
    for (const name of Object.keys(manifest[group])) manifest[group][name] = files[name] ?? manifest[group][name];
  }
  const direct = { ...manifest.dependencies, ...manifest.devDependencies };
  manifest.overrides = Object.fromEntries(Object.entries(files).filter(([name]) => !(name in direct)));
  writeFileSync(join(project, 'package.json'), JSON.stringify(manifest, null, 2));
  const { code, output } = await npmInstall(project);
  if (code !== 0) throw new Error(`npm install ended with ${code}\n${output}`);
  return project;
}

/**
 * A folder of somebody who has the plug-in from a registry, and nothing else of ours: what the plug-in imports is the command's.
 *
 * @param {string} folder
 */
export function installPlugin(folder) {
  const elsewhere = join(folder, 'elsewhere');
  const installed = join(elsewhere, 'node_modules', 'latentkit-downstream-example');
  mkdirSync(installed, { recursive: true });
  for (const name of ['package.json', 'src']) cpSync(join(example, name), join(installed, name), { recursive: true });
  return elsewhere;
}
