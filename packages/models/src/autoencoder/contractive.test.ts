import '@tensorflow/tfjs-backend-cpu';
import { backpropagation, counterRandom, exactDerivatives, streams, table, weightsAt } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { type Activation, convolutional, mlp } from '@latentkit/layers';
import { binaryCrossEntropy, squaredError } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { inputs, expected as reference } from '../../testdata/contractive_sigmoid_1layer.json';
import {
  type Contracted,
  contractive,
  convolutionalAutoencoder,
  denseAutoencoder,
  denseVariationalAutoencoder,
  estimatedSquaredJacobianNorm,
  loadAutoencoder,
  saveAutoencoder,
  squaredJacobianNorm,
  tiedAutoencoder,
} from '../index.ts';

const bits = (tensor: tf.Tensor) => [...tensor.dataSync()];
const random = (step = 0) => counterRandom({ seed: 5, step });
const images = fillUniform(new Float32Array(5 * 30), { seed: 7, stream: streams.callers, step: 0 });
const y = () => tf.tensor4d(images, [5, 5, 6, 1]);

/** A code alone. */
const coder = (encoder: LayersModel, size: number): Contracted =>
  ({ encoder, encode: (y: tf.Tensor) => encoder.apply(y), latentShape: [size] }) as unknown as Contracted;

const dense = (activation: Activation, { hidden = [] as number[], latentActivation = activation } = {}) =>
  coder(
    mlp({ inputShape: [5, 6, 1], hidden, outputShape: [3], activation, outputActivation: latentActivation, seed: 1 }),
    3,
  );

const encoders: Record<string, () => Contracted> = {
  'one layer of sigmoids': () => dense('sigmoid'),
  'one layer of tanh': () => dense('tanh'),
  'one linear layer': () => dense('linear'),
  'three layers of tanh': () => dense('tanh', { hidden: [6, 4] }),
  'softplus, linear': () => dense('softplus', { hidden: [6], latentActivation: 'linear' }),
  'convolutions of elu': () =>
    coder(
      convolutional({
        inputShape: [5, 6, 1],
        convolutions: [
          { filters: 2, kernelSize: 3, stride: 2, padding: 1 },
          { filters: 3, kernelSize: 3 },
        ],
        outputShape: [3],
        activation: 'elu',
        outputActivation: 'sigmoid',
        seed: 1,
      }),
      3,
    ),
};

/** Σᵢⱼ (∂hⱼ/∂yᵢ)² by central differences of the code. */
function byDifferences(model: Contracted, h = 1e-2): number[] {
  const sums = Array(5).fill(0) as number[];
  for (let i = 0; i < 30; i++) {
    const at = (shift: number) =>
      bits(
        model.encode(
          tf.tensor4d(
            images.map((value, k) => (k % 30 === i ? value + shift : value)),
            [5, 5, 6, 1],
          ),
        ),
      );
    const [above, below] = [at(h), at(-h)];
    above.forEach((value, k) => {
      sums[Math.floor(k / 3)] = (sums[Math.floor(k / 3)] as number) + ((value - (below[k] as number)) / (2 * h)) ** 2;
    });
  }
  return sums;
}

describe.each(Object.entries(encoders))('the contraction of %s', (_, make) => {
  it('is the squared norm of the Jacobian that finite differences have', () => {
    const model = make();
    const wanted = byDifferences(model);
    bits(squaredJacobianNorm(model, y())).forEach((value, i) => {
      expect(Math.abs(value / (wanted[i] as number) - 1)).toBeLessThan(2e-3);
    });
  });

  it('is what the estimate is in the mean', () => {
    const model = make();
    const probes = 100;
    const estimate = bits(estimatedSquaredJacobianNorm(model, y(), { probes, random: random() }));
    bits(squaredJacobianNorm(model, y())).forEach((exact, i) => {
      // The variance of one probe is 2(‖JJᵀ‖² − Σ diagonal²) ≤ 2‖J‖⁴; five deviations of the mean.
      expect(Math.abs((estimate[i] as number) / exact - 1)).toBeLessThan(5 * Math.sqrt(2 / probes));
    });
  });
});

