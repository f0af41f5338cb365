import type { Draw } from '@latentkit/core';
import { code } from '../wasm/code.ts';
import { isShared } from '../wasm/isShared.ts';
import { type WasmFunction, wasmModule } from '../wasm/wasmModule.ts';
import { boxMullerLanes } from './boxMullerLanes.ts';
import { fillFunction } from './fillFunction.ts';
import { type Four, floats, type Keep, type Lanes, mul, shuffle } from './lanes.ts';
import { philoxLanes } from './philoxLanes.ts';

/** Fills `count` float32 from a byte that is a multiple of 64; what follows, up to the next such multiple, is overwritten. */
export type Fill = (offset: number, count: number, draw: Draw) => void;

type Kernel = (...parameters: number[]) => void;

/** The random numbers of core, bit for bit, written straight into a memory: 16 in a turn. A draw is taken as checked. */
export async function noise(memory: WebAssembly.Memory): Promise<Readonly<Record<'normal' | 'uniform', Fill>>> {
  const { instance } = await WebAssembly.instantiate(wasmModule([normal(), uniform()], { shared: isShared(memory) }), {
    e: { m: memory },
  });
  const fill =
    (kernel: Kernel): Fill =>
    (offset, count, { seed, stream, step }) => {
      const high = (value: number) => Math.floor(value / 2 ** 32);
      if (count > 0) kernel(offset, offset + 4 * count, stream, step, high(step), seed, high(seed));
    };
  return { normal: fill(instance.exports.normal as Kernel), uniform: fill(instance.exports.uniform as Kernel) };
}

function normal(): WasmFunction {
  return drawFunction('normal', (keep, [a, b, c, d]) => [...boxMullerLanes(keep, a, b), ...boxMullerLanes(keep, c, d)]);
}

function uniform(): WasmFunction {
  return drawFunction('uniform', (_, words) =>
    words.map((word) => mul([...word, ...code.i32Const(8), ...code.i32x4ShrU, ...code.convertS], floats(2 ** -24))),
  );
}

/** A turn makes the words of four consecutive blocks. */
function drawFunction(name: string, numbersOf: (keep: Keep, words: Four) => readonly Lanes[]): WasmFunction {
  return fillFunction(name, 5, (given, keep, counted) => {
    const [stream, step, stepHigh, seed, seedHigh] = given as [Lanes, Lanes, Lanes, Lanes, Lanes];
    const blocks = counted(code.v128Const(0, 1, 2, 3), 4);
    const words = philoxLanes(keep, [blocks, stream, step, stepHigh], [seed, seedHigh]);
    return transpose(keep, numbersOf(keep, words).map(keep) as unknown as Four);
  });
}

/** Number k of the four blocks, [4 numbers, 4 blocks], to block after block. */
function transpose(keep: Keep, [a, b, c, d]: Four): readonly Lanes[] {
  const [ab, cd] = [keep(shuffle(a, b, [0, 4, 1, 5])), keep(shuffle(c, d, [0, 4, 1, 5]))];
  const [AB, CD] = [keep(shuffle(a, b, [2, 6, 3, 7])), keep(shuffle(c, d, [2, 6, 3, 7]))];
  return [
    shuffle(ab, cd, [0, 1, 4, 5]),
    shuffle(ab, cd, [2, 3, 6, 7]),
    shuffle(AB, CD, [0, 1, 4, 5]),
    shuffle(AB, CD, [2, 3, 6, 7]),
  ];
}
