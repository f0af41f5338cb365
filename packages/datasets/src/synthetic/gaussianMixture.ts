import { expected } from '@latentkit/errors';
import type { About, Dataset, Split, Synthetic } from '../dataset.ts';
import { checkCounts } from './checkCounts.ts';
import { type Draws, draws } from './draws.ts';
import { planeAbout, planeDefaults } from './plane.ts';

/** Eight means on the unit circle. */
const ring = Array.from({ length: 8 }, (_, k) => [Math.cos((k * Math.PI) / 4), Math.sin((k * Math.PI) / 4)]);

const about: About = {
  ...planeAbout,
  name: 'gaussian-mixture',
  title: 'eight round normal clouds on a circle in the plane',
  classes: ring.map((_, k) => `${k}`),
  source: 'T. Che et al. (2017), arXiv:1612.02136, the ring of Gaussians that shows lost modes',
};

export interface GaussianMixtureOptions {
  readonly rows?: number;
  readonly testRows?: number;
  /** One a component, all of one length. */
  readonly means?: readonly (readonly number[])[];
  /** Standard deviation of every coordinate of every component. */
  readonly deviation?: number;
  readonly seed?: number;
}

/**
 * Normal clouds in turns: p(y) = 1/K Σₖ N(y; mₖ, σ² I), in as many dimensions as the means have.
 *
 * @param options.means mₖ; eight on the unit circle by default
 * @param options.deviation σ
 * @returns y [rows, dimensions], label [rows]: k
 * @throws `OPTION` for counts below 1, a deviation below 0, `SHAPE` for means of different lengths
 * @example
 * const { train } = gaussianMixture({ means: [[-1], [2]], deviation: 0.5, rows: 100 });
 * train.y.shape; // [100, 1]
 */
export const gaussianMixture: Synthetic<GaussianMixtureOptions> = Object.assign(
  ({
    rows = planeDefaults.rows,
    testRows = planeDefaults.testRows,
    means = ring,
    deviation = 0.1,
    seed = 0,
  }: GaussianMixtureOptions = {}): Dataset => {
    const name = 'gaussianMixture';
    checkCounts(name, { counts: { rows, testRows, 'means.length': means.length }, amounts: { deviation } });
    const dimensions = (means[0] as readonly number[]).length;
    means.forEach((mean, k) => {
      if (mean.length === dimensions && dimensions > 0 && mean.every(Number.isFinite)) return;
      throw expected({
        where: `${name}, means[${k}]`,
        expected: `${Math.max(dimensions, 1)} finite numbers`,
        received: JSON.stringify(mean),
        todo: 'Give the means of all components the same number of values.',
        code: 'SHAPE',
      });
    });
    const part = (random: Draws, count: number): Split => {
      const values = random.normal(count * dimensions).map((epsilon, i) => {
        const mean = means[Math.floor(i / dimensions) % means.length] as readonly number[];
        return (mean[i % dimensions] as number) + deviation * epsilon;
      });
      const label = Int32Array.from({ length: count }, (_, row) => row % means.length);
      return {
        y: { values, shape: [count, dimensions], scale: 1 },
        label: { values: label, shape: [count], scale: 1 },
      };
    };
    const [train, test] = [part(draws(seed, 'train'), rows), part(draws(seed, 'test'), testRows)];
    return { name: about.name, train, test, classes: means.map((_, k) => `${k}`) };
  },
  { about },
);
