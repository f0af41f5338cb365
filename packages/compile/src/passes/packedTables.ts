import { inOne, packedSize } from '../device/packed.ts';
import { constant, type Graph, input, inputName, producer, sizeOf, type Value } from '../graph/graph.ts';
import { isOf } from '../graph/names.ts';
import { binary, gather, matmul, reshape, slice, unary } from '../graph/ops.ts';
import { rewrite } from './rewrite.ts';

/** Rows of bytes from tables that are packed as `device/packed.ts` says: WebGPU gathers no bytes. */
export function packedTables({ inputs, outputs }: Graph): Graph {
  const tables = new Map(
    inputs.filter(isBytes).map((table) => {
      const size = sizeOf(table.shape.slice(1));
      return [table, input(inputName(table), 'float32', [table.shape[0] as number, packedSize(size)])] as const;
    }),
  );
  if (tables.size === 0) return { inputs, outputs };
  const graph = { inputs: inputs.map((value) => tables.get(value) ?? value), outputs };
  return rewrite(graph, function packedRows(node) {
    if (node.op !== 'DequantizeLinear') return undefined;
    const [rows, scale] = node.inputs as readonly [Value, Value];
    const [table, numbers] = (producer(rows, 'Gather')?.inputs ?? []) as readonly (Value | undefined)[];
    const stored = table && tables.get(table);
    if (!stored || !numbers) return undefined;
    return reshape(binary('Mul', unpacked(gather(stored, numbers), sizeOf(rows.shape.slice(1))), scale), rows.shape);
  });
}

const isBytes = ({ dtype, source }: Value) =>
  dtype === 'uint8' && source.kind === 'input' && isOf(source.name, 'table');

/**
 * a, b and c of each p = a + 2⁸ b + 2¹⁶ c, in their order: [rows, n] → [rows, size]. From p, ⌊p / 2⁸⌋ and ⌊p / 2¹⁶⌋, each less 2⁸ times the next. All of it
 * exact, and four kernels.
 */
function unpacked(x: Value, size: number): Value {
  const [rows, numbers] = x.shape as readonly [number, number];
  const places = Array.from({ length: inOne }, (_, place) => place);
  const shifted = unary(
    'Floor',
    binary('Mul', reshape(x, [rows * numbers, 1]), matrix([places.map((k) => 2 ** (-8 * k))])),
  );
  const less = places.map((row) => places.map((column) => (row === column ? 1 : row === column + 1 ? -(2 ** 8) : 0)));
  return slice(reshape(matmul(shifted, matrix(less)), [rows, numbers * inOne]), [0, 0], [rows, size]);
}

const matrix = (rows: readonly (readonly number[])[]): Value =>
  constant('float32', [rows.length, rows[0]?.length ?? 0], Float32Array.from(rows.flat()));
