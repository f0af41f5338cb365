import { counterRandom, type HostArray } from '@latentkit/core';
import type { Prior } from '@latentkit/models';
import { latentSize, type OpenRun } from '@latentkit/runs';
import type { FittedSampler } from '@latentkit/samplers';
import { tensor, tidy } from '@tensorflow/tfjs-core';

/** p(z) of a model that brings one other than N(0, I), in the tfjs operations of that model; undefined for any other model. */
export function priorOf(run: OpenRun): FittedSampler | undefined {
  const { prior } = run.model as { readonly prior?: Partial<Prior> };
  const { sample, logDensity, settings } = prior ?? {};
  if (!sample || !logDensity || settings?.name === 'standardNormal') return undefined;
  const size = latentSize(run);
  const shaped = (rows: number) => [rows, ...(run.model.latentShape as readonly number[])];
  return {
    size,
    parameters: { size },
    // Those before the first are drawn too: a prior has one shape of draw, from its beginning on.
    sample(count, { seed, first = 0 }): HostArray {
      const all = tidy(() => sample(shaped(first + count), counterRandom({ seed, step: 0 })).dataSync<'float32'>());
      return { values: all.subarray(first * size), shape: [count, size] };
    },
    logDensity({ values, shape: [rows = 0] }) {
      return Float64Array.from(tidy(() => logDensity(tensor(Float32Array.from(values), shaped(rows))).dataSync()));
    },
  };
}
