import type { Input } from '@latentkit/core';
import { byteSize } from '../graph/dtype.ts';
import { sizeOf, type Value } from '../graph/graph.ts';
import type { Arena, Slot } from '../run/arena.ts';
import { isShared } from '../wasm/isShared.ts';
import { wasmModule } from '../wasm/wasmModule.ts';
import { emitLoop, loopKey } from './emitLoop.ts';
import { type Loop, loopsOf } from './loops.ts';
import type { Partition } from './partition.ts';
import { scalarProgram } from './scalarProgram.ts';

/** What happens behind ONNX Runtime: new states from edges, states and numbers, in place. */
export interface Tail {
  run(inputs: Readonly<Record<string, Input>>): void;
}

type Kernel = (...parameters: number[]) => void;

/**
 * Compiles the tail to one WebAssembly module over the arena's memory.
 *
 * @param slots of `state/i` and `edge/k`
 */
export function tail({ next, edges }: Partition, arena: Arena, slots: ReadonlyMap<string, Slot>): Tail {
  const parts: Partition = { next, edges, graph: { inputs: [], outputs: {} } };
  const loops = loopsOf(parts);
  const kernels = compileLoops(loops, edges, arena);
  const singles = [...next].filter(([, value]) => sizeOf(value.shape) === 1);
  let given: Readonly<Record<string, Input>> = {};
  const slotOf = (value: Value) => slots.get(nameOf(value, edges)) as Slot;
  const wanted = [...loops.flatMap(({ scalars }) => scalars), ...singles.map(([, value]) => value)];
  const scalars = scalarProgram(wanted, edges, (leaf) => {
    const name = nameOf(leaf, edges);
    if (name.startsWith('in/')) return () => Math.fround(given[name.slice('in/'.length)] as number);
    const slot = slotOf(leaf);
    return () => Number(arena.view(slot)[0]);
  });
  const calls = loops.map((loop, i) => {
    const kernel = kernels[i] as Kernel;
    const bytes = Math.ceil((loop.size * byteSize(loop.results[0]?.value.dtype ?? 'float32')) / 16) * 16;
    const ends = loop.results.map(({ state }) => (slots.get(`state/${state}`) as Slot).offset);
    const fixed = [bytes, ...loop.arrays.map((value) => slotOf(value).offset), ...ends];
    return () => kernel(...fixed, ...loop.scalars.map(scalars.read));
  });
  return {
    run(inputs) {
      given = inputs;
      scalars.run();
      for (const call of calls) call();
      for (const [state, value] of singles) {
        (arena.view(slots.get(`state/${state}`) as Slot) as Float32Array)[0] = scalars.read(value);
      }
    },
  };
}

function nameOf(value: Value, edges: Partition['edges']): string {
  return edges.get(value) ?? (value.source.kind === 'input' ? value.source.name : '');
}

/** One function for each distinct loop: the ten parameters of an autoencoder under Adam share one. */
function compileLoops(loops: readonly Loop[], edges: Partition['edges'], { memory }: Arena): Kernel[] {
  const keys = loops.map((loop) => loopKey(loop, edges));
  const distinct = [...new Set(keys)];
  const functions = distinct.map((key, i) => emitLoop(`loop${i}`, loops[keys.indexOf(key)] as Loop, edges));
  const module = new WebAssembly.Module(wasmModule(functions, { shared: isShared(memory) }));
  const { exports } = new WebAssembly.Instance(module, { e: { m: memory } });
  return keys.map((key) => exports[`loop${distinct.indexOf(key)}`] as Kernel);
}
