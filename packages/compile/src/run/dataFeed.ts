import type { HostArray, Input, Rows, Table } from '@latentkit/core';
import { counted, expected } from '@latentkit/errors';
import { sizeOf } from '../graph/graph.ts';
import { keyOf } from '../graph/names.ts';
import { dtypeOf } from '../trace/signature.ts';
import type { Arena, Slot } from './arena.ts';
import type { HostTensor } from './runtime.ts';

type Inputs = Readonly<Record<string, Input>>;

/** Numbers and row numbers of the inputs into their places in the arena: a few bytes per run. */
export function smallFeed(arena: Arena, name: string, slot: Slot): (inputs: Inputs) => void {
  const number = keyOf('number', name);
  if (number !== undefined) {
    return (inputs) => {
      arena.view(slot)[0] = inputs[number] as number;
    };
  }
  const key = keyOf('rows', name) as string;
  return (inputs) => {
    const { rows, table } = inputs[key] as Rows;
    const count = table.shape[0] as number;
    // ONNX Runtime counts negative numbers from the end.
    for (let i = 0; i < rows.length; i++)
      if ((rows[i] as number) < 0 || (rows[i] as number) >= count) throw noRow(key, rows[i] as number, count);
    (arena.view(slot) as Int32Array).set(rows);
  };
}

/** The table of an input, or its array, where it lies: no number is copied, and an array that the run before had too is the same object. */
export function lyingFeed(name: string): (inputs: Inputs) => HostTensor {
  const array = keyOf('array', name);
  const key = array ?? (keyOf('table', name) as string);
  let last: HostTensor | undefined;
  return (inputs) => {
    const input = inputs[key] as Rows | HostArray<Float32Array>;
    const { values, shape } = 'table' in input ? input.table : input;
    if (values.length !== sizeOf(shape))
      throw notWhole(key, array === undefined ? 'table' : 'array', { values, shape });
    if (last?.values !== values) last = { dtype: dtypeOf(values, key), shape, values };
    return last;
  };
}

function noRow(key: string, row: number, count: number): Error {
  return expected({
    where: `program.run, ${key}`,
    expected: `rows from 0 to ${count - 1}`,
    received: String(row),
    todo: 'Check the row numbers against the table.',
    code: 'ROWS',
  });
}

/** An array that was handed to another thread is empty, and its memory not ours. */
function notWhole(key: string, what: 'table' | 'array', { values, shape }: Pick<Table, 'values' | 'shape'>): Error {
  return expected({
    where: `program.run, ${key}`,
    expected: `${what === 'table' ? 'a table' : 'an array'} of ${counted(sizeOf(shape), 'value')}, shape [${shape}]`,
    received: counted(values.length, 'value'),
    todo: `Keep the array${what === 'table' ? ' of a table' : ''} as it is, and transfer a copy.`,
    code: 'SHAPE',
  });
}
