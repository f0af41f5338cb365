import { producer, type Value } from '../graph/graph.ts';

/** What a matrix is the transpose of. */
export function turned(value: Value): Value | undefined {
  const made = value.shape.length === 2 ? producer(value, 'Transpose') : undefined;
  return made && (made.attributes.perm as readonly number[])[0] === 1 ? made.inputs[0] : undefined;
}
