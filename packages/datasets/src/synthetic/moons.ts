import type { About, Dataset, Synthetic } from '../dataset.ts';
import { type PlaneOptions, plane, planeAbout, planeDefaults } from './plane.ts';

const about: About = {
  ...planeAbout,
  name: 'moons',
  title: 'two interleaved half circles in the plane',
  classes: ['upper', 'lower'],
  source: 'scikit-learn, make_moons',
};

export type MoonsOptions = PlaneOptions;

/**
 * Two interleaved half circles, in turns:
 *
 *     upper y = [cos θ, sin θ] + noise,   lower y = [1 − cos θ, ½ − sin θ] + noise,   θ uniform in [0, π)
 *
 * @returns y [rows, 2], label [rows]: 0 upper, 1 lower, factors [rows, 1]: θ
 * @throws `OPTION` for counts below 1 and a noise below 0
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_moons.html
 * @example
 * const { train } = moons({ rows: 200, noise: 0.1 });
 */
export const moons: Synthetic<MoonsOptions> = Object.assign(
  (options: MoonsOptions = {}): Dataset =>
    plane({ name: 'moons', factor: 'angle', classes: about.classes }, { ...planeDefaults, ...options }, (u, row) => {
      const angle = Math.PI * u;
      const [x, y] = [Math.cos(angle), Math.sin(angle)];
      const label = row % 2;
      return { point: label ? [1 - x, 0.5 - y] : [x, y], factor: angle, label };
    }),
  { about },
);
