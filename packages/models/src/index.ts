export { type Autoencoder, autoencoder } from './autoencoder/autoencoder.ts';
export {
  type ConvolutionalAutoencoderOptions,
  convolutionalAutoencoder,
} from './autoencoder/convolutionalAutoencoder.ts';
export { type LinearAutoencoderOptions, linearAutoencoder } from './autoencoder/linearAutoencoder.ts';
export { type Cost, reconstruction } from './autoencoder/reconstruction.ts';
export { loadAutoencoder, saveAutoencoder } from './autoencoder/saveAutoencoder.ts';
export type { ModelFiles } from './files/modelFiles.ts';
export type { LatentModel } from './latentModel.ts';
export { bernoulli } from './likelihoods/bernoulli.ts';
export { gaussian } from './likelihoods/gaussian.ts';
export { laplace } from './likelihoods/laplace.ts';
export type { Likelihood } from './likelihoods/likelihood.ts';
export type { Mode } from './network.ts';
export {
  type DenseVariationalAutoencoderOptions,
  denseVariationalAutoencoder,
} from './variational/denseVariationalAutoencoder.ts';
export { type ElboTerms, elboTerms, negativeElbo } from './variational/negativeElbo.ts';
export { reparameterize } from './variational/reparameterize.ts';
export { loadVariationalAutoencoder, saveVariationalAutoencoder } from './variational/saveVariationalAutoencoder.ts';
export { type VariationalAutoencoder, variationalAutoencoder } from './variational/variationalAutoencoder.ts';
