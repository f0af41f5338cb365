import { code } from '../wasm/code.ts';
import type { ValueType, WasmFunction } from '../wasm/wasmModule.ts';
import { ints, type Keep, type Lanes } from './lanes.ts';

/**
 * A function (from, to, …numbers) that fills the bytes from … to − 1 with 64 bytes a turn: at least one turn, the last one whole.
 *
 * @param numbers how many i32 it takes besides
 * @param turn gives the four vectors that a turn stores, from those numbers in all lanes; `counted` is a vector that grows by its stride
 * after each turn
 */
export function fillFunction(
  name: string,
  numbers: number,
  turn: (given: readonly Lanes[], keep: Keep, counted: (start: Lanes, stride: number) => Lanes) => readonly Lanes[],
): WasmFunction {
  const [from, to] = [0, 1];
  const params: ValueType[] = Array.from({ length: 2 + numbers }, () => 'i32');
  const locals: ValueType[] = [];
  const before: number[] = [];
  const body: number[] = [];
  const after: number[] = [];
  const keepIn =
    (where: number[]): Keep =>
    (lanes) => {
      const local = params.length + locals.push('v128') - 1;
      where.push(...lanes, ...code.set(local));
      return code.get(local);
    };
  const given = Array.from({ length: numbers }, (_, i) => keepIn(before)([...code.get(2 + i), ...code.i32x4Splat]));
  const counted = (start: Lanes, stride: number): Lanes => {
    const lanes = keepIn(before)(start);
    after.push(...lanes, ...ints(stride), ...code.i32x4Add, ...code.set(params.length + locals.length - 1));
    return lanes;
  };
  const results = turn(given, keepIn(body), counted);
  results.forEach((lanes, i) => {
    body.push(...code.get(from), ...lanes, ...code.store(16 * i));
  });
  const advance = [...code.get(from), ...code.i32Const(64), ...code.i32Add, ...code.tee(from), ...code.get(to)];
  return {
    name,
    params,
    locals,
    body: [...before, ...code.loop, ...body, ...after, ...advance, ...code.i32LtU, ...code.brIf(0), ...code.end],
  };
}
