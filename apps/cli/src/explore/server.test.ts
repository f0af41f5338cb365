import { once } from 'node:events';
import { connect } from 'node:net';
import type { Content } from '@latentkit/explorer/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Serving, serve } from './server.ts';

let serving: Serving;
let port: number;
const bytes = (text: string) => new TextEncoder().encode(text);

beforeAll(async () => {
  const failed = Promise.reject(new Error('no model'));
  failed.catch(() => {});
  serving = await serve(
    new Map<string, Content>([
      ['index.html', bytes('<!doctype html>')],
      ['assets/page.js', bytes('export {};')],
      ['assets/run.wasm', Uint8Array.of(0)],
      ['data/a/codes.f32', Promise.resolve(Uint8Array.of(1, 2, 3, 4))],
      ['data/a/labels.u8', Promise.resolve(undefined)],
      ['data/b/run.json', failed],
    ]),
  );
  port = Number(new URL(serving.address).port);
});

afterAll(() => serving.close());

/** What is answered to these very bytes. */
async function raw(...lines: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (text) => {
    answer += text;
  });
  socket.write(`${[...lines, 'Connection: close', '', ''].join('\r\n')}`);
  await once(socket, 'close');
  return answer;
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
const asked = async (path: string, host = `127.0.0.1:${port}`) =>
  statusOf(await raw(`GET ${path} HTTP/1.1`, `Host: ${host}`));

describe('the server of the explorer', () => {
  it('is on loopback, and gives the files of its table by what they are', async () => {
    expect(serving.address).toBe(`http://127.0.0.1:${port}/`);
    const types = {
      '': 'text/html; charset=utf-8',
      'index.html': 'text/html; charset=utf-8',
      'assets/page.js': 'text/javascript; charset=utf-8',
      'assets/run.wasm': 'application/wasm',
      'data/a/codes.f32?again': 'application/octet-stream',
    };
    for (const [path, type] of Object.entries(types)) {
      const response = await fetch(serving.address + path);
      expect([response.status, response.headers.get('content-type')], path).toEqual([200, type]);
    }
    const codes = await fetch(`${serving.address}data/a/codes.f32`);
    expect([...new Uint8Array(await codes.arrayBuffer())]).toEqual([1, 2, 3, 4]);
  });

  it('says with every answer what a page may do', async () => {
    for (const path of ['', 'nowhere']) {
      const { headers } = await fetch(serving.address + path);
      expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*; frame-ancestors 'none'$/);
      expect(headers.get('content-security-policy')).not.toMatch(/'unsafe-|\*|http/);
      expect(Object.fromEntries(headers)).toMatchObject({
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  it('answers HEAD without a body, and no other method', async () => {
    const head = await raw('HEAD /assets/page.js HTTP/1.1', `Host: localhost:${port}`);
    expect(head).toMatch(/^HTTP\/1\.1 200 [\s\S]*Content-Length: 10\r\n[\s\S]*\r\n\r\n$/);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE']) {
      const answer = await raw(`${method} / HTTP/1.1`, `Host: 127.0.0.1:${port}`, 'Content-Length: 0');
      expect([method, statusOf(answer)]).toEqual([method, 405]);
      expect(answer).toContain('\r\nAllow: GET, HEAD\r\n');
    }
  });

  it('refuses other names than its own', async () => {
    for (const host of [`localhost:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`]) {
      expect(await asked('/', host), host).toBe(200);
    }
    for (const host of [
      'example.org',
      `example.org:${port}`,
      '127.0.0.1',
      'localhost',
      '127.0.0.1:1',
      `127.1:${port}`,
      '',
    ]) {
      expect(await asked('/', host), host).toBe(421);
    }
    expect(statusOf(await raw('GET / HTTP/1.1'))).toBe(400);
    expect(statusOf(await raw('GET / HTTP/1.0'))).toBe(421);
    const own = `Host: 127.0.0.1:${port}`;
    expect(statusOf(await raw('GET / HTTP/1.1', own, 'Host: example.org'))).toBeGreaterThanOrEqual(400);
  });

  it.each([
    '/..',
    '/../package.json',
    '/assets/../index.html',
    '/%2e%2e/package.json',
    '/..%2f..%2fetc/passwd',
    '/assets/..%5c..%5cindex.html',
    '/assets\\page.js',
    '/assets/page.js%00',
    '/assets',
    '/assets/',
    '/data/',
    '//index.html',
    '/./index.html',
    '/etc/passwd',
    '//etc/passwd',
    '/C:/Windows/win.ini',
    'index.html',
    'http://example.org/index.html',
    '/data/a/labels.u8',
    '/__proto__',
    '/constructor',
  ])('has nothing at %s', async (path) => {
    expect(await asked(path)).toBeGreaterThanOrEqual(400);
    expect(await asked(path)).toBeLessThan(500);
  });

  it('says which file could not be made, and not why', async () => {
    const response = await fetch(`${serving.address}data/b/run.json`);
    expect([response.status, await response.text()]).toEqual([500, '500: this file could not be made\n']);
  });

  it('refuses a port that is taken', async () => {
    await expect(serve(new Map(), { port })).rejects.toThrow(
      `--port ${port}: expected a free port, received one that is taken. Choose another one, or leave --port out.`,
    );
  });
});
