import { streams } from '@latentkit/core';
import { fillNormal, fillUniform } from '@latentkit/core/internal';
import { counted, expected } from '@latentkit/errors';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel, LayerVariable, layers } from '@tensorflow/tfjs-layers';
import { fanInUniform } from './initializers/fanInUniform.ts';
import type { Draws, Initializer, Weight } from './initializers/initializer.ts';
import { leafLayers } from './leafLayers.ts';
import { sizeOf } from './sizes.ts';

/** By name, so that layers of another copy of tfjs-layers count too. */
const drawn = new Set(['Dense', 'Conv1D', 'Conv2D', 'Conv3D', 'Conv2DTranspose', 'Conv3DTranspose']);

/**
 * Draw the kernels and biases of dense and convolution layers again, each from random numbers of its own, in the order of the layers. All other
 * weights (normalisations, embeddings, recurrent cells) and those that do not learn keep their values.
 *
 * @param models a model, or several that share the seed, such as an encoder and its decoder
 * @throws `MODEL` for a model without layers, `SHAPE` for an initialiser that does not fill the shape it gets
 * @example initialize([encoder, decoder], { initializer: glorotUniform, seed: 7 });
 */
export function initialize(
  models: LayersModel | readonly LayersModel[],
  { initializer = fanInUniform, seed = 0 }: { initializer?: Initializer | undefined; seed?: number | undefined } = {},
): void {
  const weights = [models].flat().flatMap(weightsOf);
  weights.forEach(({ variable, weight }, index) => {
    const values = initializer(weight, drawsOf(seed, index));
    checkFilled(index, weight.shape, values.length);
    tf.tidy(() => {
      variable.write(tf.tensor(values, [...weight.shape], 'float32'));
    });
  });
}

interface Slot {
  readonly variable: LayerVariable;
  readonly weight: Weight;
}

function weightsOf(model: LayersModel): Slot[] {
  if (!Array.isArray(model.inputs) || model.inputs.length === 0) {
    throw expected({
      where: `initialize, model ${model.name}`,
      expected: 'a model with layers',
      received: 'an empty one',
      todo: 'Add its layers first.',
      code: 'MODEL',
    });
  }
  const learns = new Set(model.trainableWeights);
  return leafLayers(model)
    .filter((layer) => drawn.has(layer.getClassName()))
    .flatMap(slotsOf)
    .filter(({ variable }) => learns.has(variable));
}

function slotsOf(layer: layers.Layer): Slot[] {
  const variables = {
    kernel: layer.weights.find(({ originalName }) => originalName.endsWith('/kernel')) as LayerVariable,
    bias: layer.weights.find(({ originalName }) => originalName.endsWith('/bias')),
  };
  const shape = variables.kernel.shape as number[];
  const fanIn = sizeOf(shape.slice(0, -1));
  const fanOut = sizeOf(shape.slice(0, -2)) * (shape.at(-1) as number);
  return (['kernel', 'bias'] as const).flatMap((kind) => {
    const variable = variables[kind];
    return variable ? [{ variable, weight: { kind, shape: variable.shape as number[], fanIn, fanOut } }] : [];
  });
}

function drawsOf(seed: number, index: number): Draws {
  const draw = { seed, stream: streams.weights, step: index };
  return {
    uniform: (count) => fillUniform(new Float32Array(count), draw),
    normal: (count) => fillNormal(new Float32Array(count), draw),
  };
}

function checkFilled(index: number, shape: readonly number[], count: number): void {
  if (count === sizeOf(shape)) return;
  throw expected({
    where: `initialize, weight ${index}`,
    expected: `${counted(sizeOf(shape), 'value')} for shape [${shape}]`,
    received: String(count),
    todo: 'Let the initialiser fill the shape that it gets.',
    code: 'SHAPE',
  });
}
