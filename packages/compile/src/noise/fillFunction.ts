import { code } from '../wasm/code.ts';
import type { ValueType, WasmFunction } from '../wasm/wasmModule.ts';
import type { Keep, Lanes } from './lanes.ts';

/**
 * A function (from, to, address, …numbers) that fills the bytes from … to − 1 of the array there with 64 bytes per turn: at least one turn, the
 * last one whole.
 *
 * @param numbers how many i32 it takes besides
 * @param turn gives the four vectors that a turn stores, from those numbers in all lanes and the numbers of its four blocks of 16 bytes
 */
export function fillFunction(
  name: string,
  numbers: number,
  turn: (given: readonly Lanes[], keep: Keep, blocks: Lanes) => readonly Lanes[],
): WasmFunction {
  const [from, to, address] = [0, 1, 2];
  const params: ValueType[] = Array.from({ length: 3 + numbers }, () => 'i32');
  const locals: ValueType[] = [];
  const before: number[] = [];
  const body: number[] = [];
  const keepIn =
    (where: number[]): Keep =>
    (lanes) => {
      const local = params.length + locals.push('v128') - 1;
      where.push(...lanes, ...code.set(local));
      return code.get(local);
    };
  const given = Array.from({ length: numbers }, (_, i) => keepIn(before)([...code.get(3 + i), ...code.i32x4Splat]));
  const first = [...code.get(from), ...code.i32Const(4), ...code.i32ShrU, ...code.i32x4Splat];
  const blocks = keepIn(body)([...first, ...code.v128Const(0, 1, 2, 3), ...code.i32x4Add]);
  turn(given, keepIn(body), blocks).forEach((lanes, i) => {
    body.push(...code.get(address), ...code.get(from), ...code.i32Add, ...lanes, ...code.store(16 * i));
  });
  const advance = [...code.get(from), ...code.i32Const(64), ...code.i32Add, ...code.tee(from), ...code.get(to)];
  return {
    name,
    params,
    locals,
    body: [...before, ...code.loop, ...body, ...advance, ...code.i32LtU, ...code.brIf(0), ...code.end],
  };
}
