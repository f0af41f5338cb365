import { producer, type Value } from '../graph/graph.ts';
import { splatOf } from '../passes/constants.ts';

/** Between which two numbers all elements of a value lie, as far as its operations tell. NaN aside. */
export function rangeOf(value: Value): readonly [number, number] {
  const single = splatOf(value);
  if (single !== undefined) return [single, single];
  const node = producer(value);
  const operand = (i: number) => rangeOf(node?.inputs[i] as Value);
  switch (node?.op) {
    case 'Abs':
      return [0, Number.POSITIVE_INFINITY];
    case 'Sigmoid':
      return [0, 1];
    case 'Neg': {
      const [low, high] = operand(0);
      return [-high, -low];
    }
    case 'Exp': {
      const [low, high] = operand(0);
      return [Math.exp(low), Math.exp(high)];
    }
    case 'Sub': {
      const [[a, b], [c, d]] = [operand(0), operand(1)];
      return [a - d, b - c];
    }
    case 'Max': {
      const [[a, b], [c, d]] = [operand(0), operand(1)];
      return [Math.max(a, c, isRest(node.inputs[1], node.inputs[0]) ? 1 / 2 : a), Math.max(b, d)];
    }
    case 'Add': {
      const [[a, b], [c, d]] = [operand(0), operand(1)];
      return [a + c, b + d];
    }
    case 'Reshape':
      return operand(0);
    default:
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
}

/** Whether b = 1 − a: then one of the two is ½ or more, or both are NaN. */
export function isRest(b: Value | undefined, a: Value | undefined): boolean {
  const [one, taken] = producer(b, 'Sub')?.inputs ?? [];
  return splatOf(one) === 1 && taken === a;
}
