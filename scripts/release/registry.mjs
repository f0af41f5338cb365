import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { run } from '../bootstrap/child.mjs';
import { childEnvironment } from '../bootstrap/pnpm.mjs';
import { findNpm } from '../bootstrap/preconditions.mjs';
import { npmTool, scriptOf } from './npmTools.mjs';

/** @typedef {{ url: string, settings: string, storage: string, close(): Promise<void> }} Registry  settings: an .npmrc that may publish there */

/**
 * A real registry server: verdaccio, with what is not ours from the registry that npm is set to.
 *
 * @param {string} folder
 * @returns {Promise<Registry>}
 */
export async function startRegistry(folder) {
  mkdirSync(folder, { recursive: true });
  const script = scriptOf(await npmTool('verdaccio', '6.8.0'), 'verdaccio');
  const uplink = await npmSetting('registry', folder);
  const authorities = await npmSetting('cafile', folder);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const storage = join(folder, 'storage');
  const config = {
    storage,
    auth: { htpasswd: { file: join(folder, 'htpasswd'), max_users: 10 } },
    uplinks: {
      above: { url: uplink, timeout: '120s', max_fails: 100, fail_timeout: '1s', maxage: '60m' },
    },
    packages: {
      latentkit: { access: '$all', publish: '$authenticated' },
      '@latentkit/*': { access: '$all', publish: '$authenticated' },
      '**': { access: '$all', proxy: 'above' },
    },
    max_body_size: '100mb',
    log: { type: 'stdout', format: 'json', level: 'warn' },
    web: { enable: false },
  };
  const file = join(folder, 'config.yaml');
  writeFileSync(file, JSON.stringify(config)); // JSON is YAML
  const env = { ...process.env, ...(existsSync(authorities) && { NODE_EXTRA_CA_CERTS: authorities }) };
  const args = [script, '--config', file, '--listen', `127.0.0.1:${port}`];
  const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      said = (said + part).slice(-4000);
    });
  }
  const ended = new Promise((done) => child.on('close', done));
  const close = async () => {
    child.kill();
    await ended;
  };
  try {
    await answering(url, child);
    const settings = join(folder, 'npmrc');
    writeFileSync(settings, `registry=${url}\n//127.0.0.1:${port}/:_authToken=${await newToken(url)}\n`);
    return { url, settings, storage, close };
  } catch (error) {
    await close();
    throw new Error(`verdaccio: ${error}\n${said}`);
  }
}

/** What npm itself takes, whichever file or variable says so. @param {string} name @param {string} cwd */
export async function npmSetting(name, cwd) {
  const { output } = await run(process.execPath, [findNpm(), 'config', 'get', name], {
    cwd,
    env: childEnvironment(),
    onLine: () => {},
  });
  return output.trim();
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** @param {string} url @param {import('node:child_process').ChildProcess} child */
async function answering(url, child) {
  for (let wait = 0; wait < 600; wait++) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
    const up = await fetch(`${url}-/ping`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('no answer in 60 s');
}

/** A user as `npm adduser` makes one. @param {string} url @returns {Promise<string>} */
async function newToken(url) {
  const response = await fetch(`${url}-/user/org.couchdb.user:release`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'release', password: 'release-check' }),
  });
  const { token } = await response.json();
  if (!token) throw new Error(`it gave no token, ${response.status}`);
  return token;
}
