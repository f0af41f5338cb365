/** What files tend to be wrong about: counts and offsets at the edge of their types. */
const integers = [0, 1, 2, 7, 8, 127, 128, 255, 256, 32767, 65535, 65536, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, -1, -2];

/** What has a meaning in one format or another. */
const tokens = [
  '"',
  "'",
  ',',
  ';',
  '\t',
  '\n',
  '\r\n',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  ':',
  '- ',
  '&a ',
  '*a',
  '!!js ',
  '<<: ',
  '#',
  '\\u0000',
  '\u0000',
  'NaN',
  'Infinity',
  '1e999',
  '-0',
  '0x10',
  '99999999999999999999',
  'null',
  'true',
  '"__proto__"',
  '"constructor"',
  '../',
  'PK\x03\x04',
  'PK\x01\x02',
  'PAR1',
  '\x93NUMPY',
  '|O',
  '>f8',
  "'shape': ",
  '"data_offsets"',
  '"F32"',
  '[0,4]',
  '\xff\xd8',
  '\x89PNG',
  'IDAT',
  'IEND',
].map((text) => Uint8Array.from(text, (sign) => sign.charCodeAt(0)));

/**
 * Whole numbers below a bound, one after the other, from a seed: 32-bit splitmix.
 * @param {number} seed
 */
function generator(seed) {
  let state = seed | 0;
  return (/** @type {number} */ bound) => {
    state = (state + 0x9e3779b9) | 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
    x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
    return ((x ^ (x >>> 15)) >>> 0) % bound;
  };
}

/**
 * One of the files with one to five changes, a function of the case's number alone.
 * @param {readonly Uint8Array[]} files
 * @param {number} number
 * @returns {Uint8Array}
 */
export function mutate(files, number) {
  const below = generator(Math.imul(number + 1, 0x85ebca6b));
  /** @type {Uint8Array} */
  let bytes = /** @type {Uint8Array} */ (files[below(files.length)]).slice();
  for (let changes = 1 + below(5); changes > 0; changes--) {
    const change = /** @type {Change} */ (allChanges[below(allChanges.length)]);
    bytes = change(bytes, below, files);
  }
  return bytes;
}

/** @typedef {(bytes: Uint8Array, below: (bound: number) => number, files: readonly Uint8Array[]) => Uint8Array} Change */

/** Positions near the ends are where heads and directories are. @param {Uint8Array} bytes @param {(bound: number) => number} below */
function place(bytes, below) {
  const near = Math.min(bytes.length, 200) + 1;
  return [() => below(near), () => bytes.length - below(near), () => below(bytes.length + 1)][below(3)]?.() ?? 0;
}

/** @param {Uint8Array} bytes @param {number} at @param {number} removed @param {Uint8Array} added */
function splice(bytes, at, removed, added) {
  const end = Math.min(bytes.length, at + removed);
  const result = new Uint8Array(at + added.length + bytes.length - end);
  result.set(bytes.subarray(0, at));
  result.set(added, at);
  result.set(bytes.subarray(end), at + added.length);
  return result;
}

/** @type {Change[]} */
const allChanges = [
  // One bit.
  (bytes, below) => {
    const at = place(bytes, below);
    if (at < bytes.length) bytes[at] = /** @type {number} */ (bytes[at]) ^ (1 << below(8));
    return bytes;
  },
  // One byte.
  (bytes, below) => {
    const at = place(bytes, below);
    if (at < bytes.length) bytes[at] = below(3) ? below(256) : /** @type {number} */ (integers[below(8)]);
    return bytes;
  },
  // A number of 2, 4 or 8 bytes, of either order.
  (bytes, below) => {
    const width = 2 << below(3);
    const at = place(bytes, below);
    if (at + width > bytes.length) return bytes;
    const value = BigInt(/** @type {number} */ (integers[below(integers.length)]) + (below(3) ? 0 : bytes.length));
    const order = below(2) === 1;
    for (let i = 0; i < width; i++) {
      bytes[at + (order ? i : width - 1 - i)] = Number(BigInt.asUintN(8, value >> BigInt(8 * i)));
    }
    return bytes;
  },
  // A word that means something.
  (bytes, below) => {
    const token = /** @type {Uint8Array} */ (tokens[below(tokens.length)]);
    return splice(bytes, place(bytes, below), below(2) * token.length, token);
  },
  // An end.
  (bytes, below) => bytes.slice(0, place(bytes, below)),
  // A piece away, twice, or of another file.
  (bytes, below) => splice(bytes, place(bytes, below), 1 + below(20), new Uint8Array(0)),
  (bytes, below) => {
    const from = place(bytes, below);
    return splice(bytes, place(bytes, below), 0, bytes.slice(from, from + 1 + below(64)));
  },
  (bytes, below, files) => {
    const other = /** @type {Uint8Array} */ (files[below(files.length)]);
    const from = place(other, below);
    return splice(bytes, place(bytes, below), below(64), other.slice(from, from + below(64)));
  },
];
