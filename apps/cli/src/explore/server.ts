import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expected } from '@latentkit/errors';
import { contentSecurityPolicy } from '@latentkit/explorer';
import type { Content } from '@latentkit/explorer/node';
import { contentType } from './contentTypes.ts';

export interface Serving {
  readonly address: string;
  close(): Promise<void>;
}

const loopback = '127.0.0.1';

const headers = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

const policy = (rules: string) => ({ 'Content-Security-Policy': `${rules}; frame-ancestors 'none'` });

/** Files by their paths from the page, e.g. `assets/index.js`. */
interface Files {
  get(path: string): Content | undefined;
}

interface ServeOptions {
  /** A free one by default. */
  readonly port?: number;
  /** What the browser lets a file do: a content security policy, `frame-ancestors` aside. */
  readonly policyOf?: (path: string) => string;
}

/**
 * Serve these files and nothing else, to this machine only. A path is a name in a table, never one of the disk: what is not in it is not there.
 *
 * @param files `index.html` is at `/` too
 * @throws FLAG for a port that is taken or may not be used
 */
export async function serve(
  files: Files,
  { port = 0, policyOf = () => contentSecurityPolicy }: ServeOptions = {},
): Promise<Serving> {
  const server = createServer({ requestTimeout: 30_000, maxHeaderSize: 8192 }, (request, response) => {
    answer(request, response, { files, policyOf, port: (server.address() as AddressInfo).port }).catch(() => {
      if (!response.headersSent) refuse(response, 500, 'this file could not be made');
      else response.destroy();
    });
  });
  await listening(server, port);
  const address = `http://${loopback}:${(server.address() as AddressInfo).port}/`;
  return {
    address,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { method, url = '', headersDistinct }: IncomingMessage,
  response: ServerResponse,
  { files, policyOf, port }: { files: Files; policyOf: (path: string) => string; port: number },
): Promise<void> {
  // A page of another site whose name leads here (DNS rebinding) says its own name.
  const hosts = headersDistinct.host ?? [];
  if (hosts.length !== 1 || !isOurs(hosts[0] as string, port)) {
    return refuse(response, 421, `this is ${loopback}:${port}`);
  }
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return refuse(response, 405, 'files are read here');
  }
  const [path = ''] = url.split('?');
  const name = path === '/' ? 'index.html' : path.slice(1);
  const bytes = path.startsWith('/') ? await files.get(name) : undefined;
  if (bytes === undefined) return refuse(response, 404, 'no such file');
  response.writeHead(200, {
    ...headers,
    ...policy(policyOf(name)),
    'Content-Type': contentType(name),
    'Content-Length': bytes.length,
  });
  response.end(method === 'HEAD' ? undefined : bytes);
}

function isOurs(host: string, port: number): boolean {
  const names = [loopback, 'localhost', '[::1]'];
  const withPort = names.map((name) => `${name}:${port}`);
  return (port === 80 ? [...withPort, ...names] : withPort).includes(host.toLowerCase());
}

function refuse(response: ServerResponse, status: number, why: string): void {
  const text = `${status}: ${why}\n`;
  const length = Buffer.byteLength(text);
  response.writeHead(status, {
    ...headers,
    ...policy(contentSecurityPolicy),
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': length,
  });
  response.end(text);
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((done, fail) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const reasons: Record<string, string> = { EADDRINUSE: 'one that is taken', EACCES: 'one that needs more rights' };
      fail(
        expected({
          where: `--port ${port}`,
          expected: 'a free port',
          received: reasons[cause.code ?? ''] ?? cause.message,
          todo: 'Choose another one, or leave --port out.',
          code: 'FLAG',
          cause,
        }),
      );
    });
    server.listen(port, loopback, done);
  });
}
