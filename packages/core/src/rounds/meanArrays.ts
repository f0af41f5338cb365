import { expected } from '@latentkit/errors';
import type { NamedArrays } from '../checkpoint/encodeSafetensors.ts';
import type { HostArray } from '../data/hostArray.ts';

/**
 * Σₖ wₖ aₖ / Σₖ wₖ of arrays of the same names and shapes, summed in float64 in the order given and rounded once. Of one part it is that part, bit for bit, and so it is where
 * all parts are equal; integers must be equal.
 *
 * @param weights wₖ, whole numbers: how many examples each part has seen
 * @throws `STATE` for parts that are not alike
 */
export function meanArrays(parts: readonly NamedArrays[], weights: readonly number[]): NamedArrays {
  const [first] = parts as [NamedArrays];
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const mean = (name: string, { values, shape }: HostArray): HostArray => {
    const all = parts.map((part) => valuesOf(part, name, values));
    if (values instanceof Int32Array) {
      if (all.every((other) => other.every((value, i) => value === values[i]))) return { values, shape };
      throw unlike(name, 'integers that differ');
    }
    const means = new Float32Array(values.length);
    for (let i = 0; i < means.length; i++) {
      // Not from 0 on: 0 + (−0) is 0.
      let total = (weights[0] as number) * (values[i] as number);
      for (let k = 1; k < all.length; k++)
        total += (weights[k] as number) * ((all[k] as HostArray['values'])[i] as number);
      means[i] = total / sum;
    }
    return { values: means, shape };
  };
  return Object.fromEntries(Object.entries(first).map(([name, array]) => [name, mean(name, array)]));
}

function valuesOf(part: NamedArrays, name: string, { length }: ArrayLike<number>): HostArray['values'] {
  const values = part[name]?.values;
  if (values?.length === length) return values;
  throw unlike(name, values === undefined ? 'none of that name' : `${values.length} numbers instead of ${length}`);
}

const unlike = (name: string, received: string) =>
  expected({
    where: `round, ${name}`,
    expected: 'the same array from each part',
    received,
    todo: 'Let all workers run one version of the model.',
    code: 'STATE',
  });
