import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { readFileSync } from 'node:fs';
import { supplyKernels } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { convolutional } from './convolutional.ts';
import { transposedConvolutional } from './transposedConvolutional.ts';

interface Golden {
  readonly shape: number[];
  readonly data: number[];
}

const read = (name: string) => JSON.parse(readFileSync(new URL(`../testdata/${name}.json`, import.meta.url), 'utf8'));
const tensorOf = ({ shape, data }: Golden) => tf.tensor(data, shape);
// PyTorch: images NCHW, kernels [out, in, h, w], transposed [in, out, h, w]. tfjs: NHWC, [h, w, in, out], transposed [h, w, out, in].
const image = (golden: Golden) => tf.transpose(tensorOf(golden), [0, 2, 3, 1]) as tf.Tensor4D;
const kernel = (golden: Golden) => tf.transpose(tensorOf(golden), [2, 3, 1, 0]);
const bias = tensorOf;

function expectClose(actual: tf.Tensor | undefined, wanted: tf.Tensor) {
  expect(actual?.shape).toEqual(wanted.shape);
  const [a, b] = [(actual as tf.Tensor).dataSync(), wanted.dataSync()];
  b.forEach((value, i) => {
    expect(Math.abs((a[i] as number) - value)).toBeLessThanOrEqual(2e-6 + 2e-5 * Math.abs(value));
  });
}

/** Gradients of a scalar of some models' variables, in the order of their weights. */
function gradients(loss: () => tf.Scalar, models: LayersModel[]) {
  const { grads } = tf.variableGrads(loss);
  return models.flatMap(({ weights }) => weights.map((weight) => grads[weight.name]));
}

interface Case {
  readonly name: string;
  readonly kind: string;
  readonly args: { stride: number; padding: number; output_padding?: number; dilation?: number; groups?: number };
  readonly x: Golden;
  readonly weight: Golden;
  readonly bias: Golden;
  readonly grad_y: Golden;
}

supplyKernels('wasm');

describe.each(['cpu', 'wasm'])('golden values of PyTorch in float64, %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  const ops = read('conv_ops');
  // The builders have neither dilation nor groups.
  const cases = (ops.inputs as Case[]).filter(({ args }) => !args.dilation && !args.groups);

  it.each(cases)('$name: forward and all gradients', ({ name, kind, args, x, weight, bias: b, grad_y }) => {
    const wanted = ops.expected.find((item: { name: string }) => item.name === name);
    const input = image(x);
    const sizes = { kernelSize: weight.shape.slice(2) as [number, number], stride: args.stride, padding: args.padding };
    const model =
      kind === 'conv2d'
        ? convolutional({
            inputShape: input.shape.slice(1),
            convolutions: [{ filters: weight.shape[0] as number, ...sizes }],
          })
        : transposedConvolutional({
            inputShape: input.shape.slice(1),
            convolutions: [{ filters: weight.shape[1] as number, outputPadding: args.output_padding ?? 0, ...sizes }],
          });
    model.setWeights([kernel(weight), bias(b)]);
    const project = (y: tf.Tensor) => tf.sum(tf.mul(y, image(grad_y))) as tf.Scalar;
    expectClose(model.apply(input) as tf.Tensor, image(wanted.y));
    expectClose(tf.grad((v) => project(model.apply(v) as tf.Tensor))(input), image(wanted.gx));
    const [ofKernel, ofBias] = gradients(() => project(model.apply(input) as tf.Tensor), [model]);
    expectClose(ofKernel, kernel(wanted.gw));
    expectClose(ofBias, bias(wanted.gb));
  });

  it('a small convolutional autoencoder: reconstruction, loss and all gradients', () => {
    const { inputs, expected: wanted } = read('conv_ae_tiny');
    const halve = { kernelSize: 3, stride: 2, padding: 1 };
    const encoder = convolutional({
      inputShape: [8, 8, 1],
      convolutions: [
        { filters: 2, ...halve },
        { filters: 3, ...halve },
      ],
      outputActivation: 'relu',
    });
    const decoder = transposedConvolutional({
      inputShape: [2, 2, 3],
      convolutions: [
        { filters: 2, ...halve, outputPadding: 1 },
        { filters: 1, ...halve, outputPadding: 1 },
      ],
      outputActivation: 'sigmoid',
    });
    encoder.setWeights([kernel(inputs.w1), bias(inputs.b1), kernel(inputs.w2), bias(inputs.b2)]);
    decoder.setWeights([kernel(inputs.w3), bias(inputs.b3), kernel(inputs.w4), bias(inputs.b4)]);
    const x = image(inputs.x);
    // Another tensor, so that the gradient of x is through the network alone.
    const target = image(inputs.x);
    const reconstruct = (y: tf.Tensor) => decoder.apply(encoder.apply(y)) as tf.Tensor;
    const loss = (y: tf.Tensor) => tf.mean(tf.squaredDifference(reconstruct(y), target)) as tf.Scalar;
    expectClose(reconstruct(x), image(wanted.y));
    expectClose(loss(x), tf.scalar(wanted.loss));
    expectClose(tf.grad(loss)(x), image(wanted.grads.x));
    const actual = gradients(() => loss(x), [encoder, decoder]);
    ['w1', 'b1', 'w2', 'b2', 'w3', 'b3', 'w4', 'b4'].forEach((name, i) => {
      expectClose(actual[i], (name.startsWith('w') ? kernel : bias)(wanted.grads[name]));
    });
  });
});
