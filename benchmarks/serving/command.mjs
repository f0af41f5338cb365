import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/cli/dist/main.js', import.meta.url));

/** `latentkit …` as it is built. @param {string} cwd @param {string[]} args */
function started(cwd, args) {
  const child = spawn(process.execPath, [main, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (text) => {
    errors += text;
  });
  const ended = /** @type {Promise<number>} */ (new Promise((done) => child.on('close', (code) => done(code ?? 1))));
  const failed = ended.then((code) => {
    if (code !== 0) throw new Error(`latentkit ${args.join(' ')} ended with ${code}: ${errors}`);
  });
  return { child, failed };
}

/** @param {string} cwd @param {...string} args */
export async function train(cwd, ...args) {
  const { child, failed } = started(cwd, ['train', ...args]);
  child.stdout.resume();
  await failed;
}

/**
 * `latentkit serve` on a free port, once it is ready.
 *
 * @param {string} cwd
 * @param {...string} args
 * @returns {Promise<{ host: string, port: number, mainThreadMs: () => number, end: () => Promise<void> }>} mainThreadMs: what the thread of JavaScript has computed so far
 */
export async function serve(cwd, ...args) {
  const { child, failed } = started(cwd, ['serve', ...args, '--port', '0']);
  let output = '';
  const address = /** @type {Promise<string>} */ (
    new Promise((done) => {
      child.stdout.on('data', (text) => {
        output += text;
        const [, found] = /^(http:\S+)\n/.exec(output) ?? [];
        if (found) done(found);
      });
    })
  );
  const { hostname: host, port } = new URL(await Promise.race([address, failed.then(() => '')]));
  const end = () => {
    child.kill('SIGTERM');
    return failed;
  };
  return { host, port: Number(port), mainThreadMs: () => mainThreadMs(child.pid), end };
}

/** As Linux counts it, in steps of 10 ms; NaN elsewhere. @param {number | undefined} pid */
function mainThreadMs(pid) {
  const file = `/proc/${pid}/task/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return 10 * (Number(fields[11]) + Number(fields[12]));
}
