import { connect } from 'node:net';

/**
 * Clients that ask one after the other, each on a connection of its own. They write bytes that were made once and look for the end of an answer alone, so
 * that the load costs little beside the server.
 *
 * @param {{ host: string, port: number, clients: number, request: Buffer, until: (answers: number, ms: number) => boolean }} options
 * @returns {Promise<{ answers: number, ms: number, latencies: Float64Array }>} latencies: milliseconds, sorted
 */
export async function load({ host, port, clients, request, until }) {
  const sockets = await Promise.all(Array.from({ length: clients }, () => connected(host, port)));
  /** @type {number[]} */
  const latencies = [];
  const start = performance.now();
  await Promise.all(
    sockets.map(async (socket) => {
      const next = answers(socket);
      while (!until(latencies.length, performance.now() - start)) {
        const since = performance.now();
        socket.write(request);
        await next();
        latencies.push(performance.now() - since);
      }
      socket.destroy();
    }),
  );
  return { answers: latencies.length, ms: performance.now() - start, latencies: Float64Array.from(latencies).sort() };
}

/** @param {string} host @param {number} port @returns {Promise<import('node:net').Socket>} */
function connected(host, port) {
  return new Promise((done, fail) => {
    const socket = connect({ host, port, noDelay: true }, () => done(socket));
    socket.once('error', fail);
  });
}

/** Waits for one answer with a Content-Length. @param {import('node:net').Socket} socket */
function answers(socket) {
  let buffer = Buffer.alloc(0);
  let [done, fail] = [() => {}, (/** @type {Error} */ _) => {}];
  socket.on('data', (part) => {
    buffer = buffer.length === 0 ? part : Buffer.concat([buffer, part]);
    const end = buffer.indexOf('\r\n\r\n');
    if (end < 0) return;
    const head = buffer.toString('latin1', 0, end);
    if (!head.startsWith('HTTP/1.1 200 ')) return fail(new Error(head.split('\r\n', 1)[0]));
    const length = Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
    if (!Number.isFinite(length)) return fail(new Error(`no Content-Length in: ${head}`));
    if (buffer.length < end + 4 + length) return;
    buffer = buffer.subarray(end + 4 + length);
    done();
  });
  socket.on('close', () => fail(new Error('a connection was closed before its answer')));
  return () =>
    /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        [done, fail] = [resolve, reject];
      })
    );
}
