// Writers of small files as other programs write them, and numbers that repeat.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { root } from '../check/tool.mjs';
import { png } from './png.mjs';

const packages = createRequire(join(root, 'packages', 'datasets', 'package.json'));

/** @param {string} path @param {string | Uint8Array} content */
export function write(path, content) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Numbers in [0, 1) that repeat, and normal ones (mulberry32; Box and Muller 1958). @param {number} seed */
export function numbers(seed) {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

/** @param {string} path @param {readonly string[]} names @param {readonly (readonly unknown[])[]} rows */
export const writeCsv = (path, names, rows) =>
  write(path, `${[names, ...rows].map((cells) => cells.join(',')).join('\n')}\n`);

/** A .npy file of bytes. @param {readonly number[]} shape @param {Uint8Array} values */
function npyBytes(shape, values) {
  const text = `{'descr': '|u1', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const head = Buffer.alloc(128, ' ');
  head.set([0x93, ...Buffer.from('NUMPY'), 1, 0, head.length - 10, 0]);
  head.write(text, 10);
  head[head.length - 1] = 0x0a;
  return Buffer.concat([head, values]);
}

/**
 * A .npz file of arrays of bytes, stored as numpy.savez does.
 *
 * @param {string} path @param {Record<string, { shape: readonly number[], values: Uint8Array }>} arrays
 */
export function writeNpz(path, arrays) {
  const [files, directory] = [/** @type {Buffer[]} */ ([]), /** @type {Buffer[]} */ ([])];
  let at = 0;
  for (const [key, { shape, values }] of Object.entries(arrays)) {
    const [name, bytes] = [Buffer.from(`${key}.npy`), npyBytes(shape, values)];
    const [head, entry] = [Buffer.alloc(30), Buffer.alloc(46)];
    head.writeUInt32LE(0x04034b50, 0);
    entry.writeUInt32LE(0x02014b50, 0);
    for (const [into, shift] of /** @type {const} */ ([
      [head, 0],
      [entry, 2],
    ])) {
      into.writeUInt16LE(20, 4 + shift);
      into.writeUInt32LE(crc32(bytes), 14 + shift);
      into.writeUInt32LE(bytes.length, 18 + shift);
      into.writeUInt32LE(bytes.length, 22 + shift);
      into.writeUInt16LE(name.length, 26 + shift);
    }
    entry.writeUInt32LE(at, 42);
    files.push(head, name, bytes);
    directory.push(entry, name);
    at += head.length + name.length + bytes.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  write(path, Buffer.concat([...files, ...directory, end]));
}

/**
 * An image, .png or .jpg.
 *
 * @param {string} path
 * @param {{ width: number, height: number, channels: 1 | 3, value: (x: number, y: number, channel: number) => number }} image  values from 0 to 255
 */
export async function writeImage(path, { width, height, channels, value }) {
  write(path, await imageBytes(path.endsWith('.png') ? 'png' : 'jpeg', { width, height, channels, value }));
}

/** @param {'png' | 'jpeg'} format @param {Parameters<typeof writeImage>[1]} image */
export async function imageBytes(format, { width, height, channels, value }) {
  const pixels = Uint8Array.from({ length: width * height * channels }, (_, i) => {
    const place = Math.floor(i / channels);
    return Math.max(0, Math.min(255, value(place % width, Math.floor(place / width), i % channels)));
  });
  if (format === 'png') return png({ width, height, channels, pixels });
  const sharp = packages('sharp');
  return sharp(pixels, { raw: { width, height, channels } }).toFormat(format).toBuffer();
}

/**
 * A Parquet file: columns of numbers, words or bytes, and lists of numbers.
 *
 * @param {string} path @param {Record<string, readonly unknown[]>} columns
 */
export async function writeParquet(path, columns) {
  const { parquetWriteBuffer } = await import(packages.resolve('hyparquet-writer'));
  /** @type {{ name: string }[]} */
  const schema = [{ name: 'root', ...{ num_children: Object.keys(columns).length } }];
  const optional = /** @param {string} name @param {object} kind */ (name, kind) => ({
    name,
    repetition_type: 'OPTIONAL',
    ...kind,
  });
  for (const [name, data] of Object.entries(columns)) {
    const first = data.find((cell) => cell !== null);
    if (Array.isArray(first))
      schema.push(
        optional(name, { converted_type: 'LIST', num_children: 1 }),
        /** @type {any} */ ({ name: 'list', repetition_type: 'REPEATED', num_children: 1 }),
        optional('element', { type: 'FLOAT' }),
      );
    else if (first instanceof Uint8Array) schema.push(optional(name, { type: 'BYTE_ARRAY' }));
    else if (typeof first === 'string') schema.push(optional(name, { type: 'BYTE_ARRAY', converted_type: 'UTF8' }));
    else schema.push(optional(name, { type: 'DOUBLE' }));
  }
  const columnData = Object.entries(columns).map(([name, data]) => ({ name, data: [...data] }));
  write(path, new Uint8Array(parquetWriteBuffer({ columnData, schema })));
}
