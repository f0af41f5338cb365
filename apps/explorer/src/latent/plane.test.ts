import { describe, expect, it } from 'vitest';
import { latentPlane, lift, principalPlane, project } from './plane.ts';

const codes = Float32Array.of(1, 2, 3, -4, 5, -6);

describe('latentPlane', () => {
  it('takes two latent dimensions', () => {
    expect([...project(codes, latentPlane(3, 2, 0))]).toEqual([3, 1, -6, -4]);
    expect(latentPlane(3, 2, 0).names).toEqual(['z3', 'z1']);
  });
  it('lifts to codes of 0, or of another code, elsewhere', () => {
    expect([...lift([7, 8], latentPlane(3, 2, 0))]).toEqual([8, 0, 7]);
    expect([...lift([7, 8], latentPlane(3, 2, 0), [1, 2, 3])]).toEqual([8, 2, 7]);
  });
});

describe('principalPlane', () => {
  const half = Math.SQRT1_2;
  const plane = principalPlane({ mean: [1, 1, 1], axes: [[0, 0, 1], [half, half, 0]] }, 0, 1); // biome-ignore format: rows
  it('measures from the mean', () => {
    expect([...project(Float32Array.of(1, 1, 1), plane)]).toEqual([0, 0]);
    expect([...project(Float32Array.of(2, 2, 5), plane)].map((x) => x.toFixed(4))).toEqual(['4.0000', '1.4142']);
  });
  it('finds every point again, whatever the rest is', () => {
    for (const rest of [plane.origin, [3, -1, 2]]) {
      const [x, y] = project(lift([0.5, -2], plane, rest), plane);
      expect([x, y].map((value) => value?.toFixed(5))).toEqual(['0.50000', '-2.00000']);
    }
  });
  it('keeps what is not in the plane', () => {
    const [a = 0, b = 0] = lift([0.5, -2], plane, [3, -1, 2]);
    expect(a - b).toBeCloseTo(4, 5);
  });
});
