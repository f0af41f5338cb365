import '@tensorflow/tfjs-backend-cpu';
import { mlp } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Autoencoder,
  autoencoder,
  bernoulli,
  countField,
  denseAutoencoder,
  denseConditionalVariationalAutoencoder,
  denseVariationalAutoencoder,
  ellipseModel,
  learnedClassPrior,
  modelKind,
  nameField,
  numberField,
  saveAutoencoder,
  saveEllipseModel,
  saveVariationalAutoencoder,
  shapeField,
  sizeField,
  standardNormal,
  variablesOf,
} from '../index.ts';

beforeAll(() => tf.setBackend('cpu'));

const small = { imageShape: [2], hidden: [3], latentSize: 1, seed: 1 };

/** A model of one's own: an autoencoder with a temperature that learns beside its networks. */
type Warm = Autoencoder & { readonly temperature: tf.Variable; readonly steps: number };

function warm({ encoder, decoder, steps }: Pick<Warm, 'encoder' | 'decoder' | 'steps'>): Warm {
  const temperature = tf.tidy(() => tf.variable(tf.scalar(1)));
  const base = autoencoder({ encoder, decoder });
  const variables = { ...variablesOf({ encoder, decoder }), temperature };
  return { ...base, temperature, steps, variables, dispose: () => [base, temperature].map((one) => one.dispose()) };
}

const warmKind = modelKind({
  kind: 'warm',
  parts: ['encoder', 'decoder'],
  settings: { steps: countField(10) },
  pieces: ({ encoder, decoder, steps }: Warm) => ({ encoder, decoder, steps }),
  build: warm,
});

describe('a kind of one’s own', () => {
  it('keeps variables that belong to no network, and its settings', async () => {
    const model = warm({ ...denseAutoencoder(small), steps: 4 });
    model.temperature.assign(tf.scalar(0.25));
    const copy = await warmKind.load(await warmKind.save(model));
    expect(copy.steps).toBe(4);
    expect([...copy.temperature.dataSync()]).toEqual([0.25]);
    expect(Object.keys(copy.variables)).toEqual(Object.keys(model.variables));
  });

  it('reads the first files back, and no others', async () => {
    const model = warm({ ...denseAutoencoder(small), steps: 4 });
    const reads = () => Object.keys(tf.engine().registeredVariables).length;
    const [start] = [reads()];
    const first = await warmKind.save(model);
    expect(await warmKind.save(model)).toEqual(first);
    expect(reads()).toBe(start);
  });
});

describe('what could not be loaded again is refused when it is saved', () => {
  const refusal = (save: Promise<unknown>) => expect(save).rejects;

  it('a likelihood of one’s own', async () => {
    const likelihood = { ...bernoulli(), settings: { name: 'mine' } };
    const model = denseVariationalAutoencoder({ ...small, likelihood });
    await refusal(saveVariationalAutoencoder(model)).toMatchObject({
      code: 'MODEL',
      message: expect.stringMatching(/a model that can be loaded again, received .*bernoulli, gaussian, laplace/),
    });
  });

  it('a prior of one’s own', async () => {
    const prior = { ...standardNormal(), settings: { name: 'mine' } };
    await refusal(saveVariationalAutoencoder(denseVariationalAutoencoder({ ...small, prior }))).toMatchObject({
      code: 'MODEL',
    });
  });

  it('a variable that its kind does not know', async () => {
    const base = denseAutoencoder(small);
    const model = { ...base, variables: { ...base.variables, temperature: tf.variable(tf.scalar(1)) } };
    const { numTensors } = tf.memory();
    await refusal(saveAutoencoder(model)).toThrow('a tensor temperature too');
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('a layer that tfjs writes without all of its settings', async () => {
    const encoder = sequential({
      layers: [
        layers.separableConv2d({ inputShape: [4, 4, 1], filters: 2, kernelSize: 3, depthMultiplier: 3 }),
        layers.flatten(),
        layers.dense({ units: 1 }),
      ],
    });
    const model = autoencoder({ encoder, decoder: mlp({ inputShape: [1], outputShape: [4, 4, 1] }) });
    await refusal(saveAutoencoder(model)).toMatchObject({ code: 'MODEL' });
  });

  it('more codes than a file may ask for', async () => {
    await refusal(saveEllipseModel(ellipseModel({ codes: 70_000 }))).toMatchObject({ code: 'MODEL' });
  });

  it('the model of given classes, which shares what it is made of', async () => {
    const prior = learnedClassPrior({ classes: 2, latentShape: [1] });
    const model = denseConditionalVariationalAutoencoder({ ...small, classes: 2, prior });
    await refusal(saveVariationalAutoencoder(model.given(tf.tensor1d([0])))).toMatchObject({ code: 'MODEL' });
  });
});

describe('fields', () => {
  const place = { at: 'settings.x', numbers: 10 };
  const unit = numberField({ words: 'from 0 to 1', holds: (value) => value >= 0 && value <= 1 });

  it.each([
    ['a count', countField(3), [1, 3], [0, 4, 1.5, '1', null, undefined]],
    ['a size', sizeField, [1, 10], [11, 0]],
    ['a shape', shapeField, [[10], [2, 5]], [[], [3, 4], [0], 'x', [null], undefined]],
    ['a name', nameField(['a', 'b']), ['a'], ['c', 1, undefined, ['a']]],
    ['a number', unit, [0, 0.5], [2, '0.5', null]],
  ])('%s is read as it was written, and anything else refused', (_, field, taken, refused) => {
    for (const value of taken) expect(field.read(field.write(value as never), place)).toEqual(value);
    for (const data of refused) {
      expect(() => field.read(data, place)).toThrow(expect.objectContaining({ code: 'FILE_FORMAT' }));
      expect(() => field.read(data, place)).toThrow('settings.x');
    }
  });
});
