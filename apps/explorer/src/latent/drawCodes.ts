import type { HostArray } from '@latentkit/core';
import { aggregatePosteriorSampler, gaussianMixtureSampler, priorSampler } from '@latentkit/samplers';
import type { Run } from '../run/run.ts';
import { covariances } from './covariances.ts';

/** A distribution of codes that a run offers, or why it does not. */
export interface CodeSource {
  readonly name: string;
  /** One sentence on what is drawn. */
  readonly about: string;
  /** Why there is none. */
  readonly missing?: string;
  /** @returns [count, size] */
  readonly draw: (count: number, seed: number) => Float32Array;
}

type Part = Pick<Run, 'card' | 'codes' | 'logVariances'>;

/** Prior, aggregate posterior and mixture of a run, in this order. Code i is a function of the seed and of i. */
export function codeSources({ card, codes, logVariances }: Part, size: number): readonly CodeSource[] {
  const { mixture, count, prior } = card;
  const rows = (values: Float32Array): HostArray => ({ values, shape: [count, size] });
  const standard = priorSampler().from({ size });
  const posterior = once(() =>
    aggregatePosteriorSampler().fit({
      mean: rows(codes),
      logVariance: rows(logVariances ?? new Float32Array(codes.length)),
    }),
  );
  const gaussians = once(() =>
    gaussianMixtureSampler({ components: mixture?.weights.length ?? 1 }).from({
      weights: mixture?.weights ?? [],
      means: mixture?.means ?? [],
      covariances: covariances(mixture?.factors ?? [], size),
    }),
  );
  return [
    {
      name: 'prior',
      about: prior
        ? 'z ~ N(0, I), the prior that training pulled the codes towards.'
        : 'z ~ N(0, I). This model was not trained towards it: expect codes where no data are.',
      draw: (count, seed) => standard.sample(count, { seed }).values as Float32Array,
    },
    {
      name: 'aggregate posterior',
      about: 'z ~ q(z|x) of a random x: where the data are.',
      ...(!logVariances && {
        missing: 'This model’s encoder gives one code and no q(z|x), so it has no aggregate posterior.',
      }),
      draw: (count, seed) => posterior().sample(count, { seed }).values as Float32Array,
    },
    {
      name: 'mixture',
      about: `z ~ a mixture of ${mixture?.weights.length ?? 0} Gaussians, fitted to the codes.`,
      ...(!mixture && { missing: 'No mixture was fitted to these codes: they have too many dimensions.' }),
      draw: (count, seed) => gaussians().sample(count, { seed }).values as Float32Array,
    },
  ];
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
