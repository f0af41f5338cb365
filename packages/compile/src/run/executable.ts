import { type Counter, checkDraw, type HostArray, type Input } from '@latentkit/core';
import { type Graph, sizeOf } from '../graph/graph.ts';
import { noise } from '../noise/noise.ts';
import { encode } from '../onnx/encode.ts';
import { partition } from '../tail/partition.ts';
import { tail } from '../tail/tail.ts';
import { type Draw, drawName } from '../trace/draws.ts';
import type { Arena, Slot } from './arena.ts';
import { type DataFeed, dataFeed } from './dataFeed.ts';
import type { RunOptions } from './options.ts';
import type { Runtime, RuntimeTensor } from './runtime.ts';
import type { Sessions } from './sessions.ts';

type Inputs = Readonly<Record<string, Input>>;

/** A step for one signature, ready to run over a program's state. */
export interface Executable {
  run(inputs: Inputs, counter: Counter): Promise<Record<string, HostArray>>;
  dispose(): void;
}

export interface Machine {
  readonly runtime: Runtime;
  readonly sessions: Sessions;
  readonly options: RunOptions;
}

/** Cuts, encodes and loads an optimised graph. */
export async function executable(
  machine: Machine,
  { graph, draws }: { graph: Graph; draws: readonly Draw[] },
  arena: Arena,
  state: readonly Slot[],
): Promise<Executable> {
  const parts = partition(graph);
  const slots = new Map<string, Slot>(state.map((slot, i) => [`state/${i}`, slot]));
  for (const [name, { dtype, shape }] of Object.entries(parts.graph.outputs))
    slots.set(name, arena.allocate(dtype, shape));
  for (const { stream, shape } of draws) slots.set(drawName(stream), arena.allocate('float32', shape));
  const fill = draws.length > 0 ? await noise(arena.memory) : undefined;
  const end = tail(parts, arena, slots);
  const outputs = Object.keys(parts.graph.outputs);
  const loaded = outputs.length > 0 ? await machine.sessions.acquire(encode(parts.graph), machine.options) : undefined;
  const names = loaded?.session.inputNames ?? [];
  const fixed = names.filter((name) => slots.has(name));
  const changing = names.flatMap((name): [string, DataFeed][] => {
    const feed = dataFeed(machine.runtime, name);
    return feed ? [[name, feed]] : [];
  });
  const read = outputs.filter((name) => name.startsWith('out/'));
  let bound = bind(machine.runtime, arena, slots, fixed, outputs);
  return {
    async run(inputs, counter) {
      if (bound.version !== arena.version()) bound = bind(machine.runtime, arena, slots, fixed, outputs);
      checkDraw('program.run', { ...counter, stream: 0 });
      for (const { kind, stream, shape } of draws) {
        const { offset } = slots.get(drawName(stream)) as Slot;
        fill?.[kind](offset, sizeOf(shape), { ...counter, stream });
      }
      for (const [name, feed] of changing) bound.feeds[name] = feed(inputs);
      await loaded?.session.run(bound.feeds, bound.fetches);
      end.run(inputs);
      return Object.fromEntries(
        read.map((name) => [name.slice('out/'.length), onHost(arena, slots.get(name) as Slot)]),
      );
    },
    dispose: () => loaded?.release(),
  };
}

/** Tensors over the arena, made once: ONNX Runtime reads and writes there. */
function bind(
  runtime: Runtime,
  arena: Arena,
  slots: ReadonlyMap<string, Slot>,
  inputs: readonly string[],
  outputs: readonly string[],
) {
  const tensors = (names: readonly string[]): Record<string, RuntimeTensor> =>
    Object.fromEntries(
      names.map((name) => {
        const slot = slots.get(name) as Slot;
        return [name, new runtime.Tensor(slot.dtype, arena.view(slot) as Float32Array, slot.shape)];
      }),
    );
  return { version: arena.version(), feeds: tensors(inputs), fetches: tensors(outputs) };
}

function onHost(arena: Arena, slot: Slot): HostArray {
  const values = arena.view(slot);
  return {
    values: values instanceof Float32Array ? values.slice() : Int32Array.from(values as Int32Array),
    shape: slot.shape,
  };
}
