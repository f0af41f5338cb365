import type { Counter, Input } from '@latentkit/core';
import { inputName, sizeOf, type Value } from '../graph/graph.ts';
import { graphName, keyOf } from '../graph/names.ts';
import type { Arena, Slot } from '../run/arena.ts';
import type { Draw } from '../trace/draws.ts';
import { isShared } from '../wasm/isShared.ts';
import { drawing } from './drawing.ts';
import { aloneRunner, type Crew } from './loopRunner.ts';
import { loopsOf } from './loops.ts';
import { loopsWait } from './loopsWait.ts';
import { loopWork, sumsSlot } from './loopWork.ts';
import type { Partition } from './partition.ts';
import { scalarProgram } from './scalarProgram.ts';
import { type Sum, sumsOf } from './sums.ts';

/**
 * What happens around ONNX Runtime: random numbers before it; after it new states from edges, states and numbers, in place, and numbers for
 * the caller.
 */
export interface Tail {
  /** Whether other threads take a part of it. */
  readonly helped: boolean;
  /** Fills the random arrays of a run, unless the run before has done so. */
  draw(counter: Counter): void;
  /** After the run that `draw` was called for. */
  run(inputs: Readonly<Record<string, Input>>): void;
  /** An output of the step, as of the last run. */
  read(name: string): number;
  release(): void;
}

/**
 * Compiles the tail to one WebAssembly module over the arena's memory.
 *
 * @param slots of `state/i`, `edge/k` and `draw/k`
 */
export function tail(
  { next, results, edges }: Omit<Partition, 'graph'>,
  arena: Arena,
  slots: ReadonlyMap<string, Slot>,
  { draws, crew }: { readonly draws: readonly Draw[]; readonly crew?: Crew | undefined },
): Tail {
  const sums = sumsOf({ next, results, edges });
  const loops = loopsOf({ next, edges });
  const totals = new Map(sums.map((sum) => [sum.result, total(arena, sum)]));
  const slotOf = (value: Value) => slots.get(nameOf(value, edges)) as Slot;
  const read = new Set([...sums, ...loops].flatMap(({ arrays }) => arrays.map((array) => nameOf(array, edges))));
  const drawn = draws.map((draw) => {
    const name = graphName('draw', draw.stream);
    const ahead = loops.length > 0 && sizeOf(draw.shape) > 1 && !read.has(name);
    return { ...draw, ahead, offset: (slots.get(name) as Slot).offset };
  });
  const places = [
    ...sums.map(({ arrays, value, result }) => [
      ...arrays.map((array) => slotOf(array).offset),
      (totals.get(result) as Total).slot.offset,
      4 * sizeOf(value.shape),
    ]),
    ...loops.map(({ arrays, results: ends }) => [
      ...arrays.map((array) => slotOf(array).offset),
      ...ends.map(({ state }) => (slots.get(graphName('state', state)) as Slot).offset),
    ]),
    ...drawn.map(({ offset }) => [offset]),
  ];
  const waits = loopsWait({ sums, loops, edges });
  const work = loopWork({ sums, loops, draws: drawn, edges, waits }, places, arena);
  const helped = isShared(arena.memory) ? crew?.take(work) : undefined;
  const runner = helped ?? aloneRunner(work);
  const random = drawing(drawn, sums.length + loops.length, work, runner);

  let given: Readonly<Record<string, Input>> = {};
  const leaf = (value: Value) => {
    const name = nameOf(value, edges);
    const key = keyOf('number', name);
    if (key !== undefined) return () => Math.fround(given[key] as number);
    const sum = edges.has(value) ? undefined : totals.get(value);
    if (sum) return sum.read;
    const slot = slotOf(value);
    return () => Number(arena.view(slot)[0]);
  };
  const singles = [...next].filter(([, value]) => sizeOf(value.shape) === 1);
  const ofSums = sums.flatMap(({ scalars }) => scalars);
  const ofLoops = loops.flatMap(({ scalars }) => scalars);
  const before = scalarProgram([...ofSums, ...(waits ? [] : ofLoops)], edges, leaf);
  const last = [...singles.map(([, value]) => value), ...results.values()];
  const after = scalarProgram([...(waits ? ofLoops : []), ...last], edges, leaf);
  const pass = (from: number, lists: readonly { scalars: readonly Value[] }[], read: (value: Value) => number) => {
    lists.forEach(({ scalars }, i) => {
      const first = (places[from + i] as number[]).length;
      scalars.forEach((value, k) => {
        runner.set(from + i, first + k, read(value));
      });
    });
  };
  return {
    helped: helped !== undefined,
    draw: random.fill,
    run(inputs) {
      given = inputs;
      runner.begin();
      random.goOn();
      before.run();
      pass(0, sums, before.read);
      if (!waits) pass(sums.length, loops, before.read);
      runner.run(0);
      after.run();
      if (waits) {
        pass(sums.length, loops, after.read);
        runner.run(1);
      }
      for (const [state, value] of singles) {
        (arena.view(slots.get(graphName('state', state)) as Slot) as Float32Array)[0] = after.read(value);
      }
    },
    read: (name) => after.read(results.get(name) as Value),
    release: () => runner.release(),
  };
}

interface Total {
  /** Four sums of each range. */
  readonly slot: Slot;
  /** All of them, added in float64. */
  read(): number;
}

function total(arena: Arena, sum: Sum): Total {
  const slot = sumsSlot(arena, sum);
  return { slot, read: () => Math.fround((arena.view(slot) as Float32Array).reduce((all, part) => all + part, 0)) };
}

function nameOf(value: Value, edges: Partition['edges']): string {
  return edges.get(value) ?? inputName(value);
}
