import { producer, sizeOf, type Value } from '../graph/graph.ts';
import { code } from '../wasm/code.ts';
import type { ValueType, WasmFunction } from '../wasm/wasmModule.ts';
import type { Loop } from './loops.ts';
import { operandsOf, type Partition } from './partition.ts';
import { vectorCode } from './vectorOps.ts';

/**
 * A loop as a function (bytes, …addresses of the arrays, …addresses of the results, …scalars): four lanes at a time, each node once,
 * all results stored at the end of the turn, so that they may lie where the operands are. Arrays are padded to 16 bytes.
 */
export function emitLoop(name: string, { arrays, results, scalars }: Loop, edges: Partition['edges']): WasmFunction {
  const params: ValueType[] = ['i32', ...arrays.map(() => 'i32' as const), ...results.map(() => 'i32' as const)];
  const firstResult = 1 + arrays.length;
  const firstScalar = params.length;
  params.push(...scalars.map(() => 'f32' as const));
  const locals: ValueType[] = [];
  const local = (type: ValueType) => params.length + locals.push(type) - 1;
  const before: number[] = [];
  const turn: number[] = [];
  const home = new Map<Value, number>();
  scalars.forEach((value, i) => {
    const lanes = local('v128');
    before.push(...code.get(firstScalar + i), ...code.splat, ...code.set(lanes));
    home.set(value, lanes);
  });
  const index = local('i32');
  const at = (pointer: number) => [...code.get(pointer), ...code.get(index), ...code.i32Add];
  arrays.forEach((value, i) => {
    const lanes = local('v128');
    turn.push(...at(1 + i), ...code.load, ...code.set(lanes));
    home.set(value, lanes);
  });
  const emit = (value: Value): number => {
    const known = home.get(value);
    if (known !== undefined) return known;
    const node = producer(value);
    if (!node || edges.has(value)) throw new TypeError(`${name}: a value without a home`);
    const from = operandsOf(node).map(emit);
    const lanes = local('v128');
    turn.push(...(vectorCode(node, (i) => code.get(from[i] as number)) ?? []), ...code.set(lanes));
    home.set(value, lanes);
    return lanes;
  };
  const made = results.map(({ value }) => emit(value));
  made.forEach((lanes, i) => {
    turn.push(...at(firstResult + i), ...code.get(lanes), ...code.store());
  });
  const advance = [...code.get(index), ...code.i32Const(16), ...code.i32Add, ...code.tee(index), ...code.get(0)];
  const body = [...before, ...code.loop, ...turn, ...advance, ...code.i32LtU, ...code.brIf(0), ...code.end];
  return { name, params, locals, body };
}

/** Equal for loops that do the same to other arrays: they share one function. */
export function loopKey({ arrays, results, scalars }: Loop, edges: Partition['edges']): string {
  const numbers = new Map<Value, number>();
  for (const value of [...arrays, ...scalars]) numbers.set(value, numbers.size);
  const parts: string[] = [];
  const visit = (value: Value): number => {
    const known = numbers.get(value);
    if (known !== undefined) return known;
    const node = edges.has(value) || sizeOf(value.shape) === 1 ? undefined : producer(value);
    const from = node ? operandsOf(node).map(visit) : [];
    const number = numbers.size;
    numbers.set(value, number);
    parts.push(`${number}=${node?.op}${value.dtype === 'bool' ? '?' : ''}(${from})`);
    return number;
  };
  const ends = results.map(({ value }) => visit(value));
  return `${arrays.length}|${scalars.length}|${parts.join(';')}|${ends}`;
}
