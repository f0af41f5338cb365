import type { Draw } from '@latentkit/core/internal';
import { code } from '../wasm/code.ts';
import type { WasmFunction } from '../wasm/wasmModule.ts';
import { boxMullerLanes } from './boxMullerLanes.ts';
import { fillFunction } from './fillFunction.ts';
import { type Four, floats, type Keep, type Lanes, mul, shuffle } from './lanes.ts';
import { philoxLanes } from './philoxLanes.ts';

/** What the functions below take after a range and an address: a checked draw, in 32-bit words. */
export const drawWordCount = 5;
export function drawWords({ seed, stream, step }: Draw): readonly number[] {
  const high = (value: number) => Math.floor(value / 2 ** 32);
  return [stream, step, high(step), seed, high(seed)];
}

/**
 * The random numbers of core, bit for bit, 16 in a turn: `normal` and `uniform` (from, to, address, …words) fill the bytes from … to − 1 of
 * an array, from a multiple of 64 on. What follows `to`, up to the next such multiple, is overwritten.
 */
export const drawFunctions = (): Readonly<Record<'normal' | 'uniform', WasmFunction>> => ({
  normal: normal(),
  uniform: uniform(),
});

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
  return fillFunction(name, drawWordCount, (given, keep, blocks) => {
    const [stream, step, stepHigh, seed, seedHigh] = given as [Lanes, Lanes, Lanes, Lanes, Lanes];
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
