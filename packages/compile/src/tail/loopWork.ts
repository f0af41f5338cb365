import { byteSize } from '../graph/dtype.ts';
import { sizeOf } from '../graph/graph.ts';
import { drawFunctions, drawWordCount } from '../noise/noise.ts';
import type { Arena, Slot } from '../run/arena.ts';
import { isShared } from '../wasm/isShared.ts';
import { type WasmFunction, wasmModule } from '../wasm/wasmModule.ts';
import type { DrawnArray } from './drawing.ts';
import { emitLoop, loopKey } from './emitLoop.ts';
import { emitSum, isWhole, sumBytes } from './emitSum.ts';
import type { Kernel, LoopWork } from './loopRunner.ts';
import type { Loop } from './loops.ts';
import type { Partition } from './partition.ts';
import type { Sum } from './sums.ts';

/** Numbers of a range of a loop: 64 KB of each array that it works on, which a core keeps near itself. */
const rangeNumbers = 16_384;
/** Bytes of a range of random numbers, which take as long. */
const drawBytes = 16_384;

/** What is done over arrays, in the order of its numbers in a runner. */
export interface Kinds {
  readonly sums: readonly Sum[];
  readonly loops: readonly Loop[];
  readonly draws: readonly DrawnArray[];
  readonly edges: Partition['edges'];
  readonly waits: boolean;
}

/**
 * Sums, loops and random numbers as work for a runner. They are one phase, or two where loops wait.
 *
 * @param places of their parameters but the numbers, which come last and begin as zeros
 */
export function loopWork(
  { sums, loops, draws, edges, waits }: Kinds,
  places: readonly (readonly number[])[],
  { memory }: Arena,
): LoopWork {
  const valuesOf = ({ results }: Loop) => results.map(({ value }) => value);
  const keys = [
    ...sums.map((sum) => `sum ${isWhole(sum.value)} ${loopKey(sum, [sum.value], edges)}`),
    ...loops.map((loop) => `loop ${loopKey(loop, valuesOf(loop), edges)}`),
    ...draws.map(({ kind }) => kind),
  ];
  const distinct = [...new Set(keys)];
  const functions = distinct.map((key, i): WasmFunction => {
    const at = keys.indexOf(key);
    const [sum, loop] = [sums[at], loops[at - sums.length]];
    if (sum) return emitSum(`f${i}`, sum, edges);
    return loop ? emitLoop(`f${i}`, loop, edges) : { ...drawFunctions()[key as DrawnArray['kind']], name: `f${i}` };
  });
  const module = new WebAssembly.Module(wasmModule(functions, { shared: isShared(memory) }));
  const instance = new WebAssembly.Instance(module, { e: { m: memory } });
  const exports = keys.map((key) => `f${distinct.indexOf(key)}`);
  const sumRanges = sums.flatMap(({ value }, i) => cut(i, 4 * sizeOf(value.shape), sumBytes));
  const loopRanges = largestFirst(loops).flatMap((i) => {
    const { size, results } = loops[i] as Loop;
    const width = byteSize(results[0]?.value.dtype ?? 'float32');
    return cut(sums.length + i, size * width, rangeNumbers * width);
  });
  const drawRanges = draws.flatMap(({ shape, ahead }, i) =>
    ahead ? cut(sums.length + loops.length + i, 4 * sizeOf(shape), drawBytes) : [],
  );
  const counts = [...[...sums, ...loops].map(({ scalars }) => scalars.length), ...draws.map(() => drawWordCount)];
  const numbers = [
    ...sums.map(({ value }) => sizeOf(value.shape)),
    ...loops.map(({ size, results }) => size * results.length),
    ...draws.map(({ shape, ahead }) => (ahead ? sizeOf(shape) : 0)),
  ];
  return {
    memory,
    numbers: numbers.reduce((all, size) => all + size, 0),
    module,
    exports,
    kernels: exports.map((name) => instance.exports[name] as Kernel),
    parameters: places.map((place, i) => [...place, ...Array<number>(counts[i] as number).fill(0)]),
    ranges: [...sumRanges, ...drawRanges, ...loopRanges].flat(),
    phases: [0, ...(waits ? [sumRanges.length] : []), sumRanges.length + drawRanges.length + loopRanges.length],
  };
}

/** (loop, from, to) over whole vectors of 16 bytes. */
function cut(loop: number, bytes: number, step: number): [number, number, number][] {
  const end = Math.ceil(bytes / 16) * 16;
  return Array.from({ length: Math.ceil(end / step) }, (_, i) => [loop, i * step, Math.min(end, (i + 1) * step)]);
}

/** So that the last ranges to be taken are small ones. */
const largestFirst = (loops: readonly Loop[]) =>
  loops.map((_, i) => i).sort((a, b) => (loops[b] as Loop).size - (loops[a] as Loop).size);

/** Room for the sums of the ranges of an array: four each. */
export function sumsSlot(arena: Arena, { value }: Sum): Slot {
  return arena.allocate('float32', [4 * Math.ceil((4 * sizeOf(value.shape)) / sumBytes)]);
}
