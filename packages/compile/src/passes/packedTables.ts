import { inOne, packedSize } from '../device/packed.ts';
import { type Graph, input, producer, sizeOf, type Value } from '../graph/graph.ts';
import { isOf } from '../graph/names.ts';
import { binary, concat, gather, reshape, scalar, slice, unary } from '../graph/ops.ts';
import { rewrite } from './rewrite.ts';

/** Rows of bytes from tables that are packed as `device/packed.ts` says: WebGPU gathers no bytes. */
export function packedTables({ inputs, outputs }: Graph): Graph {
  const tables = new Map(
    inputs.filter(isBytes).map((table) => {
      const size = sizeOf(table.shape.slice(1));
      return [table, input(nameOf(table), 'float32', [table.shape[0] as number, packedSize(size)])] as const;
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
const nameOf = ({ source }: Value) => (source.kind === 'input' ? source.name : '');

/** a, b and c of each a + 2⁸ b + 2¹⁶ c, one after the other: [rows, n] → [rows, size]. All of it exact. */
function unpacked(x: Value, size: number): Value {
  const parts: Value[] = [];
  let rest = x;
  for (let place = inOne - 1; place > 0; place--) {
    const part = unary('Floor', binary('Mul', rest, scalar(2 ** (-8 * place))));
    parts.unshift(part);
    rest = binary('Sub', rest, binary('Mul', part, scalar(2 ** (8 * place))));
  }
  return slice(concat([rest, ...parts], 1), [0, 0], [x.shape[0] as number, size]);
}
