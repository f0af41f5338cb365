import { producer, type Value } from '../graph/graph.ts';
import { type Keep, keepsIn, type Lanes } from '../noise/lanes.ts';
import { code } from '../wasm/code.ts';
import type { ValueType, WasmFunction } from '../wasm/wasmModule.ts';
import { operandsOf } from './operandsOf.ts';
import type { Partition } from './partition.ts';
import { vectorCode } from './vectorOps.ts';

type Edges = Partition['edges'];

/** The ends of a range, which every function takes first. */
export const [from, to] = [0, 1];

/** What a function does with four lanes of each array, again and again. */
export interface Turn {
  /** Computes a value, once a turn, and returns how to read it. */
  lanesOf(value: Value): Lanes;
  /** The address of a turn's lanes in the array that a parameter points at. */
  at(parameter: number): number[];
  /** Room for one number or vector. */
  local(type: ValueType): number;
  /** Keeps vectors in the instructions of `where`. */
  keepIn(where: number[]): Keep;
  readonly turn: number[];
  /** What comes before the first turn. */
  readonly before: number[];
  readonly firstOther: number;
}

/** A function over a range. @param write adds to a turn what becomes of its values, and returns what comes after the last turn */
export function emitTurns(
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
  const keepIn = keepsIn(local);
  const keep = keepIn(turn);
  const at = (parameter: number) => [...code.get(parameter), ...code.get(from), ...code.i32Add];
  const homes = new Map<Value, Lanes>();
  scalars.forEach((value, i) => {
    homes.set(value, keepIn(before)([...code.get(firstScalar + i), ...code.splat]));
  });
  arrays.forEach((value, i) => {
    homes.set(value, keep([...at(firstArray + i), ...code.load()]));
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
  const after = write({ lanesOf, at, local, keepIn, before, turn, firstOther });
  const advance = [...code.get(from), ...code.i32Const(16), ...code.i32Add, ...code.tee(from), ...code.get(to)];
  const loop = [...code.loop, ...turn, ...advance, ...code.i32LtU, ...code.brIf(0), ...code.end];
  return { name, params, locals, body: [...before, ...loop, ...after] };
}
