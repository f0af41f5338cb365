import type { Model } from '@latentkit/core';
import { mlp } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import {
  angles,
  denseAutoencoder,
  denseConditionalVariationalAutoencoder,
  denseVariationalAutoencoder,
  denseVectorQuantizedAutoencoder,
  ellipseModel,
  exhaustive,
  gaussian,
  gaussianMixturePrior,
  invertibleDenseAutoencoder,
  latentEnergyModel,
  learnedClassPrior,
  loadAutoencoder,
  loadConditionalVariationalAutoencoder,
  loadEllipseModel,
  loadInvertibleAutoencoder,
  loadLatentEnergyModel,
  loadSparseCodingModel,
  loadTiedAutoencoder,
  loadVariationalAutoencoder,
  loadVectorQuantizedAutoencoder,
  type ModelFiles,
  networkDecoder,
  saveAutoencoder,
  saveConditionalVariationalAutoencoder,
  saveEllipseModel,
  saveInvertibleAutoencoder,
  saveLatentEnergyModel,
  saveSparseCodingModel,
  saveTiedAutoencoder,
  saveVariationalAutoencoder,
  saveVectorQuantizedAutoencoder,
  sparseCodingModel,
  tiedAutoencoder,
} from '../src/index.ts';

/** One small model of a kind, with its files. */
export interface KindUnderTest {
  make(): Model;
  save(model: Model): Promise<ModelFiles>;
  load(files: ModelFiles): Promise<Model>;
}

function kind<M extends Model>(one: {
  make: () => M;
  save: (model: M) => Promise<ModelFiles>;
  load: (files: ModelFiles) => Promise<M>;
}): KindUnderTest {
  return one as unknown as KindUnderTest;
}

const small = { imageShape: [2], hidden: [3], latentSize: 1, seed: 1 };
const functions = { cost: squaredError, infer: exhaustive(angles(4)) };

/** Every kind of model that can be saved. */
export const everyKind = {
  autoencoder: kind({ make: () => denseAutoencoder(small), save: saveAutoencoder, load: loadAutoencoder }),
  tiedAutoencoder: kind({
    make: () => tiedAutoencoder({ encoder: mlp({ inputShape: [2], outputShape: [1], seed: 1 }) }),
    save: saveTiedAutoencoder,
    load: loadTiedAutoencoder,
  }),
  variationalAutoencoder: kind({
    make: () => denseVariationalAutoencoder({ ...small, likelihood: gaussian({ standardDeviation: 0.5 }) }),
    save: saveVariationalAutoencoder,
    load: loadVariationalAutoencoder,
  }),
  'variationalAutoencoder with a mixture': kind({
    make: () =>
      denseVariationalAutoencoder({ ...small, prior: gaussianMixturePrior({ components: 3, latentShape: [1] }) }),
    save: saveVariationalAutoencoder,
    load: loadVariationalAutoencoder,
  }),
  conditionalVariationalAutoencoder: kind({
    make: () => denseConditionalVariationalAutoencoder({ ...small, classes: 2 }),
    save: saveConditionalVariationalAutoencoder,
    load: loadConditionalVariationalAutoencoder,
  }),
  'conditionalVariationalAutoencoder with priors': kind({
    make: () =>
      denseConditionalVariationalAutoencoder({
        ...small,
        classes: 2,
        prior: learnedClassPrior({ classes: 2, latentShape: [1] }),
      }),
    save: saveConditionalVariationalAutoencoder,
    load: loadConditionalVariationalAutoencoder,
  }),
  vectorQuantizedAutoencoder: kind({
    make: () =>
      denseVectorQuantizedAutoencoder({ imageShape: [2], hidden: [3], latentShape: [1, 2], codebookSize: 2, seed: 1 }),
    save: saveVectorQuantizedAutoencoder,
    load: loadVectorQuantizedAutoencoder,
  }),
  invertibleAutoencoder: kind({
    make: () => invertibleDenseAutoencoder(small),
    save: saveInvertibleAutoencoder,
    load: loadInvertibleAutoencoder,
  }),
  ellipseModel: kind({
    make: () => ellipseModel({ codes: 6, seed: 1 }),
    save: saveEllipseModel,
    load: loadEllipseModel,
  }),
  latentEnergyModel: kind({
    make: () =>
      latentEnergyModel({ decoder: networkDecoder(mlp({ inputShape: [1], outputShape: [2], seed: 1 })), ...functions }),
    save: saveLatentEnergyModel,
    load: (files) => loadLatentEnergyModel(files, functions),
  }),
  sparseCodingModel: kind({
    make: () => sparseCodingModel({ exampleShape: [2], atoms: 3, seed: 1 }),
    save: saveSparseCodingModel,
    load: loadSparseCodingModel,
  }),
} as const;
