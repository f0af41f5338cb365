import { type Node, producer, sizeOf, type Value } from '../graph/graph.ts';
import { type ScalarFunction, scalarFunction } from '../graph/scalarMath.ts';
import { isSum, operandsOf } from './operandsOf.ts';

/** Reads a single number that the program starts from: a fed number, a state of one element, an output of the graph, a sum. */
export type ReadLeaf = (leaf: Value) => () => number;

export interface ScalarProgram {
  /** Computes everything again. */
  run(): void;
  /** The number behind a value, as of the last run. */
  read(value: Value): number;
}

/** The arithmetic of single numbers (step counts, bias corrections, learning rates), in JavaScript: a few dozen operations. */
export function scalarProgram(
  wanted: Iterable<Value>,
  edges: ReadonlyMap<Value, string>,
  leaf: ReadLeaf,
): ScalarProgram {
  const slots = new Map<Value, number>();
  const registers: number[] = [];
  const instructions: (() => void)[] = [];
  const slotOf = (value: Value): number => {
    const known = slots.get(value);
    if (known !== undefined) return known;
    const made = edges.has(value) ? undefined : producer(value);
    const node = made && isSum(made) ? undefined : made;
    const compute = node ? instruction(node, operandsOf(node).map(slotOf), registers) : undefined;
    const read = compute ?? constantOf(value) ?? leaf(value);
    const slot = registers.push(0) - 1;
    slots.set(value, slot);
    instructions.push(() => {
      registers[slot] = read();
    });
    return slot;
  };
  for (const value of wanted) if (sizeOf(value.shape) === 1) slotOf(value);
  return {
    run: () => {
      for (const instruction of instructions) instruction();
    },
    read: (value) => registers[slots.get(value) as number] as number,
  };
}

function instruction(node: Node, from: readonly number[], registers: readonly number[]): () => number {
  const compute = scalarFunction(node) as ScalarFunction;
  const [a, b, c] = from as [number, number, number];
  if (from.length === 1) return () => compute(registers[a] as number);
  if (from.length === 2) return () => compute(registers[a] as number, registers[b] as number);
  return () => compute(registers[a] as number, registers[b] as number, registers[c] as number);
}

function constantOf({ source }: Value): (() => number) | undefined {
  if (source.kind !== 'constant') return undefined;
  const number = Number(source.values[0]);
  return () => number;
}
