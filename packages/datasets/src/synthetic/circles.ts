import type { About, Dataset, Synthetic } from '../dataset.ts';
import { checkCounts } from './checkCounts.ts';
import { type PlaneOptions, plane, planeAbout, planeDefaults } from './plane.ts';

const about: About = {
  ...planeAbout,
  name: 'circles',
  title: 'two circles in the plane, one in the other',
  classes: ['outer', 'inner'],
  source: 'scikit-learn, make_circles',
};

/** Radius of the inner circle; the outer one has 1. */
export type CirclesOptions = PlaneOptions & { readonly inner?: number };

/**
 * Two circles around the origin, in turns: y = r [cos θ, sin θ] + noise with r = 1 or `inner`, θ uniform in [0, 2π).
 *
 * @param options.inner radius of the inner circle
 * @returns y [rows, 2], label [rows]: 0 outer, 1 inner, factors [rows, 1]: θ
 * @throws `OPTION` for counts below 1 and amounts below 0
 * @see https://scikit-learn.org/stable/modules/generated/sklearn.datasets.make_circles.html
 * @example
 * const { train } = circles({ rows: 200, inner: 0.3 });
 */
export const circles: Synthetic<CirclesOptions> = Object.assign(
  ({ inner = 0.5, ...options }: CirclesOptions = {}): Dataset => {
    checkCounts('circles', { amounts: { inner } });
    const kind = { name: 'circles', factor: 'angle', classes: about.classes };
    return plane(kind, { ...planeDefaults, ...options }, (u, row) => {
      const angle = 2 * Math.PI * u;
      const label = row % 2;
      const radius = label ? inner : 1;
      return { point: [radius * Math.cos(angle), radius * Math.sin(angle)], factor: angle, label };
    });
  },
  { about },
);
