import type { Table } from '@latentkit/core';

/** Rows that are wanted, in this order. */
export interface RowRequest {
  readonly id: number;
  readonly rows: Int32Array<ArrayBuffer>;
}

/** Their numbers one after the other, or why there are none: a row that is not finite, or what went wrong. */
export type RowAnswer = { readonly id: number; readonly type: 'Uint8Array' | 'Int32Array' | 'Float32Array' } & (
  | { readonly values: Table['values'] }
  | { readonly row?: number; readonly received: string }
);

/**
 * Runs in a thread of its own: one positioned read for rows that follow each other, synchronous, since the thread has nothing else to do (a
 * read of 784 bytes from the disk cache takes 1 µs so, and 10 µs as a promise). Source text, so that it needs no file of its own in any bundle.
 */
export const rowReader = `
const { readSync } = require('node:fs');
const { parentPort, workerData: { fd, start, type, size } } = require('node:worker_threads');
const bytes = { Uint8Array: 1, Int32Array: 4, Float32Array: 4 }[type] * size;

/** At most this much at once. */
const most = 2 ** 30;

function read(rows) {
  const buffer = new ArrayBuffer(rows.length * bytes);
  const into = new Uint8Array(buffer);
  for (let i = 0, count; i < rows.length; i += count) {
    count = 1;
    while (i + count < rows.length && rows[i + count] === rows[i] + count && (count + 1) * bytes < most) count++;
    for (let at = i * bytes, from = start + rows[i] * bytes; at < (i + count) * bytes; ) {
      const got = readSync(fd, into, at, (i + count) * bytes - at, from);
      if (got === 0) throw new Error('one that ends within row ' + rows[i]);
      at += got;
      from += got;
    }
  }
  return new globalThis[type](buffer);
}

/** The place of the first NaN or infinity, whose difference with itself is no 0: millions are looked at a second. */
function notFinite(values) {
  for (let i = 0; i < values.length; i++) if (values[i] - values[i] !== 0) return i;
  return -1;
}

parentPort.on('message', ({ id, rows }) => {
  try {
    const values = read(rows);
    const broken = type === 'Float32Array' ? notFinite(values) : -1;
    if (broken !== -1) parentPort.postMessage({ id, row: rows[Math.floor(broken / size)] });
    else parentPort.postMessage({ id, values }, [values.buffer]);
  } catch (error) {
    parentPort.postMessage({ id, received: error.code ? 'an error when it was read (' + error.code + ')' : error.message });
  }
});
`;
