import './chainedOperations.ts';

export { type Activation, activations } from './activation.ts';
export type { BuilderOptions } from './assemble.ts';
export type { Convolution } from './convolution.ts';
export { type ConvolutionalOptions, convolutional } from './convolutional.ts';
export { blur } from './corruptions/blur.ts';
export type { Corruption } from './corruptions/corruption.ts';
export { dropoutLines } from './corruptions/dropoutLines.ts';
export { gaussianNoise } from './corruptions/gaussianNoise.ts';
export { masking } from './corruptions/masking.ts';
export { patches } from './corruptions/patches.ts';
export { saltAndPepper } from './corruptions/saltAndPepper.ts';
export { dropout } from './dropout.ts';
export { initialize } from './initialize.ts';
export { fanInUniform } from './initializers/fanInUniform.ts';
export { glorotUniform } from './initializers/glorotUniform.ts';
export { heNormal } from './initializers/heNormal.ts';
export type { Draws, Initializer, Weight } from './initializers/initializer.ts';
export { leafLayers } from './leafLayers.ts';
export { mirror } from './mirror.ts';
export { type MlpOptions, mlp } from './mlp.ts';
export type { PerAxis } from './perAxis.ts';
export { affine, gelu } from './transformer/affine.ts';
export { cachedAttention, causalAttention, causalMask, type KeyValues } from './transformer/attention.ts';
export { type Continued, continuedBlock } from './transformer/continuedBlock.ts';
export { embed, gridPositions } from './transformer/embed.ts';
export { layerNorm } from './transformer/layerNorm.ts';
export { cachedBlock, transformerBlock } from './transformer/transformerBlock.ts';
export { affineWeights, blockWeights, normWeights, type WeightDraws, weightDraws } from './transformer/weightDraws.ts';
export {
  type Affine,
  type Attention,
  type Block,
  type Norm,
  namedVariables,
  type VariableTree,
} from './transformer/weights.ts';
export {
  type TransposedConvolution,
  type TransposedConvolutionalOptions,
  transposedConvolutional,
} from './transposedConvolutional.ts';
