import { describe, expect, it } from 'vitest';
import { input } from '../graph/graph.ts';
import { graphName } from '../graph/names.ts';
import { dequantize, gather } from '../graph/ops.ts';
import { packedTables } from '../passes/packedTables.ts';
import { interpret } from '../testing/interpret.ts';
import { packed } from './packed.ts';

describe('packed', () => {
  it('holds three bytes of a row as a + 2⁸ b + 2¹⁶ c', () => {
    const { values, shape, dtype } = packed({
      dtype: 'uint8',
      shape: [2, 5],
      values: Uint8Array.of(1, 2, 3, 4, 5, 255, 254, 253, 252, 251),
    });
    expect({ shape, dtype }).toEqual({ shape: [2, 2], dtype: 'float32' });
    expect([...values]).toEqual([1 + 2 * 256 + 3 * 65536, 4 + 5 * 256, 255 + 254 * 256 + 253 * 65536, 252 + 251 * 256]);
  });

  it.each([[[1]], [[3]], [[2, 2, 1]], [[7]]])(
    'a row of shape [%s] is taken apart by the graph, bit for bit',
    (shape) => {
      const size = shape.reduce((product, length) => product * length, 1);
      const bytes = Uint8Array.from({ length: 4 * size }, (_, i) => (i * 97 + 200) % 256);
      const table = input(graphName('table', 'y'), 'uint8', [4, ...shape]);
      const rows = input(graphName('rows', 'y'), 'int32', [2]);
      const graph = packedTables({ inputs: [table, rows], outputs: { y: dequantize(gather(table, rows), 1) } });
      const { values } = packed({ dtype: 'uint8', shape: [4, ...shape], values: bytes });
      const found = interpret(graph, { 'table/y': Array.from(values, Number), 'rows/y': [3, 1] });
      expect(found.y).toEqual([...bytes.slice(3 * size), ...bytes.slice(size, 2 * size)]);
    },
  );
});
