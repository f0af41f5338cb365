import type { StepFunction, Table } from '@latentkit/core';
import { table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import * as tf from '@tensorflow/tfjs-core';
import * as layers from '@tensorflow/tfjs-layers';

/** A training step as a user writes it, with everything that it needs. */
export interface Job {
  readonly step: StepFunction;
  readonly state: readonly tf.Variable[];
  readonly batch: number;
  readonly data: Table;
}

/** Adam with coupled decay, written with tfjs operations. Kingma and Ba 2015, https://arxiv.org/abs/1412.6980 */
function withAdam(
  weights: readonly tf.Variable[],
  loss: (y: tf.Tensor, draw: (shape: number[]) => tf.Tensor, learningRate: tf.Tensor) => tf.Scalar,
  decay = 1e-5,
): { step: StepFunction; state: tf.Variable[] } {
  const first = weights.map((w) => tf.variable(tf.zerosLike(w), false));
  const second = weights.map((w) => tf.variable(tf.zerosLike(w), false));
  const time = tf.variable(tf.scalar(0), false);
  const step: StepFunction = ({ y, learningRate }, random) => {
    const { value, grads } = tf.variableGrads(
      () => loss(y as tf.Tensor, (shape) => random.normal(shape), learningRate as tf.Tensor),
      weights as tf.Variable[],
    );
    time.assign(tf.add(time, 1));
    const c1 = tf.sub(1, tf.pow(0.9, time));
    const c2 = tf.sub(1, tf.pow(0.999, time));
    weights.forEach((w, i) => {
      const g = tf.add(grads[w.name] as tf.Tensor, tf.mul(w, decay));
      const m = tf.add(tf.mul(first[i] as tf.Tensor, 0.9), tf.mul(g, 0.1));
      const v = tf.add(tf.mul(second[i] as tf.Tensor, 0.999), tf.mul(tf.square(g), 0.001));
      const size = tf.mul(learningRate as tf.Tensor, tf.div(tf.sqrt(c2), c1));
      (first[i] as tf.Variable).assign(m);
      (second[i] as tf.Variable).assign(v);
      w.assign(tf.sub(w, tf.mul(tf.div(m, tf.add(tf.sqrt(v), tf.mul(1e-8, tf.sqrt(c2)))), size)));
    });
    return { loss: value };
  };
  return { step, state: [...weights, ...first, ...second, time] };
}

/** 784-128-64-12-2 and back, squared error (job A); other widths by argument. */
export function denseAutoencoder(widths: readonly number[] = [784, 128, 64, 12, 2], batch = 128): Job {
  const mirrored = [...widths.slice(1), ...widths.slice(0, -1).reverse()];
  const model = layers.sequential();
  mirrored.forEach((units, i) => {
    const activation = i === widths.length - 2 ? 'linear' : i === mirrored.length - 1 ? 'sigmoid' : 'relu';
    const kernelInitializer = layers.initializers.glorotUniform({ seed: i });
    model.add(
      layers.layers.dense({
        units,
        activation,
        kernelInitializer,
        ...(i ? {} : { inputShape: [widths[0] as number] }),
      }),
    );
  });
  const weights = weightsOf(model);
  return {
    ...withAdam(weights, (y) => tf.mean(tf.square(tf.sub(model.apply(y, { training: true }) as tf.Tensor, y)))),
    batch,
    data: pixels(2 * batch, [widths[0] as number]),
  };
}

/** Variational autoencoder with Bernoulli pixels from logits (jobs C and D). */
export function variational(hidden: readonly number[], code: number, { pixels: size = 784, batch = 128 } = {}): Job {
  let seed = 0;
  const dense = (units: number, activation: 'relu' | 'linear', inputs?: number) =>
    layers.layers.dense({
      units,
      activation,
      kernelInitializer: layers.initializers.glorotUniform({ seed: seed++ }),
      ...(inputs ? { inputShape: [inputs] } : {}),
    });
  const encoder = layers.sequential();
  for (const [i, units] of hidden.entries()) encoder.add(dense(units, 'relu', i ? undefined : size));
  const last = hidden[hidden.length - 1] as number;
  const mean = layers.sequential({ layers: [dense(code, 'linear', last)] });
  const logVariance = layers.sequential({ layers: [dense(code, 'linear', last)] });
  const decoder = layers.sequential();
  for (const [i, units] of [...hidden].reverse().entries()) decoder.add(dense(units, 'relu', i ? undefined : code));
  decoder.add(dense(size, 'linear'));
  const apply = (model: layers.Sequential, x: tf.Tensor) => model.apply(x, { training: true }) as tf.Tensor;
  const weights = [encoder, mean, logVariance, decoder].flatMap(weightsOf);
  const loss = (y: tf.Tensor, draw: (shape: number[]) => tf.Tensor): tf.Scalar => {
    const h = apply(encoder, y);
    const m = apply(mean, h);
    const v = apply(logVariance, h);
    const z = tf.add(m, tf.mul(draw([y.shape[0] as number, code]), tf.exp(tf.mul(v, 0.5))));
    const l = apply(decoder, z);
    const cost = crossEntropy(y, l);
    const kl = tf.mul(-0.5, tf.sum(tf.sub(tf.sub(tf.add(1, v), tf.square(m)), tf.exp(v)), 1));
    return tf.add(tf.mean(cost), tf.mean(kl));
  };
  return { ...withAdam(weights, loss, 0), batch, data: pixels(2 * batch, [size]) };
}

/** The convolutional autoencoder of lecture 07-3: zero padding and valid convolutions, transposed ones cropped (job B). */
export function convolutional({ sides = 28, filters = [16, 32, 64], batch = 128 } = {}): Job {
  const [a, b, c] = filters as [number, number, number];
  const model = layers.sequential();
  const kernel = (seed: number) => ({ kernelInitializer: layers.initializers.glorotUniform({ seed }) });
  const around = {
    padding: [
      [1, 1],
      [1, 1],
    ] as [[number, number], [number, number]],
  };
  const before = {
    cropping: [
      [1, 0],
      [1, 0],
    ] as [[number, number], [number, number]],
  };
  const halve = { kernelSize: 3, strides: 2, padding: 'valid', activation: 'relu' } as const;
  model.add(layers.layers.zeroPadding2d({ inputShape: [sides, sides, 1], ...around }));
  model.add(layers.layers.conv2d({ filters: a, ...halve, ...kernel(1) }));
  model.add(layers.layers.zeroPadding2d(around));
  model.add(layers.layers.conv2d({ filters: b, ...halve, ...kernel(2) }));
  model.add(layers.layers.conv2d({ filters: c, kernelSize: sides / 4, ...kernel(3) }));
  model.add(layers.layers.conv2dTranspose({ filters: b, kernelSize: sides / 4, activation: 'relu', ...kernel(4) }));
  model.add(layers.layers.conv2dTranspose({ filters: a, ...halve, ...kernel(5) }));
  model.add(layers.layers.cropping2D(before));
  model.add(layers.layers.conv2dTranspose({ filters: 1, ...halve, activation: 'sigmoid', ...kernel(6) }));
  model.add(layers.layers.cropping2D(before));
  const loss = (y: tf.Tensor): tf.Scalar =>
    tf.mean(tf.square(tf.sub(model.apply(y, { training: true }) as tf.Tensor, y)));
  return { ...withAdam(weightsOf(model), loss), batch, data: pixels(2 * batch, [sides, sides, 1]) };
}

/** Convolutions of images of three channels, with the mean or the largest of windows between them, and padding. */
export function pooled({ sides = 8, filters = 6, batch = 8 } = {}): Job {
  const kernel = (seed: number) => ({ kernelInitializer: layers.initializers.glorotUniform({ seed }) });
  const model = layers.sequential();
  const same = { kernelSize: 3, padding: 'same' } as const;
  model.add(
    layers.layers.conv2d({ inputShape: [sides, sides, 3], filters, ...same, activation: 'relu', ...kernel(1) }),
  );
  model.add(layers.layers.averagePooling2d({ poolSize: 2 }));
  model.add(layers.layers.zeroPadding2d({}));
  model.add(layers.layers.conv2d({ filters, kernelSize: 3, activation: 'relu', ...kernel(2) }));
  model.add(layers.layers.maxPooling2d({ poolSize: 3, strides: 1, padding: 'same' }));
  model.add(layers.layers.upSampling2d({}));
  model.add(layers.layers.conv2d({ filters: 3, ...same, ...kernel(3) }));
  const loss = (y: tf.Tensor): tf.Scalar =>
    tf.mean(tf.square(tf.sub(model.apply(y, { training: true }) as tf.Tensor, y)));
  return { ...withAdam(weightsOf(model), loss), batch, data: pixels(2 * batch, [sides, sides, 3]) };
}

/** A convolution and a transposed one, each normalised over the batch; its arrays are as large as a step in stages is for. */
export function normalizedConvolutional({ sides = 16, filters = 16, batch = 128 } = {}): Job {
  const uniform = (seed: number, shape: [number, number, number, number]) =>
    tf.variable(
      tf.mul(
        0.4,
        tf.sub(
          tf.tensor(fillUniform(new Float32Array(tf.util.sizeFromShape(shape)), { seed, stream: 0, step: 0 }), shape),
          0.5,
        ),
      ),
    );
  const kernels = [
    uniform(1, [4, 4, 1, filters]),
    uniform(2, [4, 4, filters, filters]),
    uniform(3, [4, 4, 1, filters]),
  ];
  const scales = [tf.variable(tf.ones([filters])), tf.variable(tf.ones([filters]))];
  const shifts = [tf.variable(tf.zeros([filters])), tf.variable(tf.zeros([filters]))];
  const [first, second, last] = kernels as unknown as readonly [tf.Tensor4D, tf.Tensor4D, tf.Tensor4D];
  const normalize = (x: tf.Tensor4D, i: number) => {
    const { mean, variance } = tf.moments(x, [0, 1, 2]);
    return tf.relu(
      tf.batchNorm4d(
        x,
        mean as tf.Tensor1D,
        variance as tf.Tensor1D,
        shifts[i] as tf.Tensor1D,
        scales[i] as tf.Tensor1D,
        1e-3,
      ),
    );
  };
  const loss = (y: tf.Tensor, _: unknown, learningRate: tf.Tensor): tf.Scalar => {
    const h = normalize(tf.conv2d(y as tf.Tensor4D, first, 2, 'same'), 0);
    // A number of the caller's, for a loop.
    const z = tf.mul(normalize(tf.conv2d(h, second, 1, 'same'), 1), tf.add(1, learningRate)) as tf.Tensor4D;
    const largest = tf.maxPool(z, 3, 1, 'same');
    const out = tf.conv2dTranspose(largest, last, [y.shape[0] as number, sides, sides, 1], 2, 'same');
    return tf.mean(tf.square(tf.sub(out, y)));
  };
  return { ...withAdam([...kernels, ...scales, ...shifts], loss), batch, data: pixels(2 * batch, [sides, sides, 1]) };
}

/** Σ softplus(l) − y·l of each example, with the gradient σ(l) − y. */
function crossEntropy(y: tf.Tensor, logits: tf.Tensor): tf.Tensor {
  const energy = tf.customGrad((l, save) => {
    (save as tf.GradSaveFunc)([l as tf.Tensor]);
    const x = l as tf.Tensor;
    const terms = tf.add(tf.sub(tf.relu(x), tf.mul(y, x)), tf.log1p(tf.exp(tf.neg(tf.abs(x)))));
    return {
      value: tf.sum(terms, 1),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) =>
        tf.mul(tf.reshape(dy, [-1, 1]), tf.sub(tf.sigmoid(saved[0] as tf.Tensor), y)),
    };
  });
  return energy(logits);
}

function weightsOf(model: layers.LayersModel): tf.Variable[] {
  return model.trainableWeights.map((weight) => (weight as unknown as { val: tf.Variable }).val);
}

/** Bytes that look like nothing in particular. */
export function pixels(rows: number, shape: readonly number[]): Table {
  const size = shape.reduce((product, length) => product * length, rows);
  const numbers = fillUniform(new Float32Array(size), { seed: 7, stream: 0, step: 0 });
  return table(
    Uint8Array.from(numbers, (x) => Math.floor(256 * x)),
    [rows, ...shape],
    1 / 255,
  );
}

/** Small ones of three kinds. */
export const smallJobs: Readonly<Record<string, () => Job>> = {
  'a linear autoencoder': () => denseAutoencoder([20, 16, 8, 2], 16),
  'a convolutional autoencoder': () => convolutional({ sides: 8, filters: [4, 6, 5], batch: 6 }),
  'a variational autoencoder': () => variational([24, 16], 4, { pixels: 30, batch: 16 }),
};
