export { activationSparsity } from './autoencoder/activationSparsity.ts';
export { type Autoencoder, autoencoder } from './autoencoder/autoencoder.ts';
export { contractive } from './autoencoder/contractive.ts';
export {
  type ConvolutionalAutoencoderOptions,
  convolutionalAutoencoder,
} from './autoencoder/convolutionalAutoencoder.ts';
export { denoising } from './autoencoder/denoising.ts';
export { type DenseAutoencoderOptions, denseAutoencoder } from './autoencoder/denseAutoencoder.ts';
export { type DisplacementField, displacementField, reconstructionDistance } from './autoencoder/displacementField.ts';
export { type Cost, reconstruction } from './autoencoder/reconstruction.ts';
export { regularized } from './autoencoder/regularized.ts';
export { loadAutoencoder, saveAutoencoder } from './autoencoder/saveAutoencoder.ts';
export { loadTiedAutoencoder, saveTiedAutoencoder } from './autoencoder/saveTiedAutoencoder.ts';
export {
  type Contracted,
  estimatedSquaredJacobianNorm,
  squaredJacobianNorm,
} from './autoencoder/squaredJacobianNorm.ts';
export { type TiedAutoencoder, tiedAutoencoder } from './autoencoder/tiedAutoencoder.ts';
export { columnDraws } from './columns/columnDraws.ts';
export type { ColumnGroup } from './columns/columnGroups.ts';
export { columnMeans } from './columns/columnMeans.ts';
export { mixedError } from './columns/mixedError.ts';
export { conditional } from './conditional/conditional.ts';
export {
  type ConditionalVariationalAutoencoder,
  conditionalVariationalAutoencoder,
} from './conditional/conditionalVariationalAutoencoder.ts';
export {
  type DenseConditionalVariationalAutoencoderOptions,
  denseConditionalVariationalAutoencoder,
} from './conditional/denseConditionalVariationalAutoencoder.ts';
export {
  loadConditionalVariationalAutoencoder,
  saveConditionalVariationalAutoencoder,
} from './conditional/saveConditionalVariationalAutoencoder.ts';
export {
  type DifferenceTargetPropagation,
  type DifferenceTargetPropagationOptions,
  type DifferenceTargetPropagationTerm,
  differenceTargetPropagation,
  type Layers,
} from './differenceTargetPropagation/differenceTargetPropagation.ts';
export {
  type InvertibleAutoencoder,
  invertibleAutoencoder,
  invertibleDenseAutoencoder,
  loadInvertibleAutoencoder,
  saveInvertibleAutoencoder,
} from './differenceTargetPropagation/invertibleAutoencoder.ts';
export { gaussianKernel, inverseMultiquadratic, type Kernel } from './discrepancy/kernels.ts';
export { meanDiscrepancy } from './discrepancy/meanDiscrepancy.ts';
export type { Distribution, Divergence } from './distributions/distribution.ts';
export { divergenceFrom } from './distributions/divergenceFrom.ts';
export { type GaussianMixturePriorOptions, gaussianMixturePrior } from './distributions/gaussianMixturePrior.ts';
export { learnedClassPrior } from './distributions/learnedClassPrior.ts';
export { logNormal } from './distributions/logNormal.ts';
export { normal } from './distributions/normal.ts';
export { type ClassPrior, type Prior, priorVariables } from './distributions/prior.ts';
export { classPriorField, priorField } from './distributions/priorField.ts';
export { standardNormal } from './distributions/standardNormal.ts';
export { uniformAngles } from './distributions/uniformAngles.ts';
export { type CodeRegularizer, withRegularizer } from './energy/codeRegularizer.ts';
export { klSparsity } from './energy/klSparsity.ts';
export { l1 } from './energy/l1.ts';
export { l2 } from './energy/l2.ts';
export {
  countField,
  nameField,
  numberField,
  type Place,
  type SettingField,
  shapeField,
  sizeField,
} from './files/fields.ts';
export type { ModelFiles, Settings } from './files/modelFiles.ts';
export { type ModelKind, modelKind, type Pieces } from './files/modelKind.ts';
export type { Fields } from './files/settings.ts';
export type { Hdf5, Hdf5Group } from './foreign/keras/kerasWeights.ts';
export { type KerasFile, readKerasModel } from './foreign/keras/readKerasModel.ts';
export { readLayersModel } from './foreign/readLayersModel.ts';
export type { TorchNames } from './foreign/torchNames.ts';
export { torchWeights } from './foreign/torchWeights.ts';
export { scaleGradient } from './gradients/scaleGradient.ts';
export { type CodeUsage, codeUsage, hardAndSoft } from './imageCodes/codeUsage.ts';
export {
  type ConvolutionalDiscreteVariationalAutoencoderOptions,
  convolutionalDiscreteVariationalAutoencoder,
  type DiscreteVariationalAutoencoder,
  discreteVariationalAutoencoder,
} from './imageCodes/discreteVariationalAutoencoder.ts';
export type { GridNetworksOptions } from './imageCodes/gridNetworks.ts';
export {
  type ConvolutionalVectorQuantizedAutoencoderOptions,
  convolutionalVectorQuantizedAutoencoder,
  type GridVectorQuantizedAutoencoder,
  gridVectorQuantizedAutoencoder,
} from './imageCodes/gridVectorQuantizedAutoencoder.ts';
export {
  type GumbelSoftmaxOptions,
  type GumbelSoftmaxTerm,
  gumbelSoftmax,
  uniformDivergence,
} from './imageCodes/gumbelSoftmax.ts';
export type { ImageCodes } from './imageCodes/imageCodes.ts';
export { imagesOf, indicesOf } from './imageCodes/imagesOf.ts';
export { isImageCodes, isTextToImage } from './imageCodes/isImageCodes.ts';
export { kMeansStart } from './imageCodes/kMeansStart.ts';
export { type RunningMeansOptions, type RunningMeansTerm, runningMeans } from './imageCodes/runningMeans.ts';
export { loadImageCodes, saveImageCodes } from './imageCodes/saveImageCodes.ts';
export { softKMeansStart } from './imageCodes/softKMeansStart.ts';
export { type CodeEnergy, type Energy, energyAt, type Sharp } from './infer/codeEnergy.ts';
export { angles, codeGrid, type GridAxis } from './infer/codes.ts';
export { exhaustive } from './infer/exhaustive.ts';
export { fista, ista, type ProximalOptions } from './infer/fista.ts';
export { gradientInference } from './infer/gradientInference.ts';
export type { BatchEnergy, Infer } from './infer/infer.ts';
export { type Drawn, type LangevinOptions, langevin } from './infer/langevin.ts';
export { langevinInference } from './infer/langevinInference.ts';
export { type Relaxed, type RelaxOptions, relax } from './infer/relax.ts';
export type { Decoder } from './latentEnergy/decoder.ts';
export { ellipseDecoder } from './latentEnergy/ellipseDecoder.ts';
export { type EllipseModel, ellipseModel, loadEllipseModel, saveEllipseModel } from './latentEnergy/ellipseModel.ts';
export { type EnergySurface, energySurface, manifold } from './latentEnergy/energySurface.ts';
export { type FreeEnergyOptions, freeEnergy, freeEnergyByCodes } from './latentEnergy/freeEnergy.ts';
export { freeEnergyByLangevin } from './latentEnergy/freeEnergyByLangevin.ts';
export { type InferredEnergyTerm, inferredEnergy } from './latentEnergy/inferredEnergy.ts';
export {
  type LatentEnergyModel,
  type LatentEnergyOptions,
  latentEnergyModel,
  type Observed,
} from './latentEnergy/latentEnergyModel.ts';
export { type NetworkDecoder, networkDecoder } from './latentEnergy/networkDecoder.ts';
export { loadLatentEnergyModel, saveLatentEnergyModel } from './latentEnergy/saveLatentEnergyModel.ts';
export { softMinimum } from './latentEnergy/softMinimum.ts';
export type { LatentModel } from './latentModel.ts';
export { latentModelOf } from './latentModelOf.ts';
export { bernoulli } from './likelihoods/bernoulli.ts';
export { gaussian } from './likelihoods/gaussian.ts';
export { laplace } from './likelihoods/laplace.ts';
export type { Likelihood } from './likelihoods/likelihood.ts';
export { likelihoodField } from './likelihoods/likelihoodField.ts';
export { mixed } from './likelihoods/mixed.ts';
export { observationsAt } from './likelihoods/observationsAt.ts';
export type { ExampleShape, Mode } from './network.ts';
export { corrupted } from './objectives/corrupted.ts';
export { encodedOnce } from './objectives/encodedOnce.ts';
export { withTerm } from './objectives/withTerm.ts';
export { type Dictionary, dictionary } from './sparseCoding/dictionary.ts';
export {
  loadSparseCodingModel,
  type SparseCodingModel,
  type SparseCodingOptions,
  saveSparseCodingModel,
  sparseCodingModel,
} from './sparseCoding/sparseCodingModel.ts';
export {
  type TargetPropagation,
  type TargetPropagationOptions,
  type TargetPropagationTerm,
  targetPropagation,
} from './targetPropagation/targetPropagation.ts';
export { bestOf, type CaptionFit, captionFit, captionScores, type Ranked, ranking } from './textToImage/bestOf.ts';
export type { ChoiceOptions } from './textToImage/chooseIndex.ts';
export { type DrawnImages, drawImages } from './textToImage/drawImages.ts';
export {
  type DrawnToken,
  type DrawOptions,
  drawTokens,
  type TokenReads,
} from './textToImage/drawTokens.ts';
export { type NextLogits, oneByOne, type ReadToken } from './textToImage/oneByOne.ts';
export { cacheShape, type NextToken, readToken } from './textToImage/readToken.ts';
export { type SampleOptions, sampleIndices, usualDraw } from './textToImage/sampleIndices.ts';
export { loadTextToImageModel, saveTextToImageModel } from './textToImage/saveTextToImageModel.ts';
export {
  type PriorWeights,
  type TextToImageModel,
  type TextToImageOptions,
  type TokenLogits,
  textToImageModel,
} from './textToImage/textToImageModel.ts';
export { type TokenLayout, tokenLayout } from './textToImage/tokenLayout.ts';
export {
  type TokenEnergies,
  type TokenLikelihoodOptions,
  type TokenLikelihoodTerm,
  tokenEnergies,
  tokenLikelihood,
} from './textToImage/tokenLikelihood.ts';
export { type TokenReader, tokenReader } from './textToImage/tokenReader.ts';
export { type Parts, variablesOf } from './variablesOf.ts';
export { binarize, binarized } from './variational/binarized.ts';
export {
  type ConvolutionalVariationalAutoencoderOptions,
  convolutionalVariationalAutoencoder,
} from './variational/convolutionalVariationalAutoencoder.ts';
export {
  type DenseVariationalAutoencoderOptions,
  denseVariationalAutoencoder,
} from './variational/denseVariationalAutoencoder.ts';
export { type ElboOptions, type ElboTerms, elboTerms } from './variational/elboTerms.ts';
export { importanceWeighted } from './variational/importanceWeighted.ts';
export { importanceWeightedBound } from './variational/importanceWeightedBound.ts';
export { type InfoVaeTerms, infoVae } from './variational/infoVae.ts';
export { type NegativeElboOptions, negativeElbo } from './variational/negativeElbo.ts';
export { reparameterize } from './variational/reparameterize.ts';
export { loadVariationalAutoencoder, saveVariationalAutoencoder } from './variational/saveVariationalAutoencoder.ts';
export { type TotalCorrelationTerms, totalCorrelation, totalCorrelationTerms } from './variational/totalCorrelation.ts';
export { type VariationalAutoencoder, variationalAutoencoder } from './variational/variationalAutoencoder.ts';
export type { BernoulliMixture } from './variationalToy/bernoulliMixture.ts';
export { type VariationalInference, variationalInference } from './variationalToy/variationalInference.ts';
export {
  type DenseVectorQuantizedAutoencoderOptions,
  denseVectorQuantizedAutoencoder,
} from './vectorQuantized/denseVectorQuantizedAutoencoder.ts';
export {
  loadVectorQuantizedAutoencoder,
  saveVectorQuantizedAutoencoder,
} from './vectorQuantized/saveVectorQuantizedAutoencoder.ts';
export { vectorQuantization } from './vectorQuantized/vectorQuantization.ts';
export {
  type VectorQuantizedAutoencoder,
  vectorQuantizedAutoencoder,
} from './vectorQuantized/vectorQuantizedAutoencoder.ts';
