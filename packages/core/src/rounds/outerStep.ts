import type { NamedArrays } from '../checkpoint/encodeSafetensors.ts';
import type { HostArray } from '../data/hostArray.ts';

/** How far weights go to the mean of what the parts made of them. */
export interface Outer {
  /** α; 1 goes all the way. */
  readonly learningRate: number;
  /** μ of Nesterov's momentum, from 0 to below 1. */
  readonly momentum: number;
}

/**
 * The step between rounds, with the way from the mean ā of the parts back to θ as its gradient,
 *
 *     g = θ − ā,   u ← μ u + g,   θ ← θ − α (g + μ u) = ā + (1 − α) g − α μ u,
 *
 * in float64. α = 1 and μ = 0 give ā, bit for bit.
 * Source: Douillard et al., "DiLoCo: distributed low-communication training of language models", 2023; μ = 0 is local SGD.
 *
 * @param before θ, the arrays that learn, by name
 * @param mean ā, by the same names; others of it are left as they are
 * @param velocity u of the round before; zeros where there is none
 */
export function outerStep(
  before: NamedArrays,
  mean: NamedArrays,
  velocity: NamedArrays,
  { learningRate, momentum }: Outer,
): { readonly arrays: NamedArrays; readonly velocity: NamedArrays } {
  if (learningRate === 1 && momentum === 0) return { arrays: mean, velocity: {} };
  const moved: Record<string, HostArray> = {};
  const fast: Record<string, HostArray> = {};
  for (const [name, { values: theta, shape }] of Object.entries(before)) {
    const { values: to } = mean[name] as HostArray;
    const [next, speed] = [new Float32Array(to.length), new Float32Array(to.length)];
    const last = velocity[name]?.values;
    for (let i = 0; i < next.length; i++) {
      const way = (theta[i] as number) - (to[i] as number);
      const u = momentum * (last?.[i] ?? 0) + way;
      speed[i] = u;
      next[i] = (to[i] as number) + (1 - learningRate) * way - learningRate * momentum * u;
    }
    moved[name] = { values: next, shape };
    fast[name] = { values: speed, shape };
  }
  return { arrays: { ...mean, ...moved }, velocity: momentum === 0 ? {} : fast };
}
