import { type Node, producer, sameShape, type Value } from '../graph/graph.ts';
import { cast, reshape, transpose } from '../graph/ops.ts';
import { splatOf } from './constants.ts';

/** Operations that change nothing, and pairs of them that are one. */
export function foldIdentity(node: Node): Value | undefined {
  const x = node.inputs[0] as Value;
  const result = node.outputs[0] as Value;
  switch (node.op) {
    case 'Identity':
      return x;
    case 'Expand':
    case 'Tile':
      return sameShape(x.shape, result.shape) ? x : undefined;
    case 'Cast':
      return foldCast(x, result);
    case 'Reshape':
      return foldReshape(x, result);
    case 'Transpose':
      return foldTranspose(x, node, result);
    case 'Add':
    case 'Sub':
      return neutral(node, 0, node.op === 'Add');
    case 'Mul':
    case 'Div':
      return neutral(node, 1, node.op === 'Mul');
    case 'ReduceSum':
    case 'ReduceMean':
    case 'ReduceMax':
    case 'ReduceMin':
      return x.shape.reduce((n, length) => n * length, 1) === result.shape.reduce((n, length) => n * length, 1)
        ? reshape(x, result.shape)
        : undefined;
    default:
      return undefined;
  }
}

/** Through a wider type and back: bool → float32 → bool. */
function foldCast(x: Value, result: Value): Value | undefined {
  if (x.dtype === result.dtype) return x;
  const from = producer(x, 'Cast')?.inputs[0];
  return from?.dtype === 'bool' ? cast(from, result.dtype) : undefined;
}

function foldReshape(x: Value, result: Value): Value | undefined {
  if (sameShape(x.shape, result.shape)) return x;
  const inner = producer(x, 'Reshape')?.inputs[0];
  return inner && reshape(inner, result.shape);
}

/** An exchange of axes of which all but those of length 1 stay in order is a reshape. */
function foldTranspose(x: Value, node: Node, result: Value): Value | undefined {
  const perm = node.attributes.perm as readonly number[];
  const long = perm.filter((axis) => x.shape[axis] !== 1);
  if (long.every((axis, i) => i === 0 || axis > (long[i - 1] as number))) return reshape(x, result.shape);
  const inner = producer(x, 'Transpose');
  if (!inner) return undefined;
  const first = inner.attributes.perm as readonly number[];
  return transpose(
    inner.inputs[0] as Value,
    perm.map((axis) => first[axis] as number),
  );
}

/** x + 0, x − 0, x · 1, x / 1. */
function neutral(node: Node, unit: number, commutes: boolean): Value | undefined {
  const [a, b] = node.inputs as readonly [Value, Value];
  const shape = node.outputs[0]?.shape ?? [];
  if (splatOf(b) === unit && sameShape(a.shape, shape)) return a;
  return commutes && splatOf(a) === unit && sameShape(b.shape, shape) ? b : undefined;
}
