import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expected } from '@latentkit/errors';

/** How long a process may take to say its number: it may be amid a long step. */
const answerMs = 1000;

/**
 * Take a folder for what changes it, so that no other process of this machine does at the same time.
 *
 * The lock is a socket that listens, named after the folder's place on the disk. The system closes it with its process, however that ends, so
 * nothing is left to be mistaken for a process that lives. Where sockets are forbidden there is no lock.
 *
 * @param path the run's folder
 * @returns what gives it back
 * @throws RUN with the number of the process that has the run
 * @example
 * import { mkdtemp } from 'node:fs/promises';
 * const unlock = await lockRun(await mkdtemp('/tmp/run-'));
 * try {
 *   // train in it
 * } finally {
 *   unlock();
 * }
 */
export async function lockRun(path: string, platform: NodeJS.Platform = process.platform): Promise<() => void> {
  const server = await lock(path, platform);
  return () => server?.close();
}

/** Whether a process of this machine has the lock of a folder. */
export async function isLocked(path: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const address = await addressFor(path, platform);
  return address !== undefined && (await holderOf(address)) !== undefined;
}

async function lock(path: string, platform: NodeJS.Platform): Promise<Server | undefined> {
  const address = await addressFor(path, platform);
  // The work says what is wrong with it.
  if (address === undefined) return undefined;
  // More than once, since who had it may end between two questions.
  for (let tries = 0; tries < 3; tries++) {
    try {
      return await listening(address);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return undefined;
    }
    const holder = await holderOf(address);
    if (holder !== undefined) throw held(path, holder);
    // A file that a killed process left, where sockets have files.
    if (address.startsWith(tmpdir())) await rm(address, { force: true }).catch(() => {});
  }
  return undefined;
}

/** Named after the folder's place on the disk; undefined for one that is not there. */
async function addressFor(path: string, platform: NodeJS.Platform): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  if (found === undefined) return undefined;
  const digits = createHash('sha256').update(`${found.dev}:${found.ino}`).digest('hex').slice(0, 16);
  return addressOf(`latentkit-${digits}`, platform);
}

/** Names that end with their process where there are such: abstract ones on Linux, pipes on Windows. */
function addressOf(name: string, platform: NodeJS.Platform): string {
  if (platform === 'linux') return `\0${name}`;
  return platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), name);
}

function listening(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.on('error', () => {}).end(String(process.pid)));
    server.once('error', reject).listen(address, () => resolve(server.unref()));
  });
}

/** The number of the process that listens there, '' if it does not say; undefined where none does. */
function holderOf(address: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(address).setEncoding('utf8').setTimeout(answerMs);
    socket
      .on('data', (text) => {
        said += text;
      })
      .on('timeout', () => socket.destroy())
      .on('error', ({ code }: NodeJS.ErrnoException) =>
        resolve(code === 'ECONNREFUSED' || code === 'ENOENT' ? undefined : said),
      )
      .on('close', () => resolve(said));
  });
}

function held(path: string, holder: string) {
  return expected({
    where: `run ${path}`,
    expected: 'a run that no other process trains',
    received: `one that ${holder === '' ? 'another process' : `process ${holder}`} is training`,
    todo: 'Wait until it has ended, or stop it: SIGTERM saves first.',
    code: 'RUN',
  });
}