describe('the contraction', () => {
  it('in closed form is that row by row', () => {
    for (const activation of ['sigmoid', 'tanh'] as const) {
      const model = dense(activation);
      const { encoder: _, ...unseen } = model;
      const [closed, rows] = [squaredJacobianNorm(model, y()), squaredJacobianNorm(unseen as Contracted, y())];
      bits(closed).forEach((value, i) => {
        expect(Math.abs(value / (bits(rows)[i] as number) - 1)).toBeLessThan(2e-6);
      });
    }
  });

  it('of a variational autoencoder is that of its means', () => {
    const model = denseVariationalAutoencoder({ imageShape: [5, 6, 1], hidden: [], latentSize: 3, seed: 1 });
    const wanted = byDifferences(model);
    bits(squaredJacobianNorm(model, y())).forEach((value, i) => {
      expect(Math.abs(value / (wanted[i] as number) - 1)).toBeLessThan(2e-3);
    });
  });
});

describe('contractive', () => {
  it('has the golden objective and gradients of one layer of sigmoids with tied weights', () => {
    const tensor = ({ data, shape }: { data: number[]; shape: number[] }) => tf.tensor(data, shape);
    // The golden W is [out, in].
    const model = tiedAutoencoder({ encoder: mlp({ inputShape: [6], outputShape: [4], outputActivation: 'sigmoid' }) });
    const set = (name: string, value: tf.Tensor) => model.variables[name]?.assign(value as tf.Tensor2D);
    set('encoder/0/kernel', tf.transpose(tensor(inputs.W)));
    set('encoder/0/bias', tensor(inputs.b));
    set('decoder/0/bias', tensor(inputs.c));
    const objective = contractive({ cost: binaryCrossEntropy, contraction: inputs.lambda });
    const batch = { y: tensor(inputs.x) };
    const { terms, gradients } = backpropagation(model, objective)(batch, random(), weightsAt(objective.weights, 0));
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(bits(terms.reconstruction)) + inputs.lambda * mean(bits(terms.contraction))).toBeCloseTo(
      reference.cae_loss,
      5,
    );
    const close = (received: tf.Tensor, wanted: number[]) =>
      bits(received).forEach((value, i) => {
        expect(Math.abs(value - (wanted[i] as number))).toBeLessThan(2e-6 + 2e-5 * Math.abs(wanted[i] as number));
      });
    close(tf.transpose(gradients['encoder/0/kernel'] as tf.Tensor), reference.cae_grad.W.data);
    close(gradients['encoder/0/bias'] as tf.Tensor, reference.cae_grad.b.data);
    close(gradients['decoder/0/bias'] as tf.Tensor, reference.cae_grad.c.data);
  });

  it('refuses half a probe', () => {
    expect(() => contractive({ cost: squaredError, probes: 0.5 })).toThrow(
      'contractive, probes: expected a whole number of at least 1, received 0.5. Leave it out for the exact contraction.',
    );
  });
});

const imageShape = [5, 6, 1] as const;
const common = {
  backend: 'cpu',
  y: table(images, [5, ...imageShape]),
  save: saveAutoencoder,
  load: loadAutoencoder,
};
const of = { cost: squaredError, contraction: 0.5, weight: 0.5 };
const tanh = (seed: number) =>
  denseAutoencoder({ imageShape, hidden: [6], latentSize: 3, activation: 'tanh', latentActivation: 'sigmoid', seed });

exactDerivatives();

laws('contractive autoencoder, one layer of sigmoids', {
  ...common,
  make: (seed) => denseAutoencoder({ imageShape, hidden: [], latentSize: 7, latentActivation: 'sigmoid', seed }),
  objective: contractive(of),
});

laws('contractive autoencoder, two layers', { ...common, make: tanh, objective: contractive(of) });

laws('contractive autoencoder, two layers, estimated', {
  ...common,
  make: tanh,
  objective: contractive({ ...of, probes: 2 }),
});

laws('contractive autoencoder of convolutions', {
  ...common,
  make: (seed) => convolutionalAutoencoder({ imageShape, filters: [2], latentSize: 2, activation: 'elu', seed }),
  objective: contractive(of),
});
