import type { Counter, HostArray, Input } from '@latentkit/core';
import { checkDraw } from '@latentkit/core/internal';
import type { Graph, Value } from '../graph/graph.ts';
import { graphName, isOf, keyOf } from '../graph/names.ts';
import type { Costs } from '../lower/costs.ts';
import { encode } from '../onnx/encode.ts';
import { runtimeStages, through } from '../passes/stages.ts';
import type { Crew } from '../tail/loopRunner.ts';
import { partition } from '../tail/partition.ts';
import { type Tail, tail } from '../tail/tail.ts';
import type { Draw } from '../trace/draws.ts';
import type { Arena, Slot } from './arena.ts';
import { lyingFeed, smallFeed } from './dataFeed.ts';
import type { SessionOptions } from './options.ts';
import { ran } from './ran.ts';
import { callersArray, isCallers, onHost } from './results.ts';
import type { Arrays, Binding, HostTensor, Runtime, Session } from './runtime.ts';
import type { Sessions } from './sessions.ts';

type Inputs = Readonly<Record<string, Input>>;

/** A step for one signature, ready to run over a program's state. */
export interface Executable {
  /** The states that a run changes. */
  readonly changes: readonly number[];
  run(inputs: Inputs, counter: Counter): Promise<Record<string, HostArray>>;
  dispose(): void;
}

export interface Machine {
  readonly runtime: Runtime;
  readonly sessions: Sessions<Session, SessionOptions>;
  readonly options: SessionOptions;
  /** What decides how its convolutions are computed. */
  readonly costs: Costs;
  /** Threads that help with what is not ONNX Runtime's. */
  readonly crew?: Crew;
}

/** A traced step, optimised. */
export interface OptimisedStep {
  readonly graph: Graph;
  readonly draws: readonly Draw[];
  /** What inputs of the graph are, where they never change. */
  readonly constants: ReadonlyMap<string, Value>;
}

/** Cuts, encodes and loads an optimised graph. */
export async function executable(
  machine: Machine,
  { graph, draws, constants }: OptimisedStep,
  arena: Arena,
  state: readonly Slot[],
): Promise<Executable> {
  const parts = partition(graph);
  const slots = new Map<string, Slot>(state.map((slot, i) => [graphName('state', i), slot]));
  const made = Object.entries(parts.graph.outputs);
  const callers = made.filter(([name, value]) => isCallers(name, value));
  const kept = made.filter(([name, value]) => !isCallers(name, value));
  for (const [name, { dtype, shape }] of kept) slots.set(name, arena.allocate(dtype, shape));
  for (const { source, dtype, shape } of parts.graph.inputs)
    if (source.kind === 'input' && isSmall(source.name)) slots.set(source.name, arena.allocate(dtype, shape));
  for (const { stream, shape } of draws) slots.set(graphName('draw', stream), arena.allocate('float32', shape));
  const end = tail(parts, arena, slots, { draws, crew: machine.crew });
  const loaded =
    made.length > 0 ? await acquire(machine, through(parts.graph, runtimeStages(constants)), end) : undefined;
  const session = loaded?.session;
  const names = session?.inputNames ?? [];
  const smaller = names.filter(isSmall);
  const fills = smaller.map((name) => smallFeed(arena, name, slots.get(name) as Slot));
  const lying = names
    .filter((name) => isOf(name, 'table') || isOf(name, 'array'))
    .map((name) => [name, lyingFeed(name)] as const);
  const inputs = names.filter((name) => slots.has(name));
  const results = Object.entries(graph.outputs).filter(([name]) => isOf(name, 'out'));
  let bound: Bound | undefined;
  const binding = () => {
    if (!session) return undefined;
    if (bound?.version !== arena.version()) {
      bound?.binding.release();
      bound = bind(session, arena, slots, { inputs, outputs: kept.map(([name]) => name) });
    }
    return bound;
  };
  return {
    changes: [...parts.next.keys()],
    async run(given, counter) {
      checkDraw('program.run', { ...counter, stream: 0 });
      end.draw(counter);
      for (const feed of fills) feed(given);
      const current = binding();
      for (const [name, feed] of lying) current?.feed(name, feed(given));
      const fresh = new Map(callers.map(([name, value]) => [name, callersArray(value)]));
      for (const [name, array] of fresh) current?.binding.fetch(name, array);
      await ran(() => current?.binding.run());
      end.run(given);
      const result = ([name, { shape }]: [string, Value]): HostArray => {
        if (parts.results.has(name)) return { values: Float32Array.of(end.read(name)), shape };
        const array = fresh.get(name);
        return array ? { values: array.values, shape } : onHost(arena, slots.get(name) as Slot);
      };
      return Object.fromEntries(results.map((output) => [keyOf('out', output[0]), result(output)]));
    },
    dispose() {
      end.release();
      bound?.binding.release();
      loaded?.release();
    },
  };
}

/** What is copied into the arena for each run. */
const isSmall = (name: string) => isOf(name, 'number', 'rows');

/** The session of a graph. What its tail holds is let go where there is none. */
async function acquire({ sessions, options }: Machine, graph: Graph, { helped, release }: Tail) {
  try {
    return await sessions.acquire(encode(graph), { ...options, rest: helped });
  } catch (error) {
    release();
    throw error;
  }
}

interface Bound {
  /** Of the arena, when its arrays were bound. */
  readonly version: unknown;
  readonly binding: Binding;
  /** Binds an array of the caller's, unless it is bound. */
  feed(name: string, array: HostTensor): void;
}

/** Everything that lies in the arena, bound once: ONNX Runtime reads and writes there. */
function bind(
  session: Session,
  arena: Arena,
  slots: ReadonlyMap<string, Slot>,
  { inputs, outputs }: { inputs: readonly string[]; outputs: readonly string[] },
): Bound {
  const arrays = (names: readonly string[]): Arrays =>
    Object.fromEntries(
      names.map((name) => {
        const slot = slots.get(name) as Slot;
        return [name, { dtype: slot.dtype, shape: slot.shape, values: arena.view(slot) }];
      }),
    );
  const binding = session.bind(arrays(inputs), arrays(outputs));
  const fed = new Map<string, HostTensor>();
  return {
    version: arena.version(),
    binding,
    feed(name, table) {
      if (fed.get(name) === table) return;
      binding.feed(name, table);
      fed.set(name, table);
    },
  };
}
