import { byteSize } from '../graph/dtype.ts';
import { sizeOf } from '../graph/graph.ts';
import type { Arena, Slot } from '../run/arena.ts';
import { isShared } from '../wasm/isShared.ts';
import { type WasmFunction, wasmModule } from '../wasm/wasmModule.ts';
import { emitLoop, loopKey } from './emitLoop.ts';
import { emitSum, isWhole, sumBytes } from './emitSum.ts';
import type { Kernel, LoopWork } from './loopRunner.ts';
import type { Loop } from './loops.ts';
import type { Partition } from './partition.ts';
import type { Sum } from './sums.ts';

/** Numbers of a range of a loop: 64 KB of each array that it works on, which a core keeps near itself. */
const rangeNumbers = 16_384;

/**
 * Sums and loops as work for a runner: sum i is number i, loop i stands behind all sums. They are one phase, or two where loops wait.
 *
 * @param places of their parameters but the scalars, which come last and begin as zeros
 */
export function loopWork(
  {
    sums,
    loops,
    edges,
    waits,
  }: { sums: readonly Sum[]; loops: readonly Loop[]; edges: Partition['edges']; waits: boolean },
  places: readonly (readonly number[])[],
  { memory }: Arena,
): LoopWork {
  const valuesOf = ({ results }: Loop) => results.map(({ value }) => value);
  const keys = [
    ...sums.map((sum) => `sum ${isWhole(sum.value)} ${loopKey(sum, [sum.value], edges)}`),
    ...loops.map((loop) => `loop ${loopKey(loop, valuesOf(loop), edges)}`),
  ];
  const distinct = [...new Set(keys)];
  const functions = distinct.map((key, i): WasmFunction => {
    const at = keys.indexOf(key);
    const [sum, loop] = [sums[at], loops[at - sums.length]];
    return sum ? emitSum(`f${i}`, sum, edges) : emitLoop(`f${i}`, loop as Loop, edges);
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
  const numbers = [...sums.map(({ value }) => sizeOf(value.shape)), ...loops.map((l) => l.size * l.results.length)];
  return {
    memory,
    numbers: numbers.reduce((all, size) => all + size, 0),
    module,
    exports,
    kernels: exports.map((name) => instance.exports[name] as Kernel),
    parameters: [...sums, ...loops].map(({ scalars }, i) => [...(places[i] ?? []), ...scalars.map(() => 0)]),
    ranges: [...sumRanges, ...loopRanges].flat(),
    phases: [0, ...(waits ? [sumRanges.length] : []), sumRanges.length + loopRanges.length],
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
