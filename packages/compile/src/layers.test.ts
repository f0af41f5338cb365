import '@tensorflow/tfjs-backend-cpu';
import { eager, type Program, type StepFunction } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { compile } from './node.ts';
import { pixels } from './testing/jobs.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

type Layer = layers.Layer;
const { dense, flatten } = layers;
/** Known without a seed; the default is orthogonal. */
const recurrent = { recurrentInitializer: 'glorotUniform' } as const;

/** What stands between the input and a dense layer with one output. */
const stacks: Readonly<Record<string, { input: number[]; make: () => Layer[] }>> = {
  'batch normalisation': { input: [6], make: () => [dense({ units: 5 }), layers.batchNormalization({})] },
  'batch normalisation of images': {
    input: [6, 6, 2],
    make: () => [layers.conv2d({ filters: 3, kernelSize: 3 }), layers.batchNormalization({}), flatten()],
  },
  'layer normalisation': { input: [6], make: () => [dense({ units: 5 }), layers.layerNormalization({})] },
  'separable and depthwise convolutions': {
    input: [8, 8, 2],
    make: () => [
      layers.depthwiseConv2d({ kernelSize: 3, activation: 'relu' }),
      layers.separableConv2d({ filters: 4, kernelSize: 3, padding: 'same' }),
      flatten(),
    ],
  },
  'pools and upsampling': {
    input: [8, 8, 2],
    make: () => [
      layers.maxPooling2d({ poolSize: 2 }),
      layers.upSampling2d({ size: [2, 2] }),
      layers.averagePooling2d({ poolSize: 3, strides: 2 }),
      layers.globalAveragePooling2d({}),
    ],
  },
  'transposed convolution': {
    input: [4, 4, 2],
    make: () => [layers.conv2dTranspose({ filters: 3, kernelSize: 3, strides: 2, padding: 'same' }), flatten()],
  },
  'convolution of sequences': {
    input: [10, 2],
    make: () => [layers.conv1d({ filters: 3, kernelSize: 3, padding: 'same' }), layers.globalMaxPooling1d()],
  },
  'long short-term memory': { input: [5, 3], make: () => [layers.lstm({ units: 4, ...recurrent })] },
  'gated recurrent unit': { input: [5, 3], make: () => [layers.gru({ units: 4, ...recurrent })] },
  'simple recurrence': {
    input: [5, 3],
    make: () => [layers.simpleRNN({ units: 4, returnSequences: true, ...recurrent }), flatten()],
  },
  'activations of every kind': {
    input: [6],
    make: () =>
      (['elu', 'selu', 'softplus', 'softsign', 'tanh', 'hardSigmoid', 'swish', 'softmax', 'relu6'] as const).map(
        (activation) => dense({ units: 6, activation }),
      ),
  },
  'leaky and parametric rectifiers': {
    input: [6],
    make: () => [dense({ units: 5 }), layers.leakyReLU({ alpha: 0.2 }), dense({ units: 5 }), layers.prelu({})],
  },
  'padding and cropping': {
    input: [4, 4, 1],
    make: () => [
      layers.zeroPadding2d({
        padding: [
          [1, 0],
          [2, 1],
        ],
      }),
      layers.conv2d({ filters: 2, kernelSize: 2 }),
      layers.cropping2D({
        cropping: [
          [1, 0],
          [0, 2],
        ],
      }),
      flatten(),
    ],
  },
};

/** Gradient descent on the squared output, running statistics included. */
function training({ input, make }: (typeof stacks)[string]): {
  step: StepFunction;
  model: Sequential;
  state: tf.Variable[];
} {
  const model = sequential();
  for (const [i, layer] of [...make(), dense({ units: 1 })].entries()) {
    if (i === 0) model.add(layers.inputLayer({ inputShape: input }));
    model.add(layer);
  }
  const variables = model.weights.map((weight) => (weight as unknown as { val: tf.Variable }).val);
  variables.forEach((variable, i) => {
    const values = tf.mul(0.4, tf.sin(tf.range(i, i + variable.size)));
    // Variances are positive.
    variable.assign(tf.reshape(variable.name.includes('variance') ? tf.add(values, 1) : values, variable.shape));
  });
  const trainable = variables.filter(({ trainable }) => trainable);
  const step: StepFunction = ({ x }) => {
    const target = tf.mean(x as tf.Tensor, undefined, true);
    const cost = () =>
      tf.mean(
        tf.square(tf.sub(model.apply(x as tf.Tensor, { training: true }) as tf.Tensor, tf.reshape(target, []))),
      ) as tf.Scalar;
    const { value, grads } = tf.variableGrads(cost, trainable);
    for (const w of trainable) w.assign(tf.sub(w, tf.mul(0.01, grads[w.name] as tf.Tensor)));
    return { value };
  };
  return { step, model, state: variables };
}

