import { type Counter, fillNormal, fillUniform, type HostArray, type Input } from '@latentkit/core';
import type { Graph } from '../graph/graph.ts';
import { encode } from '../onnx/encode.ts';
import { partition } from '../tail/partition.ts';
import { tail } from '../tail/tail.ts';
import { type Draw, drawName } from '../trace/draws.ts';
import type { Arena, Slot } from './arena.ts';
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
  const end = tail(parts, arena, slots);
  const outputs = Object.keys(parts.graph.outputs);
  const loaded = outputs.length > 0 ? await machine.sessions.acquire(encode(parts.graph), machine.options) : undefined;
  const names = loaded?.session.inputNames ?? [];
  const fixed = names.filter((name) => slots.has(name));
  const read = outputs.filter((name) => name.startsWith('out/'));
  let bound = bind(machine.runtime, arena, slots, fixed, outputs);
  return {
    async run(inputs, counter) {
      if (bound.version !== arena.version()) bound = bind(machine.runtime, arena, slots, fixed, outputs);
      for (const draw of draws) {
        const values = bound.views.get(drawName(draw.stream)) as Float32Array;
        (draw.kind === 'normal' ? fillNormal : fillUniform)(values, { ...counter, stream: draw.stream });
      }
      const feeds = { ...bound.feeds, ...dataFeeds(machine.runtime, names, inputs) };
      await loaded?.session.run(feeds, bound.fetches);
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
  const views = new Map([...slots].map(([name, slot]) => [name, arena.view(slot)]));
  const tensors = (names: readonly string[]) =>
    Object.fromEntries(
      names.map((name) => {
        const { dtype, shape } = slots.get(name) as Slot;
        return [name, new runtime.Tensor(dtype, views.get(name) as Float32Array, shape)];
      }),
    );
  return { version: arena.version(), views, feeds: tensors(inputs), fetches: tensors(outputs) };
}

/** What changes from run to run. A table is fed as it lies in memory: no pixel is copied here. */
function dataFeeds(runtime: Runtime, names: readonly string[], inputs: Inputs): Record<string, RuntimeTensor> {
  const feeds: Record<string, RuntimeTensor> = {};
  for (const name of names) {
    const [kind, key] = [name.slice(0, name.indexOf('/')), name.slice(name.indexOf('/') + 1)];
    const given = inputs[key];
    if (kind === 'in') feeds[name] = new runtime.Tensor('float32', Float32Array.of(given as number), []);
    if (typeof given !== 'object') continue;
    const { table, rows } = given;
    if (kind === 'rows') feeds[name] = new runtime.Tensor('int32', rows, [rows.length]);
    if (kind === 'table') {
      const type =
        table.values instanceof Uint8Array ? 'uint8' : table.values instanceof Int32Array ? 'int32' : 'float32';
      feeds[name] = new runtime.Tensor(type, table.values, table.shape);
    }
  }
  return feeds;
}

function onHost(arena: Arena, slot: Slot): HostArray {
  const values = arena.view(slot);
  return {
    values: values instanceof Float32Array ? values.slice() : Int32Array.from(values as Int32Array),
    shape: slot.shape,
  };
}
