import { streams } from '@latentkit/core';
import { fillUniform, float64Vectors } from '@latentkit/core/internal';
import { checkWhole } from './checkWhole.ts';
import { codesOfSize } from './codesOfSize.ts';
import { noDensity } from './mixture/noDensity.ts';
import { parameterRows } from './parameterRows.ts';
import type { FittedSampler, Sampler } from './sampler.ts';

const where = 'uniformSampler';

export interface Bounds {
  /** [size] */
  readonly low: readonly number[];
  /** [size] */
  readonly high: readonly number[];
}

/**
 * Codes uniform in the smallest box that holds all codes: p(z) = Πⱼ 1 / (highⱼ − lowⱼ) within, 0 outside.
 *
 * A number that is the same in all codes stays what it is in each sample; such a box has no density.
 *
 * @returns a sampler: fit takes codes [n, size]
 * @throws SHAPE, NOT_FINITE for codes that are not valid; `logDensity` throws SINGULAR for a box without volume
 * @see Canziani, lecture 08-3: the decoder as generator
 * @example
 * const fitted = uniformSampler().fit({ values: [0, 5, 2, 9], shape: [2, 2] });
 * fitted.parameters; // { low: [0, 5], high: [2, 9] }
 * fitted.sample(64, { seed: 1 }).shape; // [64, 2]
 */
export function uniformSampler(): Sampler<Bounds> {
  return {
    fit(codes) {
      const { values, size } = float64Vectors(`${where}.fit`, codes);
      const low = new Array<number>(size).fill(Infinity);
      const high = new Array<number>(size).fill(-Infinity);
      values.forEach((value, i) => {
        low[i % size] = Math.min(low[i % size] as number, value);
        high[i % size] = Math.max(high[i % size] as number, value);
      });
      return uniform({ low, high });
    },
    from({ low, high }) {
      parameterRows(`${where}.from`, [low, high], [2, low.length]);
      return uniform({ low, high });
    },
  };
}

function uniform(parameters: Bounds): FittedSampler<Bounds> {
  const { low, high } = parameters;
  const size = low.length;
  const widths = high.map((most, j) => most - (low[j] as number));
  const logVolume = widths.reduce((sum, width) => sum + Math.log(width), 0);
  return {
    size,
    parameters,
    sample(count, { seed, first = 0 }) {
      checkWhole(`${where}, sample`, 'count', count, 1);
      const draw = { seed, stream: streams.samples, step: 0 };
      const values = fillUniform(new Float32Array(count * size), draw, first * size);
      for (let i = 0; i < values.length; i++) {
        values[i] = (low[i % size] as number) + (values[i] as number) * (widths[i % size] as number);
      }
      return { values, shape: [count, size] };
    },
    logDensity(codes) {
      const rank = widths.filter((width) => width > 0).length;
      if (rank < size) throw noDensity(where, rank, size);
      const { values, rows } = codesOfSize(`${where}, logDensity`, codes, size);
      const within = (value: number, j: number) => value >= (low[j] as number) && value <= (high[j] as number);
      return Float64Array.from({ length: rows }, (_, row) =>
        values.subarray(row * size, (row + 1) * size).every(within) ? -logVolume : -Infinity,
      );
    },
  };
}
