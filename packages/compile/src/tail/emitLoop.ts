import { producer, sizeOf, type Value } from '../graph/graph.ts';
import { code } from '../wasm/code.ts';
import type { WasmFunction } from '../wasm/wasmModule.ts';
import { emitTurns } from './emitTurns.ts';
import type { Loop } from './loops.ts';
import { operandsOf } from './operandsOf.ts';
import type { Partition } from './partition.ts';

type Edges = Partition['edges'];

/**
 * A loop as a function (from, to, …addresses of the arrays, …addresses of the results, …scalars) over bytes from … to − 1 of each array:
 * four lanes at a time, each node once, all results stored at the end of the turn, so that they may lie where the operands are.
 * Arrays are padded to 16 bytes.
 */
export function emitLoop(name: string, { arrays, results, scalars }: Loop, edges: Edges): WasmFunction {
  return emitTurns(name, { arrays, others: results.length, scalars }, edges, ({ lanesOf, at, turn, firstOther }) => {
    const made = results.map(({ value }) => lanesOf(value));
    made.forEach((lanes, i) => {
      turn.push(...at(firstOther + i), ...lanes, ...code.store());
    });
    return [];
  });
}

/** Equal for loops, or sums, that do the same to other arrays: they share one function. */
export function loopKey(
  { arrays, scalars }: { arrays: readonly Value[]; scalars: readonly Value[] },
  results: readonly Value[],
  edges: Edges,
): string {
  const numbers = new Map<Value, number>();
  for (const value of [...arrays, ...scalars]) numbers.set(value, numbers.size);
  const parts: string[] = [];
  const visit = (value: Value): number => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    const node = edges.has(value) || sizeOf(value.shape) === 1 ? undefined : producer(value);
    const operands = node ? operandsOf(node).map(visit) : [];
    const number = numbers.size;
    numbers.set(value, number);
    parts.push(`${number}=${node?.op}${value.dtype === 'bool' ? '?' : ''}(${operands})`);
    return number;
  };
  const ends = results.map(visit);
  return `${arrays.length}|${scalars.length}|${parts.join(';')}|${ends}`;
}
