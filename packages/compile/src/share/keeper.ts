import { input, type Value } from '../graph/graph.ts';
import { graphName, isOf } from '../graph/names.ts';
import { unshaped } from './addends.ts';
import { isOdd, type Levels } from './levels.ts';
import type { ShareGraph } from './shareGraph.ts';
import { cut, type Spread, sum } from './spread.ts';

/** What stages leave in memory, by its names. */
export interface Keeper {
  /** How all that has a name is spread over the shares. */
  readonly spreads: ReadonlyMap<string, Spread>;
  /** What is no input or output of the step. */
  readonly parts: ReadonlyMap<string, Value>;
  /** What a level has to leave, as far as it has been asked for. */
  at(level: number): ReadonlyMap<Value, readonly string[]>;
  /** A value of an earlier level, as an input. */
  kept(value: Value): Value;
}

/** @param last the level after which nothing is made */
export function keeper(
  { graph, exchanged, ...share }: ShareGraph,
  { placeOf, isWhole }: Pick<Levels, 'placeOf' | 'isWhole'>,
  last: number,
): Keeper {
  const spreads = new Map(share.spreads);
  const parts = new Map<string, Value>();
  const leaves = new Map<string, Value>();
  const made = new Map<number, Map<Value, string[]>>();
  const nameAt = (level: number, value: Value, name: string) => {
    const names = made.get(level) ?? new Map<Value, string[]>();
    made.set(level, names.set(value, [...(names.get(value) ?? []), name]));
  };
  const keepPart = (name: string, value: Value, spread: Spread) => {
    nameAt(placeOf(value).level, value, name);
    spreads.set(name, spread);
    parts.set(name, value);
  };
  for (const [name, value] of exchanged) keepPart(name, value, sum(value));
  for (const [name, value] of Object.entries(graph.outputs)) {
    const { level } = placeOf(value);
    const isLoops = isOdd(level) && !isWhole(value);
    // The caller's arrays are ONNX Runtime's to write, and masks: loops have them as bits.
    if (isWhole(value) || (isLoops && (isOf(name, 'out') || value.dtype === 'bool'))) nameAt(last, value, name);
    else nameAt(level, isLoops ? unshaped(value) : value, name);
  }
  const isReadable = (name: string, value: Value) =>
    spreads.get(name)?.how === 'cut' && (parts.has(name) || (isOf(name, 'edge') && graph.outputs[name] === value));
  return {
    spreads,
    parts,
    at: (level) => made.get(level) ?? new Map(),
    kept(value) {
      const names = made.get(placeOf(value).level)?.get(value) ?? [];
      const name = names.find((one) => isReadable(one, value)) ?? graphName('part', parts.size);
      if (!spreads.has(name)) keepPart(name, value, cut(value, 0));
      const leaf = leaves.get(name) ?? input(name, value.dtype, value.shape);
      leaves.set(name, leaf);
      return leaf;
    },
  };
}
