import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { tool } from '../check/tool.mjs';
import { compilerOptions } from './compilerOptions.mjs';
import { npmInstall } from './project.mjs';
import { entries, hasCommonJs } from './tarballs.mjs';

/**
 * @typedef {import('./tarballs.mjs').Manifest} Manifest
 * @typedef {{ code: number, output: string }} Result
 * @typedef {(folder: string, manifest: Manifest) => Promise<Result>} Use  what somebody does with an installed package
 */

/** `@latentkit/viz` and `./node` → `@latentkit/viz/node`. @param {Manifest} manifest */
const specifiers = (manifest) => entries(manifest).map((path) => manifest.name + path.slice(1));

/**
 * Import every entry of a package. Only an entry beside the main one may need an optional peer, which is installed then.
 *
 * @param {string} file
 * @param {(specifier: string) => string} load  an expression that gives the module
 * @returns {Use}
 */
const importBy = (file, load) => async (folder, manifest) => {
  for (const name of specifiers(manifest)) {
    const check = `if (Object.keys(all).length === 0) throw new Error('${name} exports nothing');`;
    writeFileSync(join(folder, file), `{ const all = ${load(name)}; ${check} }\n`);
    const attempt = () => run(process.execPath, [file], { cwd: folder, onLine: () => {} });
    let result = await attempt();
    const missing = /Cannot find (?:package|module) '([^']+)'/.exec(result.output)?.[1] ?? '';
    if (result.code !== 0 && name !== manifest.name && manifest.peerDependenciesMeta?.[missing]?.optional) {
      await npmInstall(folder, [`${missing}@${manifest.peerDependencies?.[missing]}`]);
      result = await attempt();
    }
    if (result.code !== 0) return result;
  }
  return { code: 0, output: '' };
};

/**
 * Compile an importer; every module must have types, and they must not be `any`.
 *
 * @param {string} file  its ending decides between ESM and CommonJS
 * @param {'node16' | 'bundler'} moduleResolution
 * @returns {Use}
 */
const compile = (file, moduleResolution) => async (folder, manifest) => {
  const lines = specifiers(manifest).flatMap((name, index) => [
    `import * as all${index} from '${name}';`,
    `export const typed${index}: 0 extends 1 & typeof all${index} ? never : object = all${index};`,
  ]);
  const config = `tsconfig.${file}.json`;
  writeFileSync(join(folder, file), `${lines.join('\n')}\n`);
  writeFileSync(
    join(folder, config),
    JSON.stringify({ compilerOptions: compilerOptions(moduleResolution), files: [file] }),
  );
  return tool('tsc', ['-p', config], folder);
};

/** Bundle everything but `./node` for a browser: no module of Node may be reached. @type {Use} */
const bundleForBrowser = async (folder, manifest) => {
  const { build, createLogger } = await import('vite');
  const lines = specifiers(manifest).flatMap((name, index) =>
    name.endsWith('/node') ? [] : [`import * as all${index} from '${name}';`, `globalThis.all${index} = all${index};`],
  );
  writeFileSync(join(folder, 'browser.mjs'), `${lines.join('\n')}\n`);
  const heard = /** @type {string[]} */ ([]);
  const logger = createLogger('silent');
  logger.warn = logger.warnOnce = logger.error = (text) => heard.push(text);
  try {
    await build({
      root: folder,
      configFile: false,
      customLogger: logger,
      logLevel: 'silent',
      build: { outDir: 'browser', minify: false, rolldownOptions: { input: join(folder, 'browser.mjs') } },
    });
  } catch (error) {
    heard.push(`externalized or unresolved: ${error}`);
  }
  const shims = heard.filter((text) => /externalized/.test(text));
  return { code: shims.length > 0 ? 1 : 0, output: shims.join('\n') };
};

/** @type {Use} */
const askForHelp = (folder, manifest) => {
  const [command = ''] = Object.keys(manifest.bin ?? {});
  const script = join('node_modules', manifest.name, manifest.bin?.[command] ?? '');
  return run(process.execPath, [script, '--help'], { cwd: folder, onLine: () => {} });
};

/** What is done with every library. @type {[check: string, use: Use][]} */
const libraryUses = [
  ['ESM import', importBy('use.mjs', (name) => `await import('${name}')`)],
  ['CJS require', importBy('use.cjs', (name) => `require('${name}')`)],
  ['types, node16, ESM', compile('use.mts', 'node16')],
  ['types, node16, CJS', compile('use.cts', 'node16')],
  ['types, bundler', compile('use.ts', 'bundler')],
  ['vite for the browser', bundleForBrowser],
];

/** Runs are folders, so what makes or reads them is of Node alone. */
const ofNode = new Set(
  ['runs', 'report', 'catalogue', 'export', 'hub', 'serve', 'cluster']
    .map((name) => `@latentkit/${name}`)
    .concat('latentkit'),
);

/** @param {Manifest} manifest @returns {[check: string, use: Use][]} */
export function usesOf(manifest) {
  /** @type {[check: string, use: Use][]} */
  const help = manifest.bin ? [['command --help', askForHelp]] : [];
  if (entries(manifest).length === 0) return help;
  const asLibrary = libraryUses
    .filter(([check]) => hasCommonJs(manifest) || !check.includes('CJS'))
    .filter(([, use]) => use !== bundleForBrowser || !ofNode.has(manifest.name));
  return [...asLibrary, ...help];
}
