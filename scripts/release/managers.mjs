import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { childEnvironment, providePnpm } from '../bootstrap/pnpm.mjs';
import { findNpm } from '../bootstrap/preconditions.mjs';
import { root } from '../check/tool.mjs';
import { npmTool, scriptOf } from './npmTools.mjs';

/**
 * A package manager in one project, on one Node.
 *
 * @typedef {object} Manager
 * @property {string} name
 * @property {(packages: string[]) => string[]} add  its arguments that install packages into the project
 * @property {(command: string, args: string[]) => string[]} exec  … that run a command of an installed package
 * @property {string[]} node  … that run a script of the project
 * @property {Record<string, string>} files  its settings, by file name
 * @property {Record<string, string>} [env]
 */

/** @typedef {{ url: string, caches: string, node: string }} Place  caches: a folder for those that go by name and version alone */

/** All of them, each made when it is asked for. None runs install scripts but the last. */
export const managers = /** @type {Record<string, (place: Place) => Promise<Manager>>} */ ({
  npm: async (place) => npm(place, ['--ignore-scripts']),
  async pnpm({ url, caches, node }) {
    const { script } = await providePnpm(root, console.log);
    return {
      name: 'pnpm',
      add: (packages) => [node, script, 'add', '--ignore-scripts', ...packages],
      exec: (command, args) => [node, script, 'exec', command, ...args],
      node: [node],
      files: { '.npmrc': `registry=${url}\n` },
      env: { npm_config_store_dir: join(caches, 'pnpm-store'), npm_config_cache_dir: join(caches, 'pnpm') },
    };
  },
  'yarn, node_modules': (place) => yarn('node-modules', place),
  'yarn, PnP': (place) => yarn('pnp', place),
  async bun({ url, caches }) {
    const bun = scriptOf(await npmTool('bun', '1.4.5'), 'bun');
    return {
      name: 'bun',
      add: (packages) => [bun, 'add', '--ignore-scripts', ...packages],
      exec: (command, args) => [bun, 'x', '--no-install', command, ...args],
      node: [bun],
      files: { 'bunfig.toml': `[install]\nregistry = "${url}"\n` },
      env: { BUN_INSTALL_CACHE_DIR: join(caches, 'bun') },
    };
  },
  // Without the libraries for CUDA, which the script of ONNX Runtime fetches from NuGet on Linux and LatentKit does not use.
  async 'npm, scripts allowed'(place) {
    const { env, ...manager } = npm(place, []);
    return { ...manager, env: { ...env, ONNXRUNTIME_NODE_INSTALL: 'skip' } };
  },
});

/** @param {Place} place @param {string[]} flags @returns {Manager} */
function npm({ url, caches, node }, flags) {
  const script = findNpm();
  const npx = join(dirname(script), 'npx-cli.js');
  return {
    name: 'npm',
    add: (packages) => [node, script, 'install', '--no-audit', '--no-fund', ...flags, ...packages],
    exec: (command, args) => [node, npx, '--no-install', command, ...args],
    node: [node],
    files: { '.npmrc': `registry=${url}\n` },
    env: { npm_config_cache: join(caches, 'npm') },
  };
}

/** @param {'node-modules' | 'pnp'} linker @param {Place} place @returns {Promise<Manager>} */
async function yarn(linker, { url, caches, node }) {
  const script = scriptOf(await npmTool('@yarnpkg/cli-dist', '4.18.1'), 'yarn');
  const settings = {
    nodeLinker: linker,
    npmRegistryServer: url,
    unsafeHttpWhitelist: ['127.0.0.1'],
    globalFolder: join(caches, 'yarn'),
    // What was published a minute ago is what is tried here.
    npmMinimalAgeGate: 0,
    enableScripts: false,
    enableTelemetry: false,
    enableImmutableInstalls: false,
  };
  return {
    name: 'yarn',
    add: (packages) => [node, script, 'add', ...packages],
    exec: (command, args) => [node, script, 'run', command, ...args],
    node: [node, script, 'node'],
    files: { '.yarnrc.yml': JSON.stringify(settings), 'yarn.lock': '' },
  };
}

/**
 * A project of a stranger: empty but for what the manager is told.
 *
 * @param {string} folder
 * @param {Manager} manager
 * @param {Place} place
 */
export function project(folder, { files, env: more, ...manager }, { url, node }) {
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'stranger', version: '1.0.0', private: true };
  for (const [file, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) {
    if (!existsSync(join(folder, file))) writeFileSync(join(folder, file), text);
  }
  // A manager takes the settings of the script that started us for the project's own.
  const ours = Object.entries(childEnvironment()).filter(([name]) => !/^npm_(package|lifecycle|command)/.test(name));
  const env = {
    ...Object.fromEntries(ours),
    ...more,
    npm_config_registry: url,
    BUN_CONFIG_REGISTRY: url,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
  };

  /** @param {string[]} command */
  const started = async ([file = '', ...args]) => {
    const { code, output } = await run(file, args, { cwd: folder, env, onLine: () => {} });
    if (code !== 0) throw new Error(`${args.slice(0, 6).join(' ')} ended with ${code}\n${output.slice(-3000)}`);
    return output;
  };
  return {
    folder,
    env,
    /** @param {string[]} packages */
    add: (packages) => started(manager.add(packages)),
    /** @param {string} command @param {string[]} args */
    exec: (command, ...args) => started(manager.exec(command, args)),
    /** @param {string} command @param {string[]} args  what starts it, to be left running */
    commandLine: (command, ...args) => manager.exec(command, args),
    /** @param {string[]} args */
    node: (...args) => started([...manager.node, ...args]),
  };
}

/** @typedef {ReturnType<typeof project>} Project */
