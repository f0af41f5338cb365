import type { Draws } from './initializers/initializer.ts';

/** The draws of one weight. */
export function drawsOf({ seed, stream }: { seed: number; stream: number }): Draws {
  const uniform = (count: number) => {
    let state = (seed * 0x9e3779b1 + stream * 0x85ebca6b + 1) >>> 0;
    return Float32Array.from({ length: count }, () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 8) / 2 ** 24;
    });
  };
  const normal = (count: number) => {
    const u = uniform(2 * count);
    return Float32Array.from({ length: count }, (_, i) => {
      const [a, b] = [u[2 * i] as number, u[2 * i + 1] as number];
      return Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b);
    });
  };
  return { uniform, normal };
}
