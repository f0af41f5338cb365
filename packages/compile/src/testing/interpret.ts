import { type Graph, inOrder, type Node, type Shape, sizeOf, type Value } from '../graph/graph.ts';
import { gemmOptions } from '../graph/ops.ts';
import { scalarMath } from '../graph/scalarMath.ts';
import { integersOf } from '../passes/constants.ts';

type Numbers = readonly number[];

/** The outputs of a graph in float64, one number after the other: what it means, whatever runs it. */
export function interpret(graph: Graph, inputs: Readonly<Record<string, Numbers>>): Record<string, Numbers> {
  const known = new Map<Value, Numbers>();
  const read = (value: Value): Numbers => {
    const made = known.get(value);
    if (made) return made;
    const { source } = value;
    if (source.kind === 'input') return inputs[source.name] as Numbers;
    return source.kind === 'constant' ? Array.from(source.values as ArrayLike<unknown>, Number) : [];
  };
  for (const node of inOrder(Object.values(graph.outputs))) {
    const operands = node.inputs.filter((operand) => operand !== undefined);
    known.set(node.outputs[0] as Value, compute(node, operands, operands.map(read)));
  }
  return Object.fromEntries(Object.entries(graph.outputs).map(([name, value]) => [name, read(value)]));
}

/** The place of an element, counted from the front, on each axis. */
function placesOf(index: number, shape: Shape): number[] {
  const places: number[] = [];
  for (let axis = shape.length - 1, rest = index; axis >= 0; axis--) {
    places[axis] = rest % (shape[axis] as number);
    rest = Math.floor(rest / (shape[axis] as number));
  }
  return places;
}

/** Where a place lies in an array that may be broadcast to it. */
function indexOf(places: readonly number[], shape: Shape): number {
  const missing = places.length - shape.length;
  return shape.reduce(
    (index, length, axis) => index * length + (length === 1 ? 0 : (places[axis + missing] as number)),
    0,
  );
}

const each = (shape: Shape, f: (places: number[], i: number) => number): Numbers =>
  Array.from({ length: sizeOf(shape) }, (_, i) => f(placesOf(i, shape), i));

function compute(node: Node, operands: readonly Value[], numbers: readonly Numbers[]): Numbers {
  const { shape } = node.outputs[0] as Value;
  const [x, y] = operands as readonly [Value, Value];
  const at = (k: number, places: readonly number[]) =>
    numbers[k]?.[indexOf(places, (operands[k] as Value).shape)] as number;
  switch (node.op) {
    case 'Reshape':
      return numbers[0] as Numbers;
    case 'DequantizeLinear':
      return each(shape, (places) => at(0, places) * at(1, []));
    case 'Gather': {
      const axis = node.attributes.axis as number;
      const rank = y.shape.length;
      return each(shape, (places) => {
        const row = at(1, places.slice(axis, axis + rank));
        return at(0, [...places.slice(0, axis), row, ...places.slice(axis + rank)]);
      });
    }
    case 'Expand':
      return each(shape, (places) => at(0, places));
    case 'HardSigmoid':
      return each(shape, (places) => (at(0, places) > 0 ? 1 : 0));
    case 'Transpose': {
      const perm = node.attributes.perm as readonly number[];
      return each(shape, (places) => {
        const from = [...places];
        perm.forEach((axis, i) => {
          from[axis] = places[i] as number;
        });
        return at(0, from);
      });
    }
    case 'Slice': {
      const begin = integersOf(node.inputs[1]) as readonly number[];
      return each(shape, (places) =>
        at(
          0,
          places.map((place, axis) => place + (begin[axis] as number)),
        ),
      );
    }
    case 'Pad': {
      const before = integersOf(node.inputs[1]) as readonly number[];
      return each(shape, (places) => {
        const from = places.map((place, axis) => place - (before[axis] as number));
        const inside = from.every((place, axis) => place >= 0 && place < (x.shape[axis] as number));
        return inside ? at(0, from) : (numbers[2]?.[0] as number);
      });
    }
    case 'Concat': {
      const axis = node.attributes.axis as number;
      return each(shape, (places) => {
        let k = 0;
        const from = [...places];
        while ((from[axis] as number) >= (operands[k]?.shape[axis] as number))
          from[axis] = (from[axis] as number) - (operands[k++]?.shape[axis] as number);
        return at(k, from);
      });
    }
    case 'MatMul':
    case 'FusedMatMul':
    case 'Gemm': {
      const { transA, transB, alpha } = gemmOptions(node);
      const inner = x.shape.at(transA ? -2 : -1) as number;
      return each(shape, (places) => {
        const [stack, row, column] = [places.slice(0, -2), places.at(-2) as number, places.at(-1) as number];
        let sum = 0;
        for (let k = 0; k < inner; k++)
          sum +=
            at(0, [...stack, ...(transA ? [k, row] : [row, k])]) *
            at(1, [...stack, ...(transB ? [column, k] : [k, column])]);
        return alpha * sum + (operands[2] ? at(2, places) : 0);
      });
    }
    default:
      return node.op.startsWith('Reduce')
        ? reduced(node, x, numbers[0] as Numbers)
        : elementwise(node, y ? operands : [x], at);
  }
}

function elementwise(
  { op, outputs }: Node,
  operands: readonly Value[],
  at: (k: number, places: readonly number[]) => number,
) {
  const f = scalarMath(op);
  if (!f) throw new RangeError(`no meaning of ${op}`);
  return each((outputs[0] as Value).shape, (places) => f(...operands.map((_, k) => at(k, places))));
}

function reduced({ op, inputs, outputs }: Node, x: Value, numbers: Numbers): Numbers {
  const axes = integersOf(inputs[1]) as readonly number[];
  const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
  const groups = Array.from({ length: sizeOf((outputs[0] as Value).shape) }, (): number[] => []);
  numbers.forEach((value, i) => {
    groups[indexOf(placesOf(i, x.shape), kept)]?.push(value);
  });
  const sum = (group: readonly number[]) => group.reduce((total, value) => total + value, 0);
  const of: Readonly<Record<string, (group: readonly number[]) => number>> = {
    ReduceSum: sum,
    ReduceSumSquare: (group) => sum(group.map((value) => value * value)),
    ReduceMean: (group) => sum(group) / group.length,
    ReduceMax: (group) => Math.max(...group),
    ReduceMin: (group) => Math.min(...group),
  };
  return groups.map(of[op] as (group: readonly number[]) => number);
}
