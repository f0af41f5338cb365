export { type Activation, activations } from './activation.ts';
export type { BuilderOptions } from './assemble.ts';
export type { Convolution } from './convolution.ts';
export { type ConvolutionalOptions, convolutional } from './convolutional.ts';
export { initialize } from './initialize.ts';
export { fanInUniform } from './initializers/fanInUniform.ts';
export { glorotUniform } from './initializers/glorotUniform.ts';
export { heNormal } from './initializers/heNormal.ts';
export type { Draws, Initializer, Weight } from './initializers/initializer.ts';
export { leafLayers } from './leafLayers.ts';
export { mirror } from './mirror.ts';
export { type MlpOptions, mlp } from './mlp.ts';
export type { PerAxis } from './perAxis.ts';
export {
  type TransposedConvolution,
  type TransposedConvolutionalOptions,
  transposedConvolutional,
} from './transposedConvolutional.ts';
