import type { Counter, HostArray, Input } from '@latentkit/core';
import { checkDraw } from '@latentkit/core/internal';
import { inputName, type Value } from '../graph/graph.ts';
import { graphName, isOf, keyOf } from '../graph/names.ts';
import { rowWork } from '../rows/rowWork.ts';
import { type SharedStep, sharedStep } from '../share/sharedStep.ts';
import { type Partition, partition } from '../tail/partition.ts';
import { tail } from '../tail/tail.ts';
import type { Arena, Slot } from './arena.ts';
import { bindings } from './bindings.ts';
import { lyingFeed, smallFeed } from './dataFeed.ts';
import { loadedStages } from './loadedStages.ts';
import type { Machine, OptimisedStep } from './machine.ts';
import { ran } from './ran.ts';
import { callersArray, isCallers, onHost } from './results.ts';

type Inputs = Readonly<Record<string, Input>>;

/** A step for one signature, ready to run over a program's state. */
export interface Executable {
  /** The states that a run changes. */
  readonly changes: readonly number[];
  run(inputs: Inputs, counter: Counter): Promise<Record<string, HostArray>>;
  dispose(): void;
}

/** Cuts, encodes and loads an optimised graph. */
export async function executable(
  machine: Machine,
  { graph, draws, constants }: OptimisedStep,
  arena: Arena,
  state: readonly Slot[],
): Promise<Executable> {
  const parts = partition(graph);
  const shared = machine.threads && machine.crew ? sharedStep(parts, machine.costs) : undefined;
  const made = Object.entries(parts.graph.outputs);
  const callers = made.filter(([name, value]) => isCallers(name, value));
  const slots = slotsOf({ arena, state, draws }, parts, shared);
  const end = tail(shared ?? parts, arena, slots, { draws, crew: machine.crew });
  const graphs = shared ? shared.stages.flatMap((stage) => stage.graph ?? []) : [parts.graph];
  const stages = made.length > 0 ? await loadedStages(machine, graphs, { constants, slots, end, shared }) : [];
  const given = parts.graph.inputs.map(inputName);
  const fills = given.filter(isSmall).map((name) => smallFeed(arena, name, slots.get(name) as Slot));
  const read = new Set(stages.flatMap(({ callers: names }) => names));
  const lying = given.filter((name) => read.has(name)).map((name) => [name, lyingFeed(name)] as const);
  const results = Object.entries(graph.outputs).filter(([name]) => isOf(name, 'out'));
  const bound = stages.length > 0 ? bindings(stages, arena, slots, shared) : undefined;
  const together = shared && bound ? machine.crew?.together(rowWork(shared, arena, slots)) : undefined;
  return {
    changes: [...parts.next.keys()],
    async run(inputs, counter) {
      checkDraw('program.run', { ...counter, stream: 0 });
      end.draw(counter);
      for (const feed of fills) feed(inputs);
      const current = bound?.current();
      for (const [name, feed] of lying) current?.feed(name, feed(inputs));
      const fresh = new Map(callers.map(([name, value]) => [name, callersArray(value)]));
      for (const [name, array] of fresh) current?.fetch(name, array);
      await ran(() => current?.run(together));
      end.run(inputs);
      const result = ([name, { shape }]: [string, Value]): HostArray => {
        if (parts.results.has(name)) return { values: Float32Array.of(end.read(name)), shape };
        const array = fresh.get(name);
        return array ? { values: array.values, shape } : onHost(arena, slots.get(name) as Slot);
      };
      return Object.fromEntries(results.map((output) => [keyOf('out', output[0]), result(output)]));
    },
    dispose() {
      end.release();
      together?.release();
      bound?.release();
      for (const { release } of stages) release();
    },
  };
}

/** Where the arrays of a step lie, but for those that the caller brings or gets. */
function slotsOf(
  { arena, state, draws }: Pick<OptimisedStep, 'draws'> & { readonly arena: Arena; readonly state: readonly Slot[] },
  { graph }: Partition,
  shared: SharedStep | undefined,
): Map<string, Slot> {
  const slots = new Map<string, Slot>(state.map((slot, i) => [graphName('state', i), slot]));
  for (const [name, value] of Object.entries(graph.outputs)) {
    if (isCallers(name, value)) continue;
    for (const own of shared?.namesOf(name) ?? [name]) slots.set(own, arena.allocate(value.dtype, value.shape));
  }
  for (const [name, { dtype, shape }] of shared?.parts ?? []) slots.set(name, arena.allocate(dtype, shape));
  for (const value of graph.inputs)
    if (isSmall(inputName(value))) slots.set(inputName(value), arena.allocate(value.dtype, value.shape));
  for (const { stream, shape } of draws) slots.set(graphName('draw', stream), arena.allocate('float32', shape));
  return slots;
}

/** What is copied into the arena for each run. */
const isSmall = (name: string) => isOf(name, 'number', 'rows');
