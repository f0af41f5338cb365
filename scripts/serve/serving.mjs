import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { root } from '../check/tool.mjs';
import { smallMnist } from '../pages/runs.mjs';

/** The command from its sources, or as built. @param {string} main */
const commandArgs = (main) =>
  main.endsWith('.ts')
    ? ['--import', join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs'), '--conditions', '@latentkit/source', main]
    : [main];

/**
 * Small runs: digits, a table of people, and scenes with captions.
 *
 * @param {string} main
 * @param {string} folder
 */
export async function trainRuns(main, folder) {
  const data = smallMnist(folder, { train: 512, test: 64 });
  const lines = Array.from(
    { length: 200 },
    (_, i) => `${150 + (i % 50)},${50 + ((7 * i) % 30)},${i % 2 ? 'red' : 'blue'}`,
  );
  writeFileSync(join(folder, 'people.csv'), `height,weight,colour\n${lines.join('\n')}\n`);
  /** @param {...string} args */
  const train = async (...args) => {
    const { code, output } = await run(process.execPath, [...commandArgs(main), 'train', ...args, '--no-report'], {
      cwd: folder,
      onLine: () => {},
    });
    if (code !== 0) throw new Error(`latentkit train ${args.join(' ')} ended with ${code}: ${output}`);
  };
  const epoch = ['--epochs', '1', '--batch-size', '64'];
  await train('conditional-vae', '--data', data, ...epoch, '--hidden', '64', '--latent-size', '4', '--out', 'digits');
  await train('vae', '--data', 'people.csv', ...epoch, '--hidden', '8', '--latent-size', '2', '--out', 'people');
  const small = ['--examples', '128', ...epoch];
  await train(
    'grid-vq-vae',
    '--data',
    'scenes',
    ...small,
    '--filters',
    '4,8',
    '--codebook-size',
    '16',
    '--out',
    'tokens',
  );
  const words = ['--tokens', 'tokens', '--width', '16', '--heads', '2', '--depth', '1'];
  await train('text-to-image', '--data', 'scenes', ...small, ...words, '--out', 'scenes');
  return { digits: 'digits', people: 'people', scenes: 'scenes' };
}

/**
 * @typedef {{ address: string, child: import('node:child_process').ChildProcess, exited: Promise<number>, errors: () => string, end: () => Promise<number> }} Server
 */

/**
 * `latentkit serve` on a free port, once it is ready.
 *
 * @param {string} main
 * @param {string} cwd
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Server>}
 */
export function serving(main, cwd, args, env = process.env) {
  const child = spawn(process.execPath, [...commandArgs(main), 'serve', ...args, '--port', '0'], { cwd, env });
  let [output, errors] = ['', ''];
  const exited = /** @type {Promise<number>} */ (
    new Promise((done) => {
      child.on('close', (code) => done(code ?? 1));
    })
  );
  child.stderr?.on('data', (text) => {
    errors += text;
  });
  return new Promise((done, fail) => {
    child.stdout?.on('data', (text) => {
      output += text;
      const [address] = /^http:\S+\n/.exec(output) ?? [];
      if (!address) return;
      const end = () => {
        child.kill('SIGTERM');
        return exited;
      };
      done({ address: address.trim(), child, exited, errors: () => errors, end });
    });
    exited.then((code) => fail(new Error(`serve ended with ${code}: ${errors}`)));
  });
}
