import type { Graph } from '../graph/graph.ts';
import { encode } from '../onnx/encode.ts';
import { runtimeStages, through } from '../passes/stages.ts';
import type { SharedStep } from '../share/sharedStep.ts';
import type { Tail } from '../tail/tail.ts';
import type { Slot } from './arena.ts';
import type { Machine, OptimisedStep } from './machine.ts';
import type { SessionOptions } from './options.ts';
import type { Session } from './runtime.ts';

/** A session, and where the arrays of its graph are. */
export interface LoadedStage {
  readonly session: Session;
  /** In the arena. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Inputs and outputs that are the caller's. */
  readonly callers: readonly string[];
  release(): void;
}

interface Around extends Pick<OptimisedStep, 'constants'> {
  readonly slots: ReadonlyMap<string, Slot>;
  readonly end: Tail;
  readonly shared: SharedStep | undefined;
}

/** A session for each of some graphs. What they hold is let go, and the tail, where one cannot be loaded. */
export async function loadedStages(
  machine: Machine,
  graphs: readonly Graph[],
  { constants, slots, end, shared }: Around,
): Promise<LoadedStage[]> {
  const made: LoadedStage[] = [];
  const options = optionsOf(machine, graphs.length, end, shared);
  const isOurs = (name: string) => slots.has(name);
  try {
    for (const graph of graphs) {
      const final = through(graph, runtimeStages(constants));
      const { session, release } = await machine.sessions.acquire(encode(final), options);
      const outputs = Object.keys(final.outputs);
      const callers = [...session.inputNames, ...outputs].filter((name) => !isOurs(name));
      made.push({
        session,
        inputs: session.inputNames.filter(isOurs),
        outputs: outputs.filter(isOurs),
        callers,
        release,
      });
    }
    return made;
  } catch (error) {
    for (const { release } of made) release();
    end.release();
    throw error;
  }
}

/** Several threads call a session of a shared step, so that it needs fewer of its own; between stages these have nothing to wait for. */
function optionsOf(
  { options, threads = 1 }: Machine,
  stages: number,
  { helped }: Tail,
  shared: SharedStep | undefined,
): SessionOptions {
  if (!shared) return { ...options, rest: helped };
  const own = { ...options, threads: Math.max(1, threads - shared.shares + 1) };
  return stages > 1 ? { ...own, rest: true } : own;
}
