import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../check/tool.mjs';
import { compilerOptions } from '../pack/compilerOptions.mjs';
import { serving } from './serving.mjs';
import { viteDevelops } from './vite.mjs';

/** @typedef {import('./managers.mjs').Project} Project */

/** The README's program, as a user copies it. */
function readmeProgram() {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const code = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');
  const program = code.find((text) => text.includes("from 'latentkit'"));
  if (program === undefined) throw new Error('README.md: no program that imports latentkit');
  return program;
}

/** @param {string} output @param {RegExp} wanted */
function shows(output, wanted) {
  if (!wanted.test(output)) throw new Error(`expected ${wanted}, received ${output.slice(-1000)}`);
}

/** What a project installs: the umbrella, one package of its own, and a compiler. */
export const installed = [
  'latentkit',
  '@latentkit/core',
  '@latentkit/errors',
  '@tensorflow/tfjs-core@4.22.0',
  'typescript@6.0.3',
];

/** What a stranger does with an installed latentkit. @type {[title: string, use: (project: Project) => Promise<void>][]} */
export const uses = [
  [
    "the README's program",
    async ({ folder, node }) => {
      writeFileSync(join(folder, 'first.mjs'), readmeProgram());
      shows(await node('first.mjs'), /^1 \d+\.\d+$/m);
    },
  ],
  ['CommonJS', (project) => commonJs(project, 'require')],
  ['types, node16', (project) => typed(project, 'node16')],
  ['types, bundler', (project) => typed(project, 'bundler')],
  [
    'latentkit train',
    async ({ folder, exec }) => {
      const small = ['--examples', '512', '--epochs', '1', '--hidden', '16'];
      await exec('latentkit', 'train', 'autoencoder', ...small, '--out', 'run');
      if (!existsSync(join(folder, 'run', 'report.html'))) throw new Error('expected run/report.html, received none');
      const { engine } = JSON.parse(readFileSync(join(folder, 'run', 'run.json'), 'utf8'));
      if (engine.name !== 'compiled')
        throw new Error(`expected the compiled engine, received ${engine.name}: ${engine.reason}`);
    },
  ],
  [
    'latentkit explore',
    async (project) => {
      const { url, close } = await serving(project, 'latentkit', 'explore', 'run');
      try {
        shows(await (await fetch(url)).text(), /<script type="module"/);
        const record = await fetch(`${url}data/index.json`);
        if (!record.ok) throw new Error(`data/index.json: ${record.status}`);
      } finally {
        await close();
      }
    },
  ],
];

/**
 * The same where `require` cannot be: what it loads of ES modules, Node 20 resolves without yarn's Plug'n'Play.
 *
 * @param {Project} project
 */
export const commonJsByImport = (project) => commonJs(project, 'await import');

/** @param {Project} project @param {'require' | 'await import'} load */
async function commonJs({ folder, node }, load) {
  writeFileSync(
    join(folder, 'first.cjs'),
    `(async () => {
  const { adam } = ${load}('@latentkit/core');
  const { expected } = ${load}('@latentkit/errors');
  const { denseAutoencoder } = ${load}('latentkit');
  console.log(typeof adam, typeof expected, typeof denseAutoencoder);
})();
`,
  );
  shows(await node('first.cjs'), /^function function function$/m);
}

/** What is tried with npm alone: it takes the longest, and no manager has a part in it. @type {typeof uses} */
export const ofNpm = [
  [
    'a data set that comes when it is asked for',
    async ({ exec, add }) => {
      const train = [
        'train',
        'autoencoder',
        '--data',
        'fashion-mnist',
        '--examples',
        '512',
        '--epochs',
        '1',
        '--hidden',
        '16',
      ];
      const refused = await exec('latentkit', ...train, '--out', 'clothes').then(() => '', String);
      const line = /Run: npm install (\S+)/.exec(refused)?.[1];
      if (line === undefined) throw new Error(`expected a line that installs it, received ${refused}`);
      await add([line]);
      shows(await exec('latentkit', ...train, '--out', 'clothes'), /look at clothes\/report\.html/);
    },
  ],
  ["vite's development server", viteDevelops],
];

/** @param {Project} project @param {'node16' | 'bundler'} moduleResolution */
async function typed({ folder, exec }, moduleResolution) {
  const config = `tsconfig.${moduleResolution}.json`;
  writeFileSync(join(folder, 'typed.mts'), `${readmeProgram()}\nexport const wrong: string = data.y.shape.length;\n`);
  writeFileSync(
    join(folder, config),
    JSON.stringify({ compilerOptions: compilerOptions(moduleResolution), files: ['typed.mts'] }),
  );
  const refused = await exec('tsc', '-p', config).then(() => '', String);
  // One error and no other: the line that gives a number where a string is wanted.
  shows(refused, /Type 'number' is not assignable to type 'string'/);
  if ((refused.match(/error TS/g) ?? []).length !== 1) throw new Error(refused);
}
