import type { Input, Rows } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import type { DType } from '../graph/dtype.ts';
import { sameShape } from '../graph/graph.ts';

/** What a trace needs to know of one input: all but its numbers. */
export type InputSpec =
  | { readonly kind: 'number' }
  | { readonly kind: 'array'; readonly shape: readonly number[] }
  | {
      readonly kind: 'rows';
      readonly dtype: DType;
      readonly table: readonly number[];
      readonly rows: number;
      readonly scale: number;
    };

export type Signature = Readonly<Record<string, InputSpec>>;

/** The element type of a table. @throws `TABLE` naming any other array, whose bytes would be read as numbers that they are not */
export function dtypeOf(values: unknown, name: string): DType {
  if (values instanceof Uint8Array) return 'uint8';
  if (values instanceof Int32Array) return 'int32';
  if (values instanceof Float32Array) return 'float32';
  throw expected({
    where: `program.run, ${name}`,
    expected: 'a table of Uint8Array, Int32Array or Float32Array',
    received: values instanceof Object ? values.constructor.name : String(values),
    todo: 'Convert it: Float32Array.from(values).',
    code: 'TABLE',
  });
}

function specOf(input: Input, name: string): InputSpec {
  if (typeof input === 'number') return { kind: 'number' };
  if (isArray(input)) return { kind: 'array', shape: [...input.shape] };
  if (!input?.table || !(input.rows instanceof Int32Array)) throw noInput(input, name);
  const { table, rows } = input;
  const { values, shape, scale = 1 } = table;
  // The caller may change its own array of lengths.
  return { kind: 'rows', dtype: dtypeOf(values, name), table: [...shape], rows: rows.length, scale };
}

/** Whether an input is an array, which goes in as it lies. */
const isArray = (input: Input): input is Exclude<Input, number | Rows> =>
  typeof input === 'object' && 'values' in input && input.values instanceof Float32Array;

/** A step is traced once for each signature: two runs with equal ones differ in numbers only. */
export function signatureOf(inputs: Readonly<Record<string, Input>>): Signature {
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, specOf(input, name)]));
}

/** Whether these inputs have this signature: asked in every run, so nothing is made for it. */
export function fits(signature: Signature, inputs: Readonly<Record<string, Input>>): boolean {
  const names = Object.keys(inputs);
  return (
    names.length === Object.keys(signature).length && names.every((name) => fit(signature[name], inputs[name], name))
  );
}

function fit(spec: InputSpec | undefined, input: Input | undefined, name: string): boolean {
  if (!spec || input === undefined || typeof input === 'number') return spec?.kind === 'number' && input !== undefined;
  if (isArray(input)) return spec.kind === 'array' && sameShape(spec.shape, input.shape);
  if (spec.kind !== 'rows') return false;
  const { table, rows } = input;
  if (!table || !rows) return false;
  return (
    spec.rows === rows.length &&
    spec.scale === (table.scale ?? 1) &&
    spec.dtype === dtypeOf(table.values, name) &&
    sameShape(spec.table, table.shape)
  );
}

/** The signature with two rows wherever it has one; undefined if it has none such. */
export function severalRows(signature: Signature): Signature | undefined {
  const isOne = (spec: InputSpec) => spec.kind === 'rows' && spec.rows === 1;
  if (!Object.values(signature).some(isOne)) return undefined;
  const entries = Object.entries(signature);
  return Object.fromEntries(entries.map(([name, spec]) => [name, isOne(spec) ? { ...spec, rows: 2 } : spec]));
}

function noInput(input: unknown, name: string): Error {
  return expected({
    where: `program.run, ${name}`,
    expected: 'a number, a Float32Array with its shape, or rows (Int32Array) of a table',
    received: input instanceof Object ? input.constructor.name : String(input),
    todo: 'Pass { table, rows }.',
    code: 'TABLE',
  });
}
