import { numbers } from '../check/numbers.mjs';

const tokens = [
  '0',
  '-',
  '1.0',
  '18446744073709551616',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  'null',
  ' ',
  'F64',
  '\ud800',
];

/**
 * Files that are nearly one of the given: bytes changed, cut out, doubled, or a token of JSON put in; half of them with a header length that
 * fits again.
 *
 * @param {readonly Uint8Array[]} files
 * @param {{ count: number, seed: number }} options
 * @returns {Generator<Uint8Array>}
 */
export function* mutations(files, { count, seed }) {
  const random = numbers(seed);
  const below = (/** @type {number} */ n) => Math.floor(random() * n);
  for (let i = 0; i < count; i++) {
    const source = /** @type {Uint8Array} */ (files[below(files.length)]);
    const header = source.length > 8 ? Number(new DataView(source.buffer, source.byteOffset).getBigUint64(0, true)) : 0;
    /** @type {Buffer} */
    let bytes = Buffer.from(source);
    for (let changes = 1 + below(3); changes > 0; changes--) bytes = changed(bytes, below);
    const grown = header + bytes.length - source.length;
    if (random() < 0.5 && bytes.length >= 8 && grown >= 0 && grown < 2 ** 32) bytes.writeBigUInt64LE(BigInt(grown), 0);
    yield bytes;
  }
}

/** @param {Buffer} bytes @param {(n: number) => number} below @returns {Buffer} */
function changed(bytes, below) {
  const at = below(bytes.length + 1);
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (below(5)) {
    case 0:
      return Buffer.concat([before, Buffer.from([below(256)]), after.subarray(1)]);
    case 1:
      return Buffer.concat([before, after.subarray(below(8))]);
    case 2:
      return Buffer.concat([before, after.subarray(0, below(40)), after]);
    case 3:
      return Buffer.concat([before, Buffer.from(/** @type {string} */ (tokens[below(tokens.length)])), after]);
    default:
      return Buffer.concat([before, Buffer.from(String(below(20))), after.subarray(1)]);
  }
}
