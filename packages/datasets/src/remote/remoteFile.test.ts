import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { folderOf, refusal } from '../../testing/files.ts';
import { cachePath } from './cachePath.ts';
import { huggingFaceUrl } from './huggingFaceUrl.ts';
import { remoteFile } from './remoteFile.ts';

const content = Uint8Array.from({ length: 50_000 }, (_, i) => (i * i) >> 3);
const sha256 = createHash('sha256').update(content).digest('hex');

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server that gives each request the next answer, the last one for ever, and what it was asked for. */
async function serve(...answers: Answer[]) {
  const ranges: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    (answers.length > 1 ? (answers.shift() as Answer) : (answers[0] as Answer))(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const folder = folderOf();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/data.npy?x=1`;
  const options = { url, sha256, folder, waitMs: 1, stallMs: 200 };
  return {
    url,
    folder,
    ranges,
    options,
    path: cachePath(options),
    get: (more: object = {}) => remoteFile({ ...options, ...more }),
  };
}

const start = (request: IncomingMessage) => Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);

/** Answers with what is asked for, as far as `end`, then breaks off. */
const from =
  (bytes: Uint8Array, end = bytes.length): Answer =>
  (request, response) => {
    const first = start(request);
    const range = { 'content-range': `bytes ${first}-${bytes.length - 1}/${bytes.length}` };
    response.writeHead(first > 0 ? 206 : 200, { 'content-length': bytes.length - first, ...(first > 0 && range) });
    // A broken connection takes with it what fetch has received and not yet handed on: it breaks after the bytes were read.
    response.write(bytes.subarray(first, Math.max(first, end)), () =>
      end < bytes.length ? setTimeout(() => response.destroy(), 50) : response.end(),
    );
  };

const status =
  (code: number): Answer =>
  (_, response) =>
    response.writeHead(code).end();

describe('remoteFile', () => {
  it('downloads a file once, into the cache by its checksum, under the name it has', async () => {
    const { get, path, folder, ranges } = await serve(from(content));
    expect(await get()).toBe(join(folder, sha256, 'data.npy'));
    expect(new Uint8Array(readFileSync(path))).toEqual(content);
    expect(await get()).toBe(path);
    expect([ranges, readdirSync(join(folder, sha256))]).toEqual([[undefined], ['data.npy']]);
  });

  it('goes on where a server broke off', async () => {
    const { get, path, ranges } = await serve(
      from(content, 20_000),
      from(content, 20_000),
      from(content, 35_000),
      from(content),
    );
    await get();
    expect(new Uint8Array(readFileSync(path))).toEqual(content);
    expect(ranges.length).toBe(4);
    expect(ranges[3]).toBe('bytes=35000-');
  });

  it('goes on where an earlier call stopped', async () => {
    const { get, path, ranges } = await serve(from(content, 30_000), status(404), from(content));
    expect(await refusal(get)).toContain(
      'answered 404. Check the address and the connection, and run again: what was downloaded is kept.',
    );
    expect(existsSync(path)).toBe(false);
    await get();
    expect(new Uint8Array(readFileSync(path))).toEqual(content);
    expect(ranges[2]).toBe('bytes=30000-');
  });

  it('starts again where a server knows no ranges, and where what was left is of another file', async () => {
    const whole: Answer = (_, response) => response.writeHead(200).end(content);
    const { get, path } = await serve(from(content, 10_000), whole);
    await get();
    expect(new Uint8Array(readFileSync(path))).toEqual(content);
    const other = await serve(status(503), status(503), status(503), status(503), from(content));
    await refusal(other.get);
    writeFileSync(`${other.path}.partial`, new Uint8Array(100));
    await other.get();
    expect(new Uint8Array(readFileSync(other.path))).toEqual(content);
  });

  it('takes a file that was whole when it stopped, and one longer than the server has', async () => {
    const outside: Answer = (request, response) =>
      start(request) < content.length
        ? from(content)(request, response)
        : response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    for (const left of [content, new Uint8Array([...content, 1])]) {
      const { get, path } = await serve(status(404), outside);
      await refusal(get);
      writeFileSync(`${path}.partial`, left);
      await get();
      expect(new Uint8Array(readFileSync(path))).toEqual(content);
    }
  });

  it('refuses wrong bytes, and keeps nothing of them', async () => {
    const { get, folder, url } = await serve(from(content.map((byte, i) => (i === 40_000 ? byte ^ 1 : byte))));
    expect(await refusal(get)).toMatch(
      new RegExp(
        `^${url.replace('?', '\\?')}: expected a file of SHA-256 ${sha256}, received [0-9a-f]{64}\\. The file may have`,
      ),
    );
    expect(readdirSync(join(folder, sha256))).toEqual([]);
  });

  it('refuses a shorter file and one that lies about its length', async () => {
    const short = await serve(from(content.subarray(0, 49_999)));
    expect(await refusal(short.get)).toContain('expected a file of SHA-256');
    const lies: Answer = (_, response) => {
      response.writeHead(200, { 'content-length': 90_000 });
      response.write(content, () => response.destroy());
    };
    const liar = await serve(lies, lies, lies, lies, lies, lies);
    expect(await refusal(liar.get)).toMatch(/expected the file, received http.* that broke off \(.+\)\./);
  });

  it('gives up on a server that sends nothing more', async () => {
    const { get } = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.flushHeaders();
    });
    expect(await refusal(() => get({ stallMs: 30 }))).toContain('without a byte for 0.03 s.');
  });

  it('stops before a file without end fills the disk', async () => {
    const endless: Answer = (_, response) => {
      const more = () => response.write(content, () => setImmediate(more));
      response.writeHead(200);
      more();
    };
    const { get, url } = await serve(endless);
    expect(await refusal(() => get({ mostBytes: 200_000 }))).toMatch(
      /expected at most 200000 bytes, received \d+ or more\. Raise mostBytes/,
    );
    const { get: long } = await serve(from(content));
    expect(await refusal(() => long({ mostBytes: 200 }))).toContain(
      'expected at most 200 bytes, received 50000 or more.',
    );
    expect(url).toContain('127.0.0.1');
  });

  it('tries again after an error of the server, and not without end', async () => {
    const { get, ranges } = await serve(status(503), status(429), from(content));
    await get();
    expect(ranges.length).toBe(3);
    const { get: never, ranges: asked } = await serve(status(500));
    expect(await refusal(never)).toContain('answered 500.');
    expect(asked.length).toBe(4);
  });

  it('stops when its signal is raised', async () => {
    const controller = new AbortController();
    const { get } = await serve((_, response) => {
      response.writeHead(200);
      response.write('x');
      controller.abort();
    });
    expect(await refusal(() => get({ signal: controller.signal }))).toContain('until it was stopped.');
  });

  it('serves two calls at once', async () => {
    const { get, path, folder } = await serve(from(content));
    expect(await Promise.all([get(), get(), get()])).toEqual([path, path, path]);
    expect(new Uint8Array(readFileSync(path))).toEqual(content);
    expect(readdirSync(join(folder, sha256))).toEqual(['data.npy']);
  });

  it.each([
    [
      { url: 'file:///etc/passwd' },
      'remoteFile, url: expected an address that starts with https:// or http://, received "file:///etc/passwd". Give the address of a file.',
    ],
    [{ url: 'data' }, 'remoteFile, url: expected an address'],
    [{ sha256: 'abc' }, 'remoteFile, sha256: expected 64 hexadecimal digits, received "abc".'],
  ])('refuses %j', async (options, line) => {
    expect(await refusal(() => remoteFile({ url: 'https://example.org/a', sha256, ...options }))).toContain(line);
  });
});

describe('cachePath', () => {
  it.each([
    ['https://a/b/c.npy', 'c.npy'],
    ['https://a/', 'file'],
    ['https://a/..%2f..%2fetc', '_2f.._2fetc'],
    ['https://a/x/%2e%2e', 'x'],
  ])('of %s stays within its folder', (url, name) => {
    const path = cachePath({ url, sha256, folder: 'cache' });
    if (name === 'x') expect(dirname(path)).toBe(join('cache', sha256));
    else expect(path).toBe(join('cache', sha256, name));
  });
});

it('huggingFaceUrl names the file of a revision', () => {
  expect(huggingFaceUrl({ repo: 'ylecun/mnist', file: 'mnist/a b.parquet', revision: 'refs/x' })).toBe(
    'https://huggingface.co/datasets/ylecun/mnist/resolve/refs%2Fx/mnist/a%20b.parquet',
  );
});
