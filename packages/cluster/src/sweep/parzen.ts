import { logDensity, massBetween, quantile } from './normal.ts';
import { axisOf, coordinateOf, type Dimension, type Point, type Space, valueAt } from './space.ts';

/** Kernels of one dimension: one per observation, and the prior last. */
type Kernels =
  | {
      readonly kind: 'number';
      readonly dimension: Extract<Dimension, { kind: 'number' }>;
      readonly centres: number[];
      readonly widths: number[];
      readonly masses: number[];
    }
  | {
      readonly kind: 'choice';
      readonly dimension: Extract<Dimension, { kind: 'choice' }>;
      readonly shares: number[][];
    };

/** A density over a space that can be drawn from. */
export interface Parzen {
  draw(uniform: () => number): Point;
  logDensity(point: Point): number;
}

/**
 * The Parzen estimator of multivariate TPE: a mixture with one kernel an observation and one for the prior, each a product over the
 * dimensions of truncated normals (numbers) and smoothed indicators (choices). A kernel is as wide as the larger gap to its neighbours
 * and not narrower than 1/min(100, 3 (n + 2)) of the range.
 *
 * Source: Bergstra, Bardenet, Bengio, Kégl, "Algorithms for hyper-parameter optimization", NIPS 2011; Falkner, Klein, Hutter, "BOHB", ICML
 * 2018 (one mixture over all dimensions); Watanabe, "Tree-structured Parzen estimator", 2023 (widths).
 *
 * @param weights of the observations; the prior has 1
 */
export function parzen(space: Space, points: readonly Point[], weights: readonly number[]): Parzen {
  const names = Object.keys(space);
  const kernels = names.map((name) => {
    const dimension = space[name] as Dimension;
    const at = points.map((point) => coordinateOf(dimension, point[name]));
    return dimension.kind === 'number' ? numberKernels(dimension, at) : choiceKernels(dimension, at);
  });
  const sum = weights.reduce((total, weight) => total + weight, 1);
  const shares = [...weights, 1].map((weight) => weight / sum);
  return {
    draw(uniform) {
      const kernel = indexAt(shares, uniform());
      return Object.fromEntries(names.map((name, d) => [name, drawFrom(kernels[d] as Kernels, kernel, uniform())]));
    },
    logDensity(point) {
      const logs = shares.map((share, kernel) => {
        let log = Math.log(share);
        for (const [d, name] of names.entries()) log += logOf(kernels[d] as Kernels, kernel, point[name]);
        return log;
      });
      const most = Math.max(...logs);
      return most + Math.log(logs.reduce((total, log) => total + Math.exp(log - most), 0));
    },
  };
}

function numberKernels(dimension: Extract<Dimension, { kind: 'number' }>, at: readonly number[]): Kernels {
  const { low, high } = axisOf(dimension);
  const order = at.map((_, i) => i).sort((a, b) => (at[a] as number) - (at[b] as number) || a - b);
  const sorted = [low, ...order.map((i) => at[i] as number), high];
  const narrowest = (high - low) / Math.min(100, 3 * (at.length + 2));
  const widths = new Array<number>(at.length);
  for (const [place, i] of order.entries()) {
    const [before, here, after] = sorted.slice(place, place + 3) as [number, number, number];
    // The ends of the range are no neighbours, unless there are no others.
    const left = place === 0 && at.length > 1 ? 0 : here - before;
    const right = place === at.length - 1 && at.length > 1 ? 0 : after - here;
    widths[i] = Math.min(high - low, Math.max(narrowest, left, right));
  }
  const [centres, all] = [
    [...at, (low + high) / 2],
    [...widths, high - low],
  ];
  const masses = centres.map((centre, i) =>
    massBetween((low - centre) / (all[i] as number), (high - centre) / (all[i] as number)),
  );
  return { kind: 'number', dimension, centres, widths: all, masses };
}

function choiceKernels(dimension: Extract<Dimension, { kind: 'choice' }>, at: readonly number[]): Kernels {
  const count = dimension.values.length;
  const even = 1 / (at.length + 1);
  const share = (hit: number) =>
    Array.from({ length: count }, (_, i) => ((i === hit ? 1 : 0) + even) / (1 + even * count));
  return { kind: 'choice', dimension, shares: [...at.map(share), new Array(count).fill(1 / count)] };
}

function drawFrom(kernels: Kernels, kernel: number, uniform: number): unknown {
  if (kernels.kind === 'choice') return kernels.dimension.values[indexAt(kernels.shares[kernel] as number[], uniform)];
  const { low, high } = axisOf(kernels.dimension);
  const [centre, width] = [kernels.centres[kernel] as number, kernels.widths[kernel] as number];
  const [a, b] = [(low - centre) / width, (high - centre) / width];
  const below = massBetween(-40, a);
  return valueAt(
    kernels.dimension,
    centre + width * quantile(below + uniform * (kernels.masses[kernel] as number), a, b),
  );
}

function logOf(kernels: Kernels, kernel: number, value: unknown): number {
  const { dimension } = kernels;
  if (kernels.kind === 'choice')
    return Math.log((kernels.shares[kernel] as number[])[coordinateOf(dimension, value)] as number);
  const [centre, width] = [kernels.centres[kernel] as number, kernels.widths[kernel] as number];
  const mass = Math.log(kernels.masses[kernel] as number);
  const cell = kernels.dimension.step;
  if (cell === undefined) return logDensity((coordinateOf(dimension, value) - centre) / width) - Math.log(width) - mass;
  const edge = (number: number) => ((kernels.dimension.log ? Math.log(number) : number) - centre) / width;
  const [from, to] = [edge((value as number) - cell / 2), edge((value as number) + cell / 2)];
  return Math.log(Math.max(massBetween(from, to), Number.MIN_VALUE)) - mass;
}

function indexAt(shares: readonly number[], uniform: number): number {
  let sum = 0;
  for (const [i, share] of shares.entries()) {
    sum += share;
    if (uniform < sum) return i;
  }
  return shares.length - 1;
}
