import { producer, sizeOf, type Value } from '../graph/graph.ts';
import type { Keep, Lanes } from '../noise/lanes.ts';
import { code } from '../wasm/code.ts';
import type { ValueType, WasmFunction } from '../wasm/wasmModule.ts';
import type { Loop } from './loops.ts';
import { operandsOf } from './operandsOf.ts';
import type { Partition } from './partition.ts';
import type { Sum } from './sums.ts';
import { vectorCode } from './vectorOps.ts';

type Edges = Partition['edges'];

/** The ends of a range, which every function takes first. */
const [from, to] = [0, 1];

/**
 * A loop as a function (from, to, …addresses of the arrays, …addresses of the results, …scalars) over bytes from … to − 1 of each array:
 * four lanes at a time, each node once, all results stored at the end of the turn, so that they may lie where the operands are.
 * Arrays are padded to 16 bytes.
 */
export function emitLoop(name: string, { arrays, results, scalars }: Loop, edges: Edges): WasmFunction {
  return emit(name, { arrays, others: results.length, scalars }, edges, ({ lanesOf, at, turn, firstOther }) => {
    const made = results.map(({ value }) => lanesOf(value));
    made.forEach((lanes, i) => {
      turn.push(...at(firstOther + i), ...lanes, ...code.store());
    });
    return [];
  });
}

/** Bytes of an array that are summed in one range, as four sums in float32; the rest is summed in float64. */
export const sumBytes = 8192;
const logSumBytes = 13;

/**
 * A sum as a function (from, to, …addresses of the arrays, address of the sums, bytes of an array, …scalars) over one range of
 * `sumBytes` bytes: it leaves the range's four sums at the place of the range.
 */
export function emitSum(name: string, { arrays, value, scalars }: Sum, edges: Edges): WasmFunction {
  return emit(name, { arrays, others: 2, scalars }, edges, ({ lanesOf, local, turn, firstOther }) => {
    const sum = local('v128');
    const [sums, bytes] = [firstOther, firstOther + 1];
    const positions = [...code.get(from), ...code.i32x4Splat, ...code.v128Const(0, 4, 8, 12), ...code.i32x4Add];
    // Behind the last number lies anything.
    const inside = [...positions, ...code.get(bytes), ...code.i32x4Splat, ...code.i32x4LtS];
    const lanes = lanesOf(value);
    turn.push(...code.get(sum), ...lanes, ...inside, ...code.and, ...code.add, ...code.set(sum));
    // from is now the end of the range; a place is 16 bytes.
    const place = [
      ...code.get(to),
      ...code.i32Const(-1),
      ...code.i32Add,
      ...code.i32Const(logSumBytes),
      ...code.i32ShrU,
    ];
    const shifted = [...place, ...code.i32Const(4), ...code.i32Shl, ...code.get(sums), ...code.i32Add];
    return [...shifted, ...code.get(sum), ...code.store()];
  });
}

interface Turn {
  /** Computes a value, once a turn, and returns how to read it. */
  lanesOf(value: Value): Lanes;
  /** The address of a turn's lanes in the array that a parameter points at. */
  at(parameter: number): number[];
  local(type: ValueType): number;
  readonly turn: number[];
  readonly firstOther: number;
}

/** A function over a range. @param write adds to a turn what becomes of its values, and returns what comes behind the last turn */
function emit(
  name: string,
  { arrays, others, scalars }: { arrays: readonly Value[]; others: number; scalars: readonly Value[] },
  edges: Edges,
  write: (turn: Turn) => number[],
): WasmFunction {
  const firstArray = 2;
  const firstOther = firstArray + arrays.length;
  const firstScalar = firstOther + others;
  const params: ValueType[] = Array.from({ length: firstScalar }, () => 'i32');
  params.push(...scalars.map(() => 'f32' as const));
  const locals: ValueType[] = [];
  const local = (type: ValueType) => params.length + locals.push(type) - 1;
  const before: number[] = [];
  const turn: number[] = [];
  const keepIn =
    (where: number[]): Keep =>
    (lanes) => {
      const home = local('v128');
      where.push(...lanes, ...code.set(home));
      return code.get(home);
    };
  const keep = keepIn(turn);
  const at = (parameter: number) => [...code.get(parameter), ...code.get(from), ...code.i32Add];
  const homes = new Map<Value, Lanes>();
  scalars.forEach((value, i) => {
    homes.set(value, keepIn(before)([...code.get(firstScalar + i), ...code.splat]));
  });
  arrays.forEach((value, i) => {
    homes.set(value, keep([...at(firstArray + i), ...code.load]));
  });
  const lanesOf = (value: Value): Lanes => {
    const known = homes.get(value);
    if (known) return known;
    const node = producer(value);
    if (!node || edges.has(value)) throw new TypeError(`${name}: a value without a home`);
    const operands = operandsOf(node).map(lanesOf);
    const lanes = keep(vectorCode(node, (i) => operands[i] as Lanes, keep) ?? []);
    homes.set(value, lanes);
    return lanes;
  };
  const after = write({ lanesOf, at, local, turn, firstOther });
  const advance = [...code.get(from), ...code.i32Const(16), ...code.i32Add, ...code.tee(from), ...code.get(to)];
  const loop = [...code.loop, ...turn, ...advance, ...code.i32LtU, ...code.brIf(0), ...code.end];
  return { name, params, locals, body: [...before, ...loop, ...after] };
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
