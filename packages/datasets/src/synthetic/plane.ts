import type { Dataset, Split } from '../dataset.ts';
import { checkCounts } from './checkCounts.ts';
import { type Draws, draws } from './draws.ts';

/** How many points, and how far from where they belong. */
export interface PlaneOptions {
  /** Points of the training split. */
  readonly rows?: number;
  /** Points of the test split. */
  readonly testRows?: number;
  /** Standard deviation of the normal noise on each coordinate. */
  readonly noise?: number;
  readonly seed?: number;
}

/** A point of the plane before noise, where on its curve it lies, and its class where there are any. */
export interface CurvePoint {
  readonly point: readonly [number, number];
  readonly factor: number;
  readonly label?: number;
}

/** What all point sets in the plane have in common: the curve at a uniform number u in [0, 1), plus noise, in two splits. */
export function plane(
  { name, factor, classes }: { name: string; factor: string; classes?: readonly string[] },
  { rows, testRows, noise, seed }: Required<PlaneOptions>,
  curve: (u: number, row: number) => CurvePoint,
): Dataset {
  checkCounts(name, { counts: { rows, testRows }, amounts: { noise } });
  const part = (random: Draws, count: number): Split => {
    const points = Array.from(random.uniform(count), curve);
    const normals = random.normal(2 * count);
    const values = Float32Array.from(
      normals,
      (epsilon, i) => ((points[i >> 1] as CurvePoint).point[i & 1] as number) + noise * epsilon,
    );
    return {
      y: { values, shape: [count, 2], scale: 1 },
      ...(classes && {
        label: { values: Uint8Array.from(points, ({ label }) => label as number), shape: [count], scale: 1 },
      }),
      factors: { values: Float32Array.from(points, ({ factor }) => factor), shape: [count, 1], scale: 1 },
    };
  };
  const [train, test] = [part(draws(seed, 'train'), rows), part(draws(seed, 'test'), testRows)];
  return { name, train, test, ...(classes && { classes }), factors: [factor] };
}

/** What `about` says of every point set here, and how many points it has by default. */
export const planeDefaults = { rows: 4096, testRows: 1024, noise: 0.05, seed: 0 } as const;
export const planeAbout = {
  rows: { train: planeDefaults.rows, test: planeDefaults.testRows },
  shape: [2],
  licence: 'computed',
} as const;
