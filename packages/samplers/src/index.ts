export { aggregatePosteriorSampler, type Posteriors } from './aggregatePosteriorSampler.ts';
export {
  type FittedMixture,
  gaussianMixtureSampler,
  type MixtureOptions,
  type MixtureParameters,
} from './gaussianMixtureSampler.ts';
export { linearInterpolation } from './interpolation/linearInterpolation.ts';
export { sphericalInterpolation } from './interpolation/sphericalInterpolation.ts';
export { traversal } from './interpolation/traversal.ts';
export { type MeanAndCovariance, normalSampler } from './normalSampler.ts';
export { priorSampler } from './priorSampler.ts';
export type { FittedSampler, Sampler } from './sampler.ts';
export { type Bounds, uniformSampler } from './uniformSampler.ts';
