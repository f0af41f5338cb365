import { streams } from '@latentkit/core';
import { fillNormal, fillUniform } from '@latentkit/core/internal';
import { checkWhole } from '../checkWhole.ts';
import { codesOfSize } from '../codesOfSize.ts';
import type { FittedSampler } from '../sampler.ts';
import type { Gaussian } from './gaussian.ts';
import { logSumExp } from './logSumExp.ts';

/**
 * p(z) = Σₖ wₖ N(z; μₖ, Σₖ), the distribution behind every sampler here but the uniform one.
 *
 * @param where the sampler's name
 * @param size number of latent dimensions
 * @param weights w [components], not negative, of sum 1
 * @param components [components]
 */
export function mixture<Parameters>(
  where: string,
  size: number,
  { weights, components }: { weights: Float64Array; components: readonly Gaussian[] },
  parameters: Parameters,
): FittedSampler<Parameters> {
  const logWeights = weights.map(Math.log);
  const cumulative = weights.slice();
  for (let k = 1; k < cumulative.length; k++) cumulative[k] = (cumulative[k - 1] as number) + (weights[k] as number);
  return {
    size,
    parameters,
    sample(count, { seed, first = 0 }) {
      checkWhole(`${where}, sample`, 'count', count, 1);
      const stream = streams.samples;
      const noise = fillNormal(new Float32Array(count * size), { seed, stream, step: 0 }, first * size);
      const which = fillUniform(new Float32Array(count), { seed, stream, step: 1 }, first);
      const values = new Float32Array(count * size);
      which.forEach((u, i) => {
        (components[firstAbove(cumulative, u)] as Gaussian).draw(noise, values, i * size);
      });
      return { values, shape: [count, size] };
    },
    logDensity(codes) {
      const { values, rows } = codesOfSize(`${where}, logDensity`, codes, size);
      const joint = new Float64Array(components.length);
      return Float64Array.from({ length: rows }, (_, row) => {
        components.forEach((component, k) => {
          joint[k] = (logWeights[k] as number) + component.logDensity(values, row * size);
        });
        return logSumExp(joint);
      });
    },
  };
}

/** The first k with cumulativeₖ > u · cumulative_last: rounding of the sum to 1 picks no component of weight 0. */
function firstAbove(cumulative: Float64Array, u: number): number {
  const goal = u * (cumulative.at(-1) as number);
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] as number) > goal) high = middle;
    else low = middle + 1;
  }
  return low;
}
