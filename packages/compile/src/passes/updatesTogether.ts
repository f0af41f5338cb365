import {
  type Graph,
  type Node,
  node,
  nodes,
  producer,
  type Shape,
  sameShape,
  sizeOf,
  type Value,
} from '../graph/graph.ts';
import { graphName, numberOf } from '../graph/names.ts';
import { concat, integers, reshape } from '../graph/ops.ts';
import { isElementwise } from './elementwiseOps.ts';

/** Numbers of an array up to which starting a dozen kernels takes a GPU longer than copying it there and back: 2 MB. */
const most = 2 ** 19;
/** Arrays that one kernel of WebGPU binds at least, but for its operand. */
const mostParts = 7;

/** A new state, as a formula of leaves: what it is made of that is not arithmetic on arrays of its shape. */
interface Update {
  readonly state: number;
  readonly value: Value;
  readonly formula: string;
}

/**
 * New states of one formula, such as the second moments of all biases, as one array: an optimiser's dozen operations are done once, and not once for each weight.
 * For a GPU, where each operation is the start of a kernel.
 */
export function updatesTogether({ inputs, outputs }: Graph): Graph {
  const ids = new Map<Value, number>();
  const updates = Object.entries(outputs).flatMap(([name, value]): Update[] => {
    const state = numberOf('next', name);
    const small = value.dtype === 'float32' && value.shape.length > 0 && sizeOf(value.shape) <= most;
    return state !== undefined && small && isInner(producer(value), value.shape)
      ? [{ state, value, formula: formulaOf(value, ids) }]
      : [];
  });
  const groups = new Map<string, Update[]>();
  for (const update of updates) groups.set(update.formula, [...(groups.get(update.formula) ?? []), update]);
  const fresh = [...groups.values()].filter(({ length }) => length > 1).flatMap(together);
  return { inputs, outputs: { ...outputs, ...Object.fromEntries(fresh) } };
}

/** Arithmetic on arrays of this shape and single numbers. */
function isInner(made: Node | undefined, shape: Shape): made is Node {
  if (!made || !isElementwise(made.op) || !sameShape(made.outputs[0]?.shape ?? [], shape)) return false;
  return made.inputs.every((x) => x?.dtype === 'float32' && (sameShape(x.shape, shape) || sizeOf(x.shape) === 1));
}

/** A number of all arrays, not one of an array's. */
const isShared = (value: Value, shape: Shape) => sizeOf(value.shape) === 1 && !sameShape(value.shape, shape);

/** The same text for values that are computed alike: single numbers are the same ones, leaves are counted. */
function formulaOf(value: Value, ids: Map<Value, number>): string {
  const names = new Map<Value, string>();
  const lines: string[] = [];
  const nameOf = (at: Value): string => {
    const known = names.get(at);
    if (known !== undefined) return known;
    const made = producer(at);
    if (isShared(at, value.shape)) {
      if (!ids.has(at)) ids.set(at, ids.size);
      names.set(at, `number ${ids.get(at)}`);
    } else if (isInner(made, value.shape)) {
      lines.push(`${made.op} ${JSON.stringify(made.attributes)} (${made.inputs.map((x) => nameOf(x as Value))})`);
      names.set(at, `line ${lines.length}`);
    } else names.set(at, `leaf ${names.size}`);
    return names.get(at) as string;
  };
  nameOf(value);
  return lines.join('\n');
}

/** The new states of a group, by their names, cut out of one array. */
function together(group: readonly Update[]): (readonly [string, Value])[] {
  const known = new Map<Value, Value>();
  const { shape } = (group[0] as Update).value;
  const joined = (values: readonly Value[]): Value => {
    const first = values[0] as Value;
    const made = producer(first);
    const before = known.get(first);
    if (before) return before;
    let result: Value;
    if (isShared(first, shape)) result = reshape(first, []);
    else if (isInner(made, shape)) {
      const operands = made.inputs.map((_, i) => joined(values.map((value) => producer(value)?.inputs[i] as Value)));
      const all = [values.reduce((sum, value) => sum + sizeOf(value.shape), 0)];
      result = node(made.op, operands, { dtype: 'float32', shape: all }, made.attributes);
    } else
      result = concat(
        values.map((value) => reshape(value, [sizeOf(value.shape)])),
        0,
      );
    known.set(first, result);
    return result;
  };
  const all = joined(group.map(({ value }) => value));
  const parts = split(
    all,
    group.map(({ value }) => sizeOf(value.shape)),
  );
  return group.map(({ state, value }, i) => [graphName('next', state), reshape(parts[i] as Value, value.shape)]);
}

/** A vector in parts of these lengths. */
function split(x: Value, lengths: readonly number[]): readonly Value[] {
  if (lengths.length <= mostParts) {
    const results = lengths.map((length) => ({ dtype: x.dtype, shape: [length] }));
    return nodes('Split', [x, integers(lengths)], results, { axis: 0 });
  }
  const first = lengths.slice(0, mostParts - 1);
  const rest = lengths.slice(mostParts - 1);
  const parts = split(x, [...first, rest.reduce((sum, length) => sum + length, 0)]);
  return [...parts.slice(0, -1), ...split(parts.at(-1) as Value, rest)];
}
