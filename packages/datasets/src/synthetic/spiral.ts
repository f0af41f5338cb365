import type { About, Dataset, Synthetic } from '../dataset.ts';
import { checkCounts } from './checkCounts.ts';
import { type PlaneOptions, plane, planeAbout, planeDefaults } from './plane.ts';

const about: About = {
  ...planeAbout,
  name: 'spiral',
  title: 'points on a spiral in the plane',
  classes: [],
  source: "A. Canziani, Deep Learning, week 7: the denoising autoencoder's manifold",
};

/** How often it winds. */
export type SpiralOptions = PlaneOptions & { readonly turns?: number };

/**
 * Points on the spiral of Archimedes, about as dense everywhere, from the origin to radius 1:
 *
 *     y = t [cos 2πnt, sin 2πnt] + noise,   t = √u,   u uniform in [0, 1),   n turns
 *
 * Arms are 1/n apart, so the ridge halfway between two of them is equally far from both: the dark spiral of the lecture's picture.
 *
 * @param options.turns n
 * @returns y [rows, 2], factors [rows, 1]: the angle 2πnt
 * @throws `OPTION` for counts below 1 and amounts below 0
 * @see https://atcold.github.io/NYU-DLSP20/en/week07/07-3/
 * @example
 * const { train } = spiral({ rows: 500, noise: 0, seed: 1 });
 * train.y.shape; // [500, 2]
 */
export const spiral: Synthetic<SpiralOptions> = Object.assign(
  ({ turns = 2, ...options }: SpiralOptions = {}): Dataset => {
    checkCounts('spiral', { amounts: { turns } });
    return plane({ name: 'spiral', factor: 'angle' }, { ...planeDefaults, noise: 0, ...options }, (u) => {
      const t = Math.sqrt(u);
      const angle = 2 * Math.PI * turns * t;
      return { point: [t * Math.cos(angle), t * Math.sin(angle)], factor: angle };
    });
  },
  { about },
);
