import { closeSync, openSync, writeSync } from 'node:fs';

const width = 8;

/**
 * Write a .npy file of rows of eight numbers, a thousand rows at a time.
 *
 * @param {string} path @param {number} rows
 */
export function writeRows(path, rows) {
  const file = openSync(path, 'w');
  const head = Buffer.alloc(128, ' ');
  head.set([0x93, ...Buffer.from('NUMPY'), 1, 0, head.length - 10, 0]);
  head.write(`{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${width}), }`, 10);
  head[head.length - 1] = 0x0a;
  writeSync(file, head);
  for (let from = 0; from < rows; from += 1000) {
    const length = Math.min(1000, rows - from) * width;
    const value = (/** @type {number} */ i) => 3 * Math.sin(0.7 * (from * width + i)) + ((from + i) % 5);
    writeSync(file, new Uint8Array(Float32Array.from({ length }, (_, i) => value(i)).buffer));
  }
  closeSync(file);
}
