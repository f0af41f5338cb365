import type { About, Dataset, Synthetic } from '../dataset.ts';
import { checkCounts } from './checkCounts.ts';
import { type PlaneOptions, plane, planeAbout, planeDefaults } from './plane.ts';

const about: About = {
  ...planeAbout,
  name: 'ellipse',
  title: 'points on an ellipse in the plane',
  classes: [],
  source: 'A. Canziani, Y. LeCun, Deep Learning, latent-variable energy-based models: the ellipse',
};

/** Half axes w₁, w₂. */
export type EllipseOptions = PlaneOptions & { readonly axes?: readonly [number, number] };

/**
 * Points on an ellipse, the data of the lecture's energy model with one latent angle:
 *
 *     y = [w₁ cos z, w₂ sin z] + noise,   z uniform in [0, 2π)
 *
 * @param options.axes w, the half axes
 * @returns y [rows, 2], factors [rows, 1]: z
 * @throws `OPTION` for counts below 1 and amounts below 0
 * @see https://atcold.github.io/NYU-DLSP21/
 * @example
 * const { train } = ellipse({ axes: [1.5, 0.75], noise: 0.05 });
 * train.factors?.shape; // [4096, 1]
 */
export const ellipse: Synthetic<EllipseOptions> = Object.assign(
  ({ axes = [1.5, 0.75], ...options }: EllipseOptions = {}): Dataset => {
    const [w1, w2] = axes;
    checkCounts('ellipse', { amounts: { 'axes[0]': w1, 'axes[1]': w2 } });
    return plane({ name: 'ellipse', factor: 'z' }, { ...planeDefaults, ...options }, (u) => {
      const z = 2 * Math.PI * u;
      return { point: [w1 * Math.cos(z), w2 * Math.sin(z)], factor: z };
    });
  },
  { about },
);
