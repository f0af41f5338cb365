import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { inputs, expected as reference } from '../testdata/contractive_sigmoid_1layer.json';
import { onEachBackend } from '../testing/backends.ts';
import { finiteDifference, gradient } from '../testing/derivatives.ts';
import { expectClose, stored, wave } from '../testing/numbers.ts';
import { binaryCrossEntropy } from './binaryCrossEntropy.ts';
import { sigmoidContractivePenalty, tanhContractivePenalty } from './contractivePenalty.ts';

onEachBackend(() => {
  // The golden W is [out, in].
  const W = () => stored(inputs.W);
  const bias = () => stored(inputs.b);
  const y = () => stored(inputs.x);
  const golden = { y, W, bias };
  const penalty = (given: { y?: tf.Tensor; W?: tf.Tensor; bias?: tf.Tensor }) =>
    sigmoidContractivePenalty({
      y: given.y ?? golden.y(),
      kernel: tf.transpose(given.W ?? golden.W()),
      bias: given.bias ?? golden.bias(),
    });

  it('is the golden ‖∂h/∂y‖²_F of each example, with its gradients by W, b and y', () => {
    const { penalty_per_sample, grad_of_mean } = reference;
    expectClose(penalty({}), penalty_per_sample);
    expectClose(
      gradient((W) => tf.mean(penalty({ W })), W()),
      grad_of_mean.W,
    );
    expectClose(
      gradient((bias) => tf.mean(penalty({ bias })), bias()),
      grad_of_mean.b,
    );
    expectClose(
      gradient((y) => tf.mean(penalty({ y })), y()),
      grad_of_mean.x,
    );
  });

  it('makes the golden objective of a contractive autoencoder with tied weights, with its gradients', () => {
    const objective = (W: tf.Tensor, b: tf.Tensor, c: tf.Tensor) => {
      const h = tf.sigmoid(tf.add(tf.matMul(y(), W, false, true), b));
      const reconstruction = tf.sigmoid(tf.add(tf.matMul(h, W), c));
      const cost = tf.mean(binaryCrossEntropy(y(), reconstruction));
      return tf.add(cost, tf.mul(tf.mean(penalty({ W, bias: b })), inputs.lambda));
    };
    const c = stored(inputs.c);
    expectClose(objective(W(), bias(), c), [reference.cae_loss]);
    expectClose(
      gradient((W) => objective(W, bias(), c), W()),
      reference.cae_grad.W,
    );
    expectClose(
      gradient((b) => objective(W(), b, c), bias()),
      reference.cae_grad.b,
    );
    expectClose(
      gradient((c) => objective(W(), bias(), c), c),
      reference.cae_grad.c,
    );
  });

  const encoders = [
    { name: 'sigmoid', activation: tf.sigmoid, of: sigmoidContractivePenalty },
    { name: 'tanh', activation: tf.tanh, of: tanhContractivePenalty },
  ] as const;

  for (const { name, activation, of } of encoders) {
    const layer = () => ({ y: wave([3, 4]), kernel: wave([4, 2], 0.9, 2), bias: wave([2], 0.5, 3) });

    it(`equals the squared norm of the Jacobian of h = ${name}(y · W + b), taken row by row`, () => {
      const { y, kernel, bias } = layer();
      const code = (y: tf.Tensor, j: number) =>
        tf.slice(activation(tf.add(tf.matMul(y as tf.Tensor2D, kernel as tf.Tensor2D), bias)), [0, j], [3, 1]);
      const rows = [0, 1].map((j) => tf.sum(tf.square(gradient((y) => code(y, j), y)), 1));
      expectClose(of(layer()), tf.addN(rows));
    });

    it(`has gradients by W, b and y that agree with finite differences, for ${name}`, () => {
      for (const part of ['y', 'kernel', 'bias'] as const) {
        const energy = (tensor: tf.Tensor) => of({ ...layer(), [part]: tensor });
        const at = layer()[part];
        expectClose(gradient(energy, at), finiteDifference(energy, at), { rtol: 1e-3, atol: 1e-4 });
      }
    });

    it(`keeps its digits where ${name} saturates`, () => {
      const scale = name === 'sigmoid' ? 1 : 2;
      const slope = (a: number) => scale ** 2 * Math.exp(-scale * a); // σ′(a) → exp(−a), tanh′(a) → 4 exp(−2a)
      const at = { y: tf.tensor2d([[0], [0]]), kernel: tf.tensor2d([[1]]), bias: tf.tensor1d([18 / scale]) };
      expectClose(of(at), Array(2).fill(slope(18 / scale) ** 2), { rtol: 1e-4, atol: 0 });
    });
  }

  it('refuses a kernel that is [out, in], and names all three shapes', () => {
    expect(() => sigmoidContractivePenalty({ y: y(), kernel: W(), bias: bias() })).toThrow(
      'sigmoidContractivePenalty: expected y [batch,in], kernel [in,out] and bias [out], received y [5,6], kernel [4,6] and ' +
        'bias [4]. Flatten the observations; transpose a kernel that comes from PyTorch.',
    );
    expect(() => tanhContractivePenalty({ y: y(), kernel: tf.transpose(W()), bias: tf.zeros([1]) })).toThrow(
      'tanhContractivePenalty: expected y [batch,in], kernel [in,out] and bias [out], received y [5,6], kernel [6,4] and bias [1].',
    );
  });
});
