import { code, unsigned } from './code.ts';

/** The part of WebAssembly that fused loops and noise need. Format: https://webassembly.github.io/spec/core/binary/ */
export type ValueType = 'i32' | 'f32' | 'v128';

export interface WasmFunction {
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly locals: readonly ValueType[];
  readonly body: readonly number[];
}

const types: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, v128: 0x7b };

const sized = (bytes: readonly number[]) => [...unsigned(bytes.length), ...bytes];
const vector = (items: readonly (readonly number[])[]) => [...unsigned(items.length), ...items.flat()];
const section = (id: number, items: readonly (readonly number[])[]) => [id, ...sized(vector(items))];
const text = (value: string) => sized([...new TextEncoder().encode(value)]);

/** A module of these functions over the memory `e.m`, each exported by its name. A shared memory must be declared as one, of all 65536 pages. */
export function wasmModule(functions: readonly WasmFunction[], { shared = false } = {}): Uint8Array<ArrayBuffer> {
  const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
  const signatures = functions.map(({ params }) => [0x60, ...vector(params.map((type) => [types[type]])), 0]);
  const limits = shared ? [0x03, ...unsigned(1), ...unsigned(65536)] : [0x00, ...unsigned(1)];
  const memory = [...text('e'), ...text('m'), 0x02, ...limits];
  const bodies = functions.map(({ locals, body }) =>
    sized([...vector(locals.map((type) => [1, types[type]])), ...body, ...code.end]),
  );
  return Uint8Array.from([
    ...header,
    ...section(1, signatures),
    ...section(2, [memory]),
    ...section(
      3,
      functions.map((_, i) => unsigned(i)),
    ),
    ...section(
      7,
      functions.map(({ name }, i) => [...text(name), 0x00, ...unsigned(i)]),
    ),
    ...section(10, bodies),
  ]);
}
