import type { Input } from '@latentkit/core';
import type { DType } from '../graph/dtype.ts';

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

const dtypeOf = (values: Uint8Array | Int32Array | Float32Array): DType =>
  values instanceof Uint8Array ? 'uint8' : values instanceof Int32Array ? 'int32' : 'float32';

function specOf(input: Input): InputSpec {
  if (typeof input === 'number') return { kind: 'number' };
  const { table, rows } = input;
  const { values, shape, scale = 1 } = table;
  // The caller may change its own array of lengths.
  return { kind: 'rows', dtype: dtypeOf(values), table: [...shape], rows: rows.length, scale };
}

/** A step is traced once for each signature: two runs with equal ones differ in numbers only. */
export function signatureOf(inputs: Readonly<Record<string, Input>>): Signature {
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, specOf(input)]));
}

/** Whether these inputs have this signature: asked in every run, so nothing is made for it. */
export function fits(signature: Signature, inputs: Readonly<Record<string, Input>>): boolean {
  const names = Object.keys(inputs);
  return names.length === Object.keys(signature).length && names.every((name) => fit(signature[name], inputs[name]));
}

function fit(spec: InputSpec | undefined, input: Input | undefined): boolean {
  if (!spec || input === undefined || typeof input === 'number') return spec?.kind === 'number' && input !== undefined;
  if (spec.kind !== 'rows') return false;
  const { table, rows } = input;
  return (
    spec.rows === rows.length &&
    spec.scale === (table.scale ?? 1) &&
    spec.dtype === dtypeOf(table.values) &&
    spec.table.length === table.shape.length &&
    spec.table.every((size, axis) => size === table.shape[axis])
  );
}

/** The signature with two rows wherever it has one; undefined if it has none such. */
export function severalRows(signature: Signature): Signature | undefined {
  const isOne = (spec: InputSpec) => spec.kind === 'rows' && spec.rows === 1;
  if (!Object.values(signature).some(isOne)) return undefined;
  const entries = Object.entries(signature);
  return Object.fromEntries(entries.map(([name, spec]) => [name, isOne(spec) ? { ...spec, rows: 2 } : spec]));
}
