import { type Graph, inOrder, type Node, node, nodes, type Shape, type Value } from '../graph/graph.ts';
import { constantKey, integersOf, splat, splatOf } from '../passes/constants.ts';
import { notUnified } from './refusal.ts';
import { type Length, lengthOf, shapeOperand, sliceEnds } from './shapeOperand.ts';

/** Two batch sizes, and the axis of an input that is the batch. */
export interface Batch {
  readonly sizes: readonly [number, number];
  readonly input: string;
  readonly axis: number;
}

/**
 * One graph for every batch size, from the graphs of one calculation at two. The two must be the same but for numbers in shapes, and
 * those must be multiples of the batch.
 *
 * @throws EXPORT_BATCH naming the operation where they differ otherwise
 */
export function unify(one: Graph, two: Graph, batch: Batch): Graph {
  const orders = [one, two].map(({ outputs }) => inOrder(Object.values(outputs))) as [Node[], Node[]];
  const twins = new Map<Value, Value>();
  const known = new Map<Value, Value>();
  const first = one.inputs.find(({ source }) => source.kind === 'input' && source.name === batch.input) as Value;
  const sizes = { start: batch.axis, end: batch.axis + 1 };
  let size: Value | undefined;
  const batchSize = () => {
    size ??= node('Shape', [first], { dtype: 'int64', shape: [1] }, sizes);
    return size;
  };
  const join = (user: Node, place: number, other: Node): Value | undefined => {
    const [a, b] = [user.inputs[place], other.inputs[place]];
    if (a === undefined || b === undefined) {
      if (a !== b) throw notUnified(user.op, 'other operands');
      return undefined;
    }
    if (a.source.kind === 'constant' && b.source.kind === 'constant') {
      const joined = joinConstants(a, b, { user, place, batch: batch.sizes, batchSize });
      if (!joined) {
        throw notUnified(user.op, `other numbers in its operand ${place + 1}`, a.source.site?.() ?? b.source.site?.());
      }
      return joined;
    }
    if (a.source.kind === 'input' && b.source.kind === 'input' && a.source.name === b.source.name) return a;
    if (twins.get(a) !== b) throw notUnified(user.op, `another operand ${place + 1}`);
    return known.get(a);
  };
  orders[0].forEach((user, i) => {
    const other = orders[1][i];
    if (!other || other.op !== user.op || other.inputs.length !== user.inputs.length) {
      throw notUnified(user.op, other ? `${other.op} in its place` : 'nothing in its place');
    }
    const [ours, theirs] = [user.attributes, other.attributes].map((all) => JSON.stringify(all));
    if (ours !== theirs) throw notUnified(user.op, 'other attributes');
    const inputs = user.inputs.map((_, place) => join(user, place, other));
    const outputs = nodes(user.op, inputs, user.outputs, user.attributes);
    user.outputs.forEach((output, k) => {
      twins.set(output, other.outputs[k] as Value);
      known.set(output, outputs[k] as Value);
    });
  });
  const outputs = Object.entries(one.outputs).map(([name, value]) => [name, known.get(value) ?? value]);
  return { inputs: one.inputs, outputs: Object.fromEntries(outputs) };
}

interface Use {
  readonly user: Node;
  readonly place: number;
  readonly batch: Batch['sizes'];
  readonly batchSize: () => Value;
}

function joinConstants(a: Value, b: Value, { user, place, batch, batchSize }: Use): Value | undefined {
  if (a.dtype === b.dtype && String(a.shape) === String(b.shape) && constantKey(a) === constantKey(b)) return a;
  if (a.dtype === 'int64' && b.dtype === 'int64') {
    const [one, two] = [integersOf(a) ?? [], integersOf(b) ?? []];
    const lengths = lengthsOf(one, two, batch);
    if (!lengths) return undefined;
    const isSliceEnd = user.op === 'Slice' && place === 2;
    const { shape } = user.inputs[0] as Value;
    const axes = integersOf(user.inputs[3]) ?? [];
    const ends = isSliceEnd ? sliceEnds(lengths, axes, { ends: one, shape }) : lengths;
    return shapeOperand(ends, user.op, place, batchSize);
  }
  // An array of one repeated number, with as many of them as the batch says.
  const lengths = lengthsOf(a.shape, b.shape, batch);
  if (!lengths || splatOf(a) === undefined || splatOf(a) !== splatOf(b)) return undefined;
  return node('Expand', [splat(a, []), shapeOperand(lengths, 'Expand', 1, batchSize)], a);
}

function lengthsOf(one: Shape, two: Shape, batch: Batch['sizes']): readonly Length[] | undefined {
  if (one.length !== two.length) return undefined;
  const lengths = one.map((length, i) => lengthOf(length, two[i] as number, batch));
  return lengths.includes(undefined) ? undefined : (lengths as readonly Length[]);
}
