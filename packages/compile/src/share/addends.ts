import { input, type Value } from '../graph/graph.ts';
import { binary } from '../graph/ops.ts';

/** The names of what each share gives to a sum. */
export const addendsOf = (name: string, shares: number): readonly string[] =>
  Array.from({ length: shares }, (_, share) => (share === 0 ? name : `${name}/${share}`));

/** part/3/1 is an addend of part/3. */
export const nameOfSum = (addend: string): string => addend.split('/').slice(0, 2).join('/');

/** A sum of what shares have given, in one order. */
export const sumOf = (name: string, { dtype, shape }: Value, shares: number): Value =>
  addendsOf(name, shares)
    .map((addend) => input(addend, dtype, shape))
    .reduce((sum, addend) => binary('Add', sum, addend));

/** A value without what only gives it another shape. */
export function unshaped(value: Value): Value {
  let bare = value;
  while (bare.source.kind === 'node' && bare.source.node.op === 'Reshape') bare = bare.source.node.inputs[0] as Value;
  return bare;
}
