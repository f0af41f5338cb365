import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromPath } from '@latentkit/datasets/node';
import { isLatentKitError } from '@latentkit/errors';
import { Variable } from '@tensorflow/tfjs-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { latentkit } from '../../testing/latentkit.ts';
import { loadPlugins } from './loadPlugins.ts';

const here = process.cwd();
let work: string;
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'latentkit-plugins-'));
  process.chdir(work);
});
afterEach(() => process.chdir(here));

const about = `{ title: 'a line', rows: { train: 20, test: 5 }, shape: [2], classes: [], source: 'computed', licence: 'MIT' }`;

/** A config in TypeScript whose data set is made by a module beside it. */
async function config(slope: number): Promise<void> {
  await writeFile(
    'points.ts',
    `export const points = (rows: number) => ({
      values: Float32Array.from({ length: 2 * rows }, (_, i) => (i % 2 ? ${slope} : 1) * Math.floor(i / 2) / rows),
      shape: [rows, 2] as const,
      scale: 1,
    });`,
  );
  await writeFile(
    'latentkit.config.ts',
    `import { points } from './points.ts';
    enum Rows { train = 20, test = 5 }
    const load = () => ({ name: 'line', train: { y: points(Rows.train) }, test: { y: points(Rows.test) } });
    export default { datasets: { line: { about: ${about}, load } } };`,
  );
}

const train = (...more: string[]) =>
  latentkit('train', 'autoencoder', '--data', 'line', '--hidden', '4', '--epochs', '1', '--engine', 'cpu', ...more);

describe('latentkit.config.ts', () => {
  it('adds a data set that is listed, trained on and named in run.json with its content', async () => {
    await config(2);
    expect((await latentkit('datasets')).stdout).toContain(
      'line              a line; 20 + 5 examples; MIT; computed\n',
    );
    expect(await train('--out', 'run')).toMatchObject({ exitCode: 0, stderr: '' });
    const { plugins } = JSON.parse(await readFile('run/run.json', 'utf8'));
    expect(plugins).toEqual([
      { name: 'latentkit.config.ts', sha256: expect.stringMatching(/^[\da-f]{64}$/), adds: ['line'] },
    ]);
    expect(await latentkit('evaluate', 'run', '--engine', 'cpu')).toMatchObject({ exitCode: 0, stderr: '' });
  });

  it('is asked for where it is missing, and a change of what it imports is told', async () => {
    await config(2);
    await train('--out', 'run');
    await config(3);
    const changed = await latentkit('evaluate', 'run', '--engine', 'cpu');
    expect(changed.stderr).toMatch(
      /^plug-in latentkit\.config\.ts \(sha256 \w{12}…\) instead of latentkit\.config\.ts \(sha256 \w{12}…\) of the run: results may differ\n$/,
    );
    await mkdir('elsewhere');
    process.chdir('elsewhere');
    const missing = await latentkit('evaluate', join(work, 'run'), '--engine', 'cpu');
    expect(missing).toMatchObject({ exitCode: 2 });
    expect(missing.stderr).toContain(
      'expected the plug-in latentkit.config.ts, which adds line, received no plug-in. Run the command where its latentkit.config file is, or name it with --plugin.',
    );
    const named = await latentkit(
      'evaluate',
      join(work, 'run'),
      '--engine',
      'cpu',
      '--plugin',
      '../latentkit.config.ts',
    );
    expect(named).toMatchObject({ exitCode: 0 });
  });
});

describe('--plugin', () => {
  it('names files and packages, wherever it stands', async () => {
    await writeFile('a.mjs', `export default { datasets: { one: { about: ${about}, load() {} } } };`);
    await mkdir('node_modules/own-data', { recursive: true });
    await writeFile('node_modules/own-data/package.json', '{"name":"own-data","version":"1.2.0","main":"index.js"}');
    await writeFile(
      'node_modules/own-data/index.js',
      `module.exports = { datasets: { two: { about: ${about}, load() {} } } };`,
    );
    const { rest, added } = await loadPlugins([
      'train',
      '--plugin',
      './a.mjs',
      'vae',
      '--plugin=own-data',
      '--epochs',
      '1',
    ]);
    expect(rest).toEqual(['train', 'vae', '--epochs', '1']);
    expect(added.map(({ plugin: { name, version } }) => [name, version])).toEqual([
      ['a.mjs', undefined],
      ['own-data', '1.2.0'],
    ]);
    expect(Object.keys(added[1]?.config.datasets ?? {})).toEqual(['two']);
  });

  it.each(['shares.ts', 'node_modules/shares/index.js'])('shares the modules of the command: %s', async (path) => {
    await mkdir('node_modules/shares', { recursive: true });
    await writeFile('node_modules/shares/package.json', '{"name":"shares","type":"module","main":"index.js"}');
    await writeFile(
      path,
      `import { Variable } from '@tensorflow/tfjs-core';
      import { fromPath } from '@latentkit/datasets/node';
      import { isLatentKitError } from '@latentkit/errors';
      export default { Variable, fromPath, isLatentKitError };`,
    );
    const { added } = await loadPlugins(['--plugin', path === 'shares.ts' ? './shares.ts' : 'shares']);
    expect(added[0]?.config).toMatchObject({ Variable, fromPath, isLatentKitError });
  });

  it.each([
    ['none', '', /--plugin: expected a file or a package, received nothing/],
    ['no file', './none.ts', /--plugin \.\/none\.ts: expected a file, received none\. Name a file that is there\./],
    ['no package', 'not-there', /expected a package that is installed, received none\. Run: npm install not-there\./],
    ['one that throws', './throws.mjs', /throws\.mjs: expected a module that loads, received of its own\. Fix it/],
    [
      'one without entries',
      './text.mjs',
      /text\.mjs: expected a default export of defineConfig, with models, .*received default/,
    ],
    [
      'a name that is taken',
      './taken.mjs',
      /taken\.mjs, datasets: expected a name that is not taken, received mnist, which/,
    ],
  ])('refuses %s in one line', async (_, name, message) => {
    await writeFile('throws.mjs', `throw new Error('of its own');`);
    await writeFile('text.mjs', `export default 'text';`);
    await writeFile('taken.mjs', `export default { datasets: { mnist: { about: ${about}, load() {} } } };`);
    const { exitCode, stderr } = await latentkit('models', ...(name ? ['--plugin', name] : ['--plugin']));
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd()).not.toContain('\n');
  });
});
