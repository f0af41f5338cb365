import type { Counter, HostArray, Input } from '@latentkit/core';
import { checkDraw } from '@latentkit/core/internal';
import type { Graph, Value } from '../graph/graph.ts';
import { graphName, isOf, keyOf } from '../graph/names.ts';
import type { Costs } from '../lower/costs.ts';
import { encode } from '../onnx/encode.ts';
import { runtimeStages, through } from '../passes/stages.ts';
import { rowWork } from '../rows/rowWork.ts';
import { type SharedStep, sharedStep } from '../share/sharedStep.ts';
import type { Crew } from '../tail/loopRunner.ts';
import { partition } from '../tail/partition.ts';
import { type Tail, tail } from '../tail/tail.ts';
import type { Draw } from '../trace/draws.ts';
import type { Arena, Slot } from './arena.ts';
import { bindings } from './bindings.ts';
import { lyingFeed, smallFeed } from './dataFeed.ts';
import type { SessionOptions } from './options.ts';
import { ran } from './ran.ts';
import { callersArray, isCallers, onHost } from './results.ts';
import type { Runtime, Session } from './runtime.ts';
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
  /** Threads that help with what is not ONNX Runtime's, and that run shares of a batch. */
  readonly crew?: Crew;
  /** Threads that ONNX Runtime may use, where several runs can be made at once. */
  readonly threads?: number;
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
  const shared = machine.threads && machine.crew ? sharedStep(parts) : undefined;
  const slots = new Map<string, Slot>(state.map((slot, i) => [graphName('state', i), slot]));
  const made = Object.entries(parts.graph.outputs);
  const callers = made.filter(([name, value]) => isCallers(name, value));
  const kept = made.filter(([name, value]) => !isCallers(name, value));
  for (const [name, { dtype, shape }] of kept)
    for (const own of shared?.namesOf(name) ?? [name]) slots.set(own, arena.allocate(dtype, shape));
  for (const [name, { dtype, shape }] of shared?.parts ?? []) slots.set(name, arena.allocate(dtype, shape));
  for (const { source, dtype, shape } of parts.graph.inputs)
    if (source.kind === 'input' && isSmall(source.name)) slots.set(source.name, arena.allocate(dtype, shape));
  for (const { stream, shape } of draws) slots.set(graphName('draw', stream), arena.allocate('float32', shape));
  const end = tail(shared ?? parts, arena, slots, { draws, crew: machine.crew });
  const graphs = (shared ? shared.stages.flatMap((stage) => stage.graph ?? []) : [parts.graph]).map((stage) =>
    through(stage, runtimeStages(constants)),
  );
  const sessions = made.length > 0 ? await acquire(machine, graphs, end, shared) : [];
  const loaded = sessions.map(({ session }, i) => ({
    session,
    inputs: session.inputNames.filter((name) => slots.has(name)),
    outputs: Object.keys(graphs[i]?.outputs ?? {}).filter((name) => slots.has(name)),
    callers: [...session.inputNames, ...Object.keys(graphs[i]?.outputs ?? {})].filter((name) => !slots.has(name)),
  }));
  const names = [...new Set(sessions.flatMap(({ session }) => session.inputNames))];
  const smaller = names.filter(isSmall);
  const fills = smaller.map((name) => smallFeed(arena, name, slots.get(name) as Slot));
  const lying = names
    .filter((name) => isOf(name, 'table') || isOf(name, 'array'))
    .map((name) => [name, lyingFeed(name)] as const);
  const results = Object.entries(graph.outputs).filter(([name]) => isOf(name, 'out'));
  const bound = loaded.length > 0 ? bindings(loaded, arena, slots, shared) : undefined;
  const together = shared && bound ? machine.crew?.together(rowWork(shared, arena, slots)) : undefined;
  return {
    changes: [...parts.next.keys()],
    async run(given, counter) {
      checkDraw('program.run', { ...counter, stream: 0 });
      end.draw(counter);
      for (const feed of fills) feed(given);
      const current = bound?.current();
      for (const [name, feed] of lying) current?.feed(name, feed(given));
      const fresh = new Map(callers.map(([name, value]) => [name, callersArray(value)]));
      for (const [name, array] of fresh) current?.fetch(name, array);
      await ran(() => current?.run(together));
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
      together?.release();
      bound?.release();
      for (const { release } of sessions) release();
    },
  };
}

/** What is copied into the arena for each run. */
const isSmall = (name: string) => isOf(name, 'number', 'rows');

/** Threads of a session, the calling one among them, that several threads call at once. */
const ofEach = (threads: number, calls: number) => Math.max(1, threads - calls + 1);

/** The sessions of some graphs. What they hold is let go where one cannot be loaded. */
async function acquire(
  { sessions, options, threads = 1 }: Machine,
  graphs: readonly Graph[],
  { helped, release }: Tail,
  shared: SharedStep | undefined,
) {
  const made: { session: Session; release(): void }[] = [];
  const own = shared ? { ...options, threads: ofEach(threads, shared.shares) } : { ...options, rest: helped };
  try {
    for (const graph of graphs) made.push(await sessions.acquire(encode(graph), own));
    return made;
  } catch (error) {
    for (const { release } of made) release();
    release();
    throw error;
  }
}
