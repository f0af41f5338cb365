import { byteSize, typedArray, type Values } from '../graph/dtype.ts';
import { constant, type Shape, sizeOf, type Value } from '../graph/graph.ts';

/** What was found once of constants that many rules look at. */
const [splats, keys] = [new WeakMap<Value, number | undefined>(), new WeakMap<Value, string>()];

/** The number that fills a constant, if there is one. */
export function splatOf(value: Value | undefined): number | undefined {
  if (value?.source.kind !== 'constant') return undefined;
  if (!splats.has(value)) splats.set(value, repeated(value.source.values));
  return splats.get(value);
}

function repeated(values: Values): number | undefined {
  const first = values[0];
  if (first === undefined) return undefined;
  for (let i = 1; i < values.length; i++) if (!Object.is(values[i], first)) return undefined;
  return Number(first);
}

/** The integers of a constant operand such as a shape or axes. */
export function integersOf(value: Value | undefined): readonly number[] | undefined {
  return value?.source.kind === 'constant' ? Array.from(value.source.values as ArrayLike<unknown>, Number) : undefined;
}

/** A constant of one number, seen with another shape. */
export function splat(like: Value, shape: Shape): Value {
  const values = typedArray(like.dtype, sizeOf(shape));
  const first = like.source.kind === 'constant' ? like.source.values[0] : 0;
  return constant(like.dtype, shape, (values as Float32Array).fill(first as number));
}

/** Equal for constants of equal type, shape and bits; what is equal is asked of the bits again by `sameBytes`. */
export function constantKey(value: Value): string {
  const key = keys.get(value) ?? `${value.dtype}[${value.shape}]${hashOf(bytesOf(value))}`;
  keys.set(value, key);
  return key;
}

/** The bits of a constant, where they lie. */
export function bytesOf({ dtype, source }: Value): Uint8Array {
  if (source.kind !== 'constant') return new Uint8Array(0);
  const { buffer, byteOffset, length } = source.values;
  return new Uint8Array(buffer, byteOffset, length * byteSize(dtype));
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/**
 * Two multiplicative hashes over words and the bytes after them: 64 bits, for a few thousand constants and graphs. The shifts bring a
 * word's upper bits, such as the sign of a float32, down to where a product spreads them.
 */
export function hashOf(bytes: Uint8Array): string {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >>> 2);
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  const take = (next: number) => {
    a = Math.imul(a ^ next, 0x01000193) ^ (a >>> 16);
    b = Math.imul(b ^ next, 0x85ebca6b) ^ (b >>> 13);
  };
  for (let i = 0; i < words.length; i++) take(words[i] as number);
  for (let i = 4 * words.length; i < aligned.length; i++) take(aligned[i] as number);
  const text = (half: number) => (half >>> 0).toString(16).padStart(8, '0');
  return `${bytes.length}:${text(a)}${text(b)}`;
}
