import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A word that may stand in no file and no line. */
export const password = 'hush-7f3a';

/** @typedef {{ name: string, url: string, port: number, secure: string, ca: string, stop(): Promise<void> }} Server  secure: the address with TLS, by the certificate `ca` */

/** A key and a certificate that signs itself, for this machine. @param {string} at */
function certificate(at) {
  const [cert, key] = [join(at, 'cert.pem'), join(at, 'key.pem')];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  const made = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', ...made, ...names], { stdio: 'ignore' });
  chmodSync(key, 0o600);
  return { cert, key };
}

/** A real Redis with a password. @param {string} folder @returns {Promise<Server | undefined>} nothing where there is no redis-server */
export async function redis(folder) {
  if (spawnSync('redis-server', ['--version']).status !== 0) return undefined;
  const at = join(folder, 'redis-server');
  mkdirSync(at);
  const [port, tls] = [await freePort(), await freePort()];
  const { cert, key } = certificate(at);
  const secured = { 'tls-port': tls, 'tls-cert-file': cert, 'tls-key-file': key, 'tls-auth-clients': 'no' };
  const plain = { port, dir: at, save: '', appendonly: 'no', requirepass: password, bind: '127.0.0.1' };
  const options = { ...plain, ...secured, 'tls-ca-cert-file': cert };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', args, { stdio: 'ignore' });
  await answers(port);
  return {
    name: 'Redis',
    url: `redis://:${password}@127.0.0.1:PORT`,
    port,
    secure: `rediss://:${password}@127.0.0.1:${tls}`,
    ca: cert,
    stop: () => ended(child, 'SIGKILL'),
  };
}

/** A real PostgreSQL with a password, run by a user that is not root. @param {string} folder @returns {Promise<Server | undefined>} */
export async function postgres(folder) {
  const bin = binaries();
  if (bin === undefined) return undefined;
  const at = join(folder, 'postgres-server');
  mkdirSync(at);
  const user = owner(at);
  const secret = join(at, 'secret');
  writeFileSync(secret, `${password}\n`);
  if (user.uid !== undefined) chownSync(secret, user.uid, Number(user.gid));
  const data = join(at, 'data');
  const init = ['-D', data, '-U', 'latentkit', '-A', 'scram-sha-256', `--pwfile=${secret}`, '--no-sync', '-E', 'UTF8'];
  execFileSync(join(bin, 'initdb'), init, { ...user, cwd: at, stdio: ['ignore', 'ignore', 'inherit'] });
  const port = await freePort();
  const { cert, key } = certificate(at);
  for (const path of [cert, key]) if (user.uid !== undefined) chownSync(path, user.uid, Number(user.gid));
  const secured = ['ssl=on', `ssl_cert_file=${cert}`, `ssl_key_file=${key}`].flatMap((one) => ['-c', one]);
  const serve = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', at, '-c', 'fsync=off', ...secured];
  const child = spawn(join(bin, 'postgres'), serve, { ...user, cwd: at, stdio: 'ignore' });
  await answers(port);
  const url = `postgres://latentkit:${password}@127.0.0.1:PORT/postgres`;
  const secure = `${url.replace('PORT', String(port))}?sslmode=verify-full`;
  return { name: 'PostgreSQL', url, port, secure, ca: cert, stop: () => ended(child, 'SIGQUIT') };
}

/** Debian keeps each version in a folder of its own, not on the path. */
function binaries() {
  const all = '/usr/lib/postgresql';
  const versions = existsSync(all) ? readdirSync(all).sort((a, b) => Number(b) - Number(a)) : [];
  return versions.map((version) => join(all, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb')));
}

/** PostgreSQL does not run as root: the user that its package made does. @param {string} at that user's from here on */
function owner(at) {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' })));
  chownSync(at, Number(uid), Number(gid));
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * A way to a server that can be shut: an address whose connections are cut and refused for a while.
 *
 * @param {Server} server
 */
export async function gate(server) {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  let shut = false;
  const proxy = createServer((from) => {
    if (shut) return from.destroy();
    const to = connect(server.port, '127.0.0.1');
    const together = /** @type {const} */ ([
      [from, to],
      [to, from],
    ]);
    for (const [one, other] of together) {
      sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    from.pipe(to);
    to.pipe(from);
  });
  await new Promise((done) => proxy.listen(0, '127.0.0.1', () => done(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (proxy.address());
  return {
    url: server.url.replace('PORT', String(port)),
    /** @param {number} ms */
    async shutFor(ms) {
      shut = true;
      for (const socket of sockets) socket.destroy();
      await wait(ms);
      shut = false;
    },
    close() {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(port));
    });
  });
}

/** @param {number} port */
async function answers(port) {
  for (const until = Date.now() + 30_000; Date.now() < until; await wait(100)) {
    const open = await new Promise((done) => {
      const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
  }
  throw new Error(`nothing listens at port ${port}`);
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
async function ended(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await gone;
}
