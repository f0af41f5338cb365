import { expected } from '@latentkit/errors';
import { type CodesAndFactors, levelsOf } from './levels.ts';

const where = 'mutualInformationGap';

/** How far the best latent dimension is ahead of the next, for each factor. */
export interface MutualInformationGap {
  /** The mean of `gaps` over the factors that vary: 1 where each has a dimension of its own, 0 where none has. */
  readonly mean: number;
  /** (I(z_best; v) − I(z_next; v)) / H(v) of each factor; NaN of one that does not vary */
  readonly gaps: Float64Array;
  /** I(z; v) in nats [factors, size] */
  readonly information: Float64Array;
}

/**
 * The mutual information gap (MIG) of codes: I(z_j; v_k) of every latent dimension and factor, estimated from counts over equal bins of each
 * dimension, and the distance between the two most informative dimensions of each factor as a share of the factor’s entropy.
 *
 * @param data codes [n, size] with size ≥ 2, and factors [n, factors]
 * @param options.bins of each dimension, between its least and its largest code
 * @throws OPTION for fewer than 2 bins; SHAPE, NOT_FINITE, LABEL for codes and factors that are not valid, and for codes of one number
 * @see R. T. Q. Chen et al., "Isolating sources of disentanglement in variational autoencoders", 2018; the bins as in F. Locatello et al., "Challenging common assumptions …", 2019
 * @example
 * const codes = { values: [0, 5, 0, 7, 1, 5, 1, 7], shape: [4, 2] };
 * mutualInformationGap({ codes, factors: { values: [0, 0, 1, 1], shape: [4, 1] } }).mean; // 1
 */
export function mutualInformationGap(
  data: CodesAndFactors,
  { bins = 20 }: { readonly bins?: number } = {},
): MutualInformationGap {
  const { values, rows, size, factors } = levelsOf(where, data);
  if (!Number.isSafeInteger(bins) || bins < 2) {
    throw expected({
      where,
      expected: 'bins to be a whole number from 2',
      received: String(bins),
      todo: 'Pass e.g. { bins: 20 }.',
      code: 'OPTION',
    });
  }
  if (size < 2) {
    throw expected({
      where,
      expected: 'codes of 2 numbers or more',
      received: `codes of ${size}`,
      todo: 'Train with more latent dimensions: a gap is between two of them.',
      code: 'SHAPE',
    });
  }
  const dimensions = Array.from({ length: size }, (_, j) =>
    binned(
      values.filter((_, i) => i % size === j),
      bins,
    ),
  );
  const information = Float64Array.from(
    factors.flatMap((levels) => dimensions.map((bin) => mutualInformation(bin, levels))),
  );
  const gaps = Float64Array.from(factors, (levels, k) => {
    const [best = 0, next = 0] = information.slice(k * size, (k + 1) * size).sort((a, b) => b - a);
    return (best - next) / mutualInformation(levels, levels);
  });
  const varying = gaps.filter((gap) => !Number.isNaN(gap));
  if (rows === 0 || varying.length === 0) return { mean: Number.NaN, gaps, information };
  return { mean: varying.reduce((sum, gap) => sum + gap, 0) / varying.length, gaps, information };
}

function binned(values: Float64Array, bins: number): Int32Array {
  const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const width = (most - least) / bins;
  return Int32Array.from(values, (value) => (width > 0 ? Math.min(bins - 1, Math.floor((value - least) / width)) : 0));
}

/** I(a; b) = Σ p(a, b) log p(a, b) / (p(a) p(b)) of the counts, in nats; the entropy where a is b. */
function mutualInformation(a: Int32Array, b: Int32Array): number {
  const [as, bs, both] = [new Map<number, number>(), new Map<number, number>(), new Map<string, number>()];
  const count = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);
  a.forEach((x, i) => {
    const y = b[i] as number;
    count(as, x);
    count(bs, y);
    count(both, `${x},${y}`);
  });
  let sum = 0;
  for (const [key, joint] of both) {
    const [x, y] = key.split(',').map(Number) as [number, number];
    sum += (joint / a.length) * Math.log((joint * a.length) / ((as.get(x) as number) * (bs.get(y) as number)));
  }
  return sum;
}
