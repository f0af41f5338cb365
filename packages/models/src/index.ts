export { type Autoencoder, autoencoder } from './autoencoder/autoencoder.ts';
export {
  type ConvolutionalAutoencoderOptions,
  convolutionalAutoencoder,
} from './autoencoder/convolutionalAutoencoder.ts';
export { type LinearAutoencoderOptions, linearAutoencoder } from './autoencoder/linearAutoencoder.ts';
export { type Cost, reconstruction } from './autoencoder/reconstruction.ts';
export { loadAutoencoder, saveAutoencoder } from './autoencoder/saveAutoencoder.ts';
export type { ModelFiles } from './files/modelFiles.ts';
export type { Mode } from './network.ts';
