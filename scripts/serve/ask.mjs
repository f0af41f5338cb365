import { request } from 'node:http';

/** @typedef {{ status: number, headers: import('node:http').IncomingHttpHeaders, body: Buffer }} Answer */

/**
 * One request; an answer that is cut off is an error.
 *
 * @param {string} address
 * @param {string} path
 * @param {{ agent?: import('node:http').Agent, method?: string, headers?: import('node:http').OutgoingHttpHeaders, body?: string | Buffer, timeout?: number }} [options]
 * @returns {Promise<Answer>}
 */
export function ask(address, path, { agent, method, headers = {}, body, timeout = 30_000 } = {}) {
  return new Promise((done, fail) => {
    const length = body === undefined ? {} : { 'Content-Length': Buffer.byteLength(body) };
    const sent = request(
      new URL(path, address),
      {
        method: method ?? (body === undefined ? 'GET' : 'POST'),
        headers: { ...length, ...headers },
        ...(agent && { agent }),
        timeout,
      },
      (response) => {
        /** @type {Buffer[]} */
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () =>
          response.complete
            ? done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) })
            : fail(new Error('the answer was cut off')),
        );
        response.on('error', fail);
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer in ${timeout} ms`)));
    sent.on('error', fail);
    sent.end(body);
  });
}

/** A request for the image of a code. @param {readonly number[]} code @param {string} [id] */
export const decodeRequest = (code, id) =>
  JSON.stringify({
    ...(id && { id }),
    inputs: [{ name: 'code', datatype: 'FP32', shape: [1, code.length], data: code }],
    outputs: [{ name: 'reconstructionBytes' }],
  });

/**
 * Work in this many at a time.
 *
 * @param {number} workers
 * @param {number} count
 * @param {(i: number) => Promise<void>} work
 */
export async function inParallel(workers, count, work) {
  let next = 0;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (next < count) await work(next++);
    }),
  );
}
