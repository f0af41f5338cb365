import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { expect, it } from 'vitest';
import { onEachBackend } from '../../testing/backends.ts';
import { deviation } from '../../testing/float64.ts';

type Shape4D = [number, number, number, number];
type Golden = { readonly shape: number[]; readonly data: number[] };
type Case = Record<'x' | 'weight' | 'bias' | 'grad_y', Golden> & {
  readonly name: string;
  readonly kind: 'conv2d' | 'conv_transpose2d';
  readonly args: { stride: number; padding: number; dilation?: number; groups?: number };
};
type Results = Record<'y' | 'gx' | 'gw' | 'gb', Golden>;

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../testdata/${name}.json`, import.meta.url), 'utf8'));

/** PyTorch's [batch, channels, height, width] as tfjs's [batch, height, width, channels]. */
const images = ({ shape, data }: Golden) => tf.transpose(tf.tensor4d(data, shape as Shape4D), [0, 2, 3, 1]);
/** [out, in, k, k] → [k, k, in, out]; a transposed convolution's [in, out, k, k] → [k, k, out, in]. Both reverse the first two. */
const weights = ({ shape, data }: Golden) => tf.transpose(tf.tensor4d(data, shape as Shape4D), [2, 3, 1, 0]);
const biases = ({ data }: Golden) => tf.tensor1d(data);

onEachBackend(() => {
  const { inputs, expected } = read('conv_ops') as { inputs: Case[]; expected: Results[] };
  const cases = inputs.map((input, i) => [input.name, input, expected[i] as Results] as const);

  // tfjs has no grouped convolution, and no gradient of a dilated one.
  it.each(cases.filter(([, { args }]) => !args.groups && !args.dilation))(
    '%s and its gradients',
    (_, input, golden) => {
      const { stride, padding } = input.args;
      const border: tf.backend_util.ExplicitPadding = [
        [0, 0],
        [padding, padding],
        [padding, padding],
        [0, 0],
      ];
      const shape = images(input.grad_y).shape;
      const convolve = (x: tf.Tensor, w: tf.Tensor, b: tf.Tensor) => {
        const [image, filter] = [x as tf.Tensor4D, w as tf.Tensor4D];
        const y =
          input.kind === 'conv2d'
            ? tf.conv2d(image, filter, stride, border)
            : tf.conv2dTranspose(image, filter, shape, stride, border);
        return tf.add(y, b);
      };
      const at = [images(input.x), weights(input.weight), biases(input.bias)];
      const [gx, gw, gb] = tf.grads((x, w, b) =>
        tf.sum(tf.mul(convolve(x as tf.Tensor, w as tf.Tensor, b as tf.Tensor), images(input.grad_y))),
      )(at);
      expect(
        deviation(
          convolve(at[0] as tf.Tensor, at[1] as tf.Tensor, at[2] as tf.Tensor).dataSync(),
          images(golden.y).dataSync(),
        ),
      ).toBeLessThan(2e-5);
      expect(deviation((gx as tf.Tensor).dataSync(), images(golden.gx).dataSync())).toBeLessThan(2e-5);
      expect(deviation((gw as tf.Tensor).dataSync(), weights(golden.gw).dataSync())).toBeLessThan(2e-5);
      expect(deviation((gb as tf.Tensor).dataSync(), biases(golden.gb).dataSync())).toBeLessThan(2e-5);
    },
  );

  it('the tiny convolutional autoencoder: its output, its loss and every gradient', () => {
    const { inputs, expected } = read('conv_ae_tiny') as {
      inputs: Record<string, Golden>;
      expected: { y: Golden; loss: number; grads: Record<string, Golden> };
    };
    const names = ['w1', 'b1', 'w2', 'b2', 'w3', 'b3', 'w4', 'b4'];
    const place = (name: string) => (name.startsWith('w') ? weights : biases);
    const x = images(inputs.x as Golden);
    // grads.x is by the network's input alone, so the target is another tensor.
    const target = images(inputs.x as Golden);
    const border: tf.backend_util.ExplicitPadding = [
      [0, 0],
      [1, 1],
      [1, 1],
      [0, 0],
    ];
    const forward = (x: tf.Tensor, parameters: tf.Tensor[]) => {
      const [w1, b1, w2, b2, w3, b3, w4, b4] = parameters as [
        tf.Tensor4D,
        tf.Tensor,
        tf.Tensor4D,
        tf.Tensor,
        tf.Tensor4D,
        tf.Tensor,
        tf.Tensor4D,
        tf.Tensor,
      ];
      const h1 = tf.relu(tf.add(tf.conv2d(x as tf.Tensor4D, w1, 2, border), b1)) as tf.Tensor4D;
      const h2 = tf.relu(tf.add(tf.conv2d(h1, w2, 2, border), b2)) as tf.Tensor4D;
      const h3 = tf.relu(tf.add(tf.conv2dTranspose(h2, w3, h1.shape, 2, border), b3)) as tf.Tensor4D;
      return tf.sigmoid(tf.add(tf.conv2dTranspose(h3, w4, (x as tf.Tensor4D).shape, 2, border), b4));
    };
    const loss = (input: tf.Tensor, parameters: tf.Tensor[]) =>
      tf.mean(tf.squaredDifference(forward(input, parameters), target));

    const parameters = names.map((name) => place(name)(inputs[name] as Golden));
    expect(deviation(forward(x, parameters).dataSync(), images(expected.y).dataSync())).toBeLessThan(2e-5);
    expect(loss(x, parameters).dataSync()[0]).toBeCloseTo(expected.loss, 6);
    const gradients = tf.grads((input, ...parameters) => loss(input as tf.Tensor, parameters as tf.Tensor[]))([
      x,
      ...parameters,
    ]);
    ['x', ...names].forEach((name, i) => {
      const golden = (name === 'x' ? images : place(name))(expected.grads[name] as Golden);
      expect(deviation((gradients[i] as tf.Tensor).dataSync(), golden.dataSync()), name).toBeLessThan(2e-5);
    });
  });
});
