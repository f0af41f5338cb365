export { absoluteError } from './absoluteError.ts';
export { binaryCrossEntropy } from './binaryCrossEntropy.ts';
export { binaryCrossEntropyFromLogits } from './binaryCrossEntropyFromLogits.ts';
export { categoricalCrossEntropy } from './categoricalCrossEntropy.ts';
export { type OneLayerEncoder, sigmoidContractivePenalty, tanhContractivePenalty } from './contractivePenalty.ts';
export { type DiagonalGaussian, gaussianDivergence, meanDivergence, varianceDivergence } from './gaussianDivergence.ts';
export { sparsityDivergence } from './sparsityDivergence.ts';
export { squaredError } from './squaredError.ts';
