import { byteSize, typedArray } from '../graph/dtype.ts';
import { constant, type Shape, sizeOf, type Value } from '../graph/graph.ts';

/** The number that fills a constant, if there is one. */
export function splatOf(value: Value | undefined): number | undefined {
  if (value?.source.kind !== 'constant') return undefined;
  const { values } = value.source;
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

/** Equal for constants of equal type, shape and bits. */
export function constantKey({ dtype, shape, source }: Value): string {
  if (source.kind !== 'constant') return '';
  const { values } = source;
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.length * byteSize(dtype));
  return `${dtype}[${shape}]${hashOf(bytes)}`;
}

/** Two runs of FNV-1a with different offsets: 64 bits that tell apart the few thousand constants of a step. */
export function hashOf(bytes: Uint8Array): string {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b ^ byte, 0x85ebca6b) ^ (b >>> 13);
  }
  return `${bytes.length}:${(a >>> 0).toString(16)}${(b >>> 0).toString(16)}`;
}