describe('layers of tfjs-layers train compiled as they do eagerly', () => {
  const agree = async (stack: (typeof stacks)[string]) => {
    const data = pixels(6, stack.input);
    const run = async (program: Program) => {
      for (let step = 0; step < 3; step++) {
        await program.run({ x: { table: data, rows: Int32Array.of(step, 3, 4, 5) } }, { seed: 1, step });
      }
      await program.read();
      program.dispose();
    };
    const [one, two] = [training(stack), training(stack)];
    await run(await eager().program(one.step, one.state));
    await run(compile(two.step, { state: two.state, threads: 1 }));
    for (const [i, variable] of one.state.entries()) {
      const error = tf.max(tf.abs(tf.sub(variable, two.state[i] as tf.Tensor))).dataSync()[0];
      expect(error, variable.name).toBeLessThan(2e-5);
    }
    one.model.dispose();
    two.model.dispose();
  };
  for (const [name, stack] of Object.entries(stacks)) it(name, () => agree(stack));

  it('an embedding, from integer rows', async () => {
    const table = tf.variable(tf.reshape(tf.sin(tf.range(0, 12)), [6, 2]));
    const make =
      (weight: tf.Variable): StepFunction =>
      ({ x }) => {
        const cost = () =>
          tf.sum(tf.square(tf.gather(weight, tf.cast(tf.reshape(x as tf.Tensor, [-1]), 'int32')))) as tf.Scalar;
        const { value, grads } = tf.variableGrads(cost, [weight]);
        weight.assign(tf.sub(weight, tf.mul(0.1, grads[weight.name] as tf.Tensor)));
        return { value };
      };
    const copy = tf.variable(tf.clone(table as tf.Tensor));
    const rows = { table: { values: Uint8Array.of(0, 3, 3, 5), shape: [2, 2], scale: 1 }, rows: Int32Array.of(1, 0) };
    await (await eager().program(make(table), [table])).run({ x: rows }, { seed: 0, step: 0 });
    const program = compile(make(copy), { state: [copy], threads: 1 });
    await program.run({ x: rows }, { seed: 0, step: 0 });
    await program.read();
    program.dispose();
    expect(tf.max(tf.abs(tf.sub(table, copy))).dataSync()[0]).toBeLessThan(1e-6);
    tf.dispose([table, copy]);
  });

  it("a layer of one's own", async () => {
    class Gate extends layers.Layer {
      static className = 'Gate';
      override computeOutputShape = (shape: number[]) => shape;
      override call = (x: tf.Tensor | tf.Tensor[]) => {
        const input = Array.isArray(x) ? (x[0] as tf.Tensor) : x;
        return tf.mul(input, tf.sigmoid(input));
      };
    }
    await agree({ input: [6], make: () => [dense({ units: 4 }), new Gate({})] });
  });

  const drawing: Readonly<Record<string, () => Layer>> = {
    Dropout: () => layers.dropout({ rate: 0.5 }),
    GaussianNoise: () => layers.gaussianNoise({ stddev: 0.1 }),
    GaussianDropout: () => layers.gaussianDropout({ rate: 0.5 }),
    AlphaDropout: () => layers.alphaDropout({ rate: 0.5 }),
  };
  const refused = async (input: number[], make: () => Layer[]) => {
    const { step, state, model } = training({ input, make });
    const before = state.map((variable) => variable.dataSync());
    const program = compile(step, { state });
    const run = program.run({ x: { table: pixels(4, input), rows: Int32Array.of(0, 1) } }, { seed: 0, step: 0 });
    const error = await run.then(
      () => new Error('it ran'),
      (error: Error) => error,
    );
    expect(state.map((variable) => variable.dataSync())).toEqual(before);
    program.dispose();
    model.dispose();
    return error;
  };

  it.each(Object.entries(drawing))(
    '%s draws random numbers of its own, and is refused by its name',
    async (name, make) => {
      const error = await refused([6], () => [dense({ units: 4 }), make()]);
      expect(error).toMatchObject({ code: 'TRACE_HIDDEN' });
      expect(error.message).toContain(`in the layer ${name}: `);
      expect(error.message).toContain('Use the random argument of the step');
    },
  );

  it('volumes are refused by the name of their kernel', async () => {
    const error = await refused([4, 4, 4, 1], () => [layers.conv3d({ filters: 2, kernelSize: 2 }), flatten()]);
    expect(error).toMatchObject({ code: 'TRACE_KERNEL' });
    expect(error.message).toMatch(/Conv3D, which works on volumes.*use the eager engine/);
  });
});
