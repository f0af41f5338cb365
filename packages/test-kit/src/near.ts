import { expect } from 'vitest';

/** |a − b| ≤ tolerance · (1 + |b|) for every number, and as many of them. */
export function near(found: ArrayLike<number>, due: ArrayLike<number>, what: string, tolerance = 1e-5): void {
  expect(found.length, what).toBe(due.length);
  for (let i = 0; i < due.length; i++) {
    const [a, b] = [found[i] as number, due[i] as number];
    expect(Math.abs(a - b), `${what}[${i}]`).toBeLessThanOrEqual(tolerance * (1 + Math.abs(b)));
  }
}
