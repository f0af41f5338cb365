import { isDeepStrictEqual } from 'node:util';
import type { Literal } from './literal.ts';

/** Refuse a comment that is not true of the value beside it: its value, or for a tensor or a table its value or its shape. */
export function holds(value: unknown, comment: string, claim: Literal): void {
  const shape = (value as { shape?: unknown } | null | undefined)?.shape;
  if (matches(plain(value), claim) || (shape !== undefined && matches(shape, claim))) return;
  const seen = JSON.stringify(plain(value)) ?? String(value);
  throw new Error(`the comment says ${comment}, the value is ${seen.slice(0, 400)}`);
}

function matches(value: unknown, claim: Literal): boolean {
  if ('exactly' in claim) return isDeepStrictEqual(value, claim.exactly);
  if ('number' in claim) {
    if (typeof value !== 'number') return false;
    // float32 holds 7 digits.
    return Math.abs(value - claim.number) <= claim.tolerance + 1e-6 * Math.abs(claim.number);
  }
  if ('list' in claim) {
    return (
      Array.isArray(value) &&
      value.length === claim.list.length &&
      claim.list.every((item, i) => matches(plain(value[i]), item))
    );
  }
  if (typeof value !== 'object' || value === null) return false;
  const fields = value as Record<string, unknown>;
  return (
    isDeepStrictEqual(Object.keys(fields).sort(), Object.keys(claim.fields).sort()) &&
    Object.entries(claim.fields).every(([name, field]) => matches(plain(fields[name]), field))
  );
}

/** Tensors and typed arrays as arrays of numbers. */
function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return [...(value as unknown as Iterable<unknown>)];
  const { arraySync } = (value ?? {}) as { arraySync?: () => unknown };
  return typeof arraySync === 'function' ? arraySync.call(value) : value;
}
