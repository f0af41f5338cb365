import { spawn } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

/**
 * @typedef {{ url: string, close(): Promise<void> }} Served
 */

/**
 * A command that serves a page (`explore`, `ui`) as people start it: the address is its first line.
 *
 * @param {string} main
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<Served & { ended: Promise<number | null> }>}
 */
export function byCommand(main, args, cwd) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise((done) => child.on('close', done));
    const close = async () => {
      child.kill('SIGINT');
      await ended;
    };
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ part) => {
        text += part;
        const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(text)?.[0];
        if (url) resolve({ url, close, ended: /** @type {Promise<number | null>} */ (ended) });
      });
    }
    child.on('close', (code) => reject(new Error(`latentkit ${args[0]} ended with ${code}: ${text}`)));
  });
}

const types = /** @type {Record<string, string>} */ ({
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
});

/**
 * A folder under a path of a host that knows nothing of us: no header but the type.
 *
 * @param {string} folder
 * @param {string} base  e.g. `/deep/down/`
 * @returns {Promise<Served>}
 */
export function byAnyHost(folder, base) {
  const server = createServer(({ url = '' }, response) => {
    const path = decodeURIComponent(url.split('?')[0] ?? '');
    const file = path.startsWith(base) ? join(folder, normalize(`/${path.slice(base.length) || 'index.html'}`)) : '';
    if (!file || !existsSync(file) || !statSync(file).isFile()) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve({
        url: `http://127.0.0.1:${port}${base}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });
}
