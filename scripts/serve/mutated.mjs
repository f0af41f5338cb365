/** @typedef {{ model: string, body: Buffer, headers: Record<string, string> }} Request */

/** Numbers in [0, 1) of a seed (xorshift32). @param {number} seed */
function randomOf(seed) {
  let x = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x >>>= 0;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x / 2 ** 32;
  };
}

const odd = [
  null,
  true,
  -1,
  0,
  1e308,
  -1e-320,
  1.5,
  2 ** 53,
  '',
  'x',
  'NaN',
  [],
  {},
  [[[[]]]],
  { length: 3 },
  '\u0000',
  'é',
];
const names = [
  'name',
  'shape',
  'datatype',
  'data',
  'inputs',
  'outputs',
  'id',
  'parameters',
  'binary_data_size',
  'binary_data',
  '__proto__',
  'constructor',
];
const types = ['FP32', 'FP16', 'FP64', 'INT8', 'UINT64', 'BYTES', 'BOOL', 'BF16'];

/**
 * A request, changed as the seed says: in its bytes, its JSON, its headers or its path.
 *
 * @param {[model: string, body: Buffer, headers: Record<string, string>]} request
 * @param {number} seed
 * @returns {Request}
 */
export function mutated([model, body, headers], seed) {
  const random = randomOf(seed);
  /** @template T @param {readonly T[]} list @returns {T} */
  const one = (list) => /** @type {T} */ (list[Math.floor(random() * list.length)]);
  const kind = random();
  if (kind < 0.3) return { model, headers, body: bytesChanged(body, random) };
  if (kind < 0.85) return { model, headers, body: jsonChanged(body, headers, random, one) };
  if (kind < 0.95) {
    const header = one([
      'Inference-Header-Content-Length',
      'Content-Encoding',
      'Content-Type',
      'Accept-Encoding',
      'Authorization',
    ]);
    const value = one([
      '0',
      '-1',
      '1e9',
      '99999999999999999999',
      'gzip',
      'deflate',
      'br',
      'gzip, gzip',
      'x',
      '7',
      String(body.length),
    ]);
    return { model, body, headers: { ...headers, [header]: value } };
  }
  return {
    body,
    headers,
    model: one(['nope', `${model}/versions/9`, `${model}%00`, '%E0%A4%A', '..%2f..', '__proto__', 'x'.repeat(500)]),
  };
}

/** @param {Buffer} body @param {() => number} random */
function bytesChanged(body, random) {
  const copy = Buffer.from(body);
  const at = () => Math.floor(random() * copy.length);
  const kind = random();
  if (kind < 0.25) return copy.subarray(0, at());
  if (kind < 0.5) return Buffer.concat([copy, copy.subarray(at())]);
  for (let i = 0; i < 1 + 4 * random(); i++) copy[at()] = Math.floor(256 * random());
  return copy;
}

/**
 * @param {Buffer} body
 * @param {Record<string, string>} headers
 * @param {() => number} random
 * @param {<T>(list: readonly T[]) => T} one
 */
function jsonChanged(body, headers, random, one) {
  const length = Number(headers['Inference-Header-Content-Length'] ?? body.length);
  /** @type {any} */
  let json;
  try {
    json = JSON.parse(body.subarray(0, length).toString());
  } catch {
    return bytesChanged(body, random);
  }
  for (let i = 0; i < 1 + 2 * random(); i++) {
    const place = placeIn(json, random, one);
    const kind = random();
    const key = one(Object.keys(place).concat(random() < 0.2 ? one(names) : []));
    if (kind < 0.2) delete place[key];
    else if (kind < 0.35) place[key] = one(types);
    else if (kind < 0.5 && typeof place[key] === 'number') place[key] = place[key] * one([-1, 2, 1e10, 0.5, 1e300]);
    else if (kind < 0.6 && Array.isArray(place)) place[place.length] = structuredClone(one(place));
    else place[key] = structuredClone(one(odd));
  }
  const head = Buffer.from(JSON.stringify(json));
  return Buffer.concat([head, body.subarray(length)]);
}

/** @param {any} json @param {() => number} random @param {<T>(list: readonly T[]) => T} one */
function placeIn(json, random, one) {
  let place = json;
  for (;;) {
    const inner = Object.values(place).filter(
      (value) => typeof value === 'object' && value !== null && Object.keys(value).length > 0,
    );
    if (inner.length === 0 || random() < 0.25) return place;
    place = one(inner);
  }
}
