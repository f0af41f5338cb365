import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type HubAnswer, hubAnswer } from './answers.ts';
import { storedRepositories } from './repositories.ts';

/** How it fails; each once. */
export interface FakeHubSettings {
  /** The one that is known, `hf_…`; it is alice's. */
  token: string;
  /** The next answer with a file ends after this many bytes, as a broken connection does. */
  breakAfter?: number;
  /** The next answer with a file stops after this many bytes and stays open, as of a network that hangs. */
  stallAfter?: number;
  /** The next commit is answered by this status. */
  refuse?: number;
}

/** A request that came. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly range?: string;
  /** Bytes of a file that it was given. */
  bytes: number;
}

/**
 * The part of the Hugging Face hub's protocol that clients use to put files there and to take them, on a port of this machine: repositories, preupload,
 * large files, commits, trees, and files by range. Kept in memory, gone with the process.
 *
 * @returns its address, all requests so far, what it holds, and `close()`
 */
export async function fakeHub(settings: FakeHubSettings) {
  const repositories = storedRepositories();
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const { method = 'GET', url = '/', headers } = request;
      const one: Asked = {
        method,
        path: decodeURIComponent(url),
        ...(headers.range && { range: headers.range }),
        bytes: 0,
      };
      asked.push(one);
      const [path = '/'] = url.split('?');
      const known = headers.authorization === `Bearer ${settings.token}`;
      const body = Buffer.concat(chunks);
      try {
        send(response, hubAnswer({ method, path, headers, body, known }, { repositories, settings, address }), one);
      } catch (error) {
        send(response, { status: 500, value: { error: String(error) } }, one);
      }
    });
  });

  function send(response: ServerResponse, { status, headers, value, bytes }: HubAnswer, one: Asked): void {
    if (!bytes) {
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(JSON.stringify(value));
      return;
    }
    response.writeHead(status, { ...headers, 'Content-Length': bytes.length });
    if (one.method === 'HEAD') {
      response.end();
      return;
    }
    const end = settings.breakAfter ?? settings.stallAfter;
    const whole = end === undefined || end >= bytes.length;
    const breaks = settings.breakAfter !== undefined;
    // Clients ask for one byte to learn a file's size.
    if (bytes.length > 1) one.bytes = whole ? bytes.length : end;
    if (whole) {
      response.end(bytes);
      return;
    }
    delete settings[breaks ? 'breakAfter' : 'stallAfter'];
    response.write(bytes.subarray(0, end), () => {
      if (breaks) setTimeout(() => response.destroy(), 50);
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: address,
    settings,
    asked,
    repositories,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
