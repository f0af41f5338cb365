import type { Counter, HostArray, Input } from '@latentkit/core';
import { checkDraw } from '@latentkit/core/internal';
import type { Tensor } from 'onnxruntime-common';
import type { Graph, Value } from '../graph/graph.ts';
import { graphName, isOf, keyOf } from '../graph/names.ts';
import { encode } from '../onnx/encode.ts';
import { arena } from '../run/arena.ts';
import { lyingFeed, smallFeed } from '../run/dataFeed.ts';
import { ran } from '../run/ran.ts';
import type { Sessions } from '../run/sessions.ts';
import { scalarProgram } from '../tail/scalarProgram.ts';
import { tail } from '../tail/tail.ts';
import type { Draw } from '../trace/draws.ts';
import type { Device, DeviceSession, Places } from './device.ts';
import type { States } from './deviceState.ts';
import { deviceTable } from './deviceTables.ts';
import { numbersApart } from './numbersApart.ts';
import { numbersOfHost } from './numbersOfHost.ts';
import { singlesApart } from './singlesApart.ts';

type Inputs = Readonly<Record<string, Input>>;

/** A step for one signature on a GPU. */
export interface DeviceExecutable {
  /** States of one number that stay with the host. */
  readonly numbers: readonly number[];
  /** @returns the results of the step, and new states */
  run(inputs: Inputs, counter: Counter, states: States): Promise<{ results: Record<string, HostArray>; next: States }>;
  dispose(): void;
}

/** What a run keeps on the GPU: WebGPU has no arrays of truth values. */
const stays = (name: string, { dtype }: Value) => isOf(name, 'next') && dtype !== 'bool';

const place = (name: string, value: Value) => [name, stays(name, value) ? 'gpu-buffer' : 'cpu'] as const;

/** @param results of the step, as traced; @param graph the same for a GPU */
export async function deviceExecutable(
  device: Device,
  sessions: Sessions<DeviceSession, Places>,
  { results, graph: whole, draws }: { results: Graph['outputs']; graph: Graph; draws: readonly Draw[] },
): Promise<DeviceExecutable> {
  const { graph: arrays, made, next } = numbersApart(whole);
  const { graph, edges, results: singles } = singlesApart(arrays);
  const places = Object.fromEntries(Object.entries(graph.outputs).map((output) => place(...output)));
  const { session, release } = await sessions.acquire(encode(graph), places);
  const memory = arena();
  const slots = new Map(
    graph.inputs.flatMap(({ source, dtype, shape }) =>
      source.kind === 'input' && isOf(source.name, 'number', 'rows', 'draw', 'made')
        ? [[source.name, memory.allocate(dtype, shape)] as const]
        : [],
    ),
  );
  const random = tail({ next: new Map(), results: new Map(), edges: new Map() }, memory, slots, { draws });
  const has = new Set(session.inputNames);
  const small = [...slots].filter(([name]) => has.has(name));
  const numbers = numbersOfHost({ made, next }, memory, slots);
  const fills = small
    .filter(([name]) => isOf(name, 'number', 'rows'))
    .map(([name, slot]) => smallFeed(memory, name, slot));
  const keys = session.inputNames.flatMap((name) => keyOf('table', name) ?? []);
  const tables = keys.map((key) => [graphName('table', key), deviceTable(device, key)] as const);
  const arrayNames = session.inputNames.filter((name) => isOf(name, 'array'));
  const given = arrayNames.map((name) => [name, lyingFeed(name)] as const);
  const names = Object.keys(graph.outputs);
  const asked = Object.entries(results).filter(([name]) => isOf(name, 'out'));
  let losses = new Float32Array();
  const known = new Map(edges.map((value) => [value, '']));
  const finish = scalarProgram(singles.values(), known, (edge) => () => losses[edges.indexOf(edge)] as number);
  return {
    numbers: [...next.keys()],
    async run(inputs, counter, states) {
      checkDraw('program.run', { ...counter, stream: 0 });
      random.draw(counter);
      for (const fill of fills) fill(inputs);
      const kept = numbers.run(inputs, states.numbers);
      const feeds: Record<string, Tensor> = {};
      for (const [name, slot] of small) {
        feeds[name] = device.tensor({ dtype: slot.dtype, shape: slot.shape, values: memory.view(slot) });
      }
      for (const [name, table] of tables) feeds[name] = await table.of(inputs);
      for (const [name, feed] of given) feeds[name] = device.tensor(feed(inputs));
      for (const [name, state] of Object.entries(states.tensors)) if (has.has(name)) feeds[name] = state;
      const found = await ran(() => session.run(feeds, names));
      losses = (found[graphName('singles', '')]?.data ?? losses) as typeof losses;
      finish.run();
      const resultOf = ([name, { shape }]: [string, Value]): HostArray => {
        const single = singles.get(name);
        if (single) return { values: Float32Array.of(finish.read(single)), shape };
        const { data } = found[name] as Tensor;
        return { values: data instanceof Float32Array ? data : Int32Array.from(data as Uint8Array), shape };
      };
      const tensors = Object.entries(found).filter(([name]) => isOf(name, 'next'));
      return {
        results: Object.fromEntries(asked.map((output) => [keyOf('out', output[0]), resultOf(output)])),
        next: { tensors: Object.fromEntries(tensors), numbers: kept },
      };
    },
    dispose() {
      random.release();
      for (const [, table] of tables) table.release();
      release();
    },
  };
}
