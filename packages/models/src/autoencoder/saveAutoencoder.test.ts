import '@tensorflow/tfjs-backend-cpu';
import { decodeSafetensors, encodeSafetensors, type HostArray } from '@latentkit/core';
import { mlp } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import {
  type Autoencoder,
  autoencoder,
  convolutionalAutoencoder,
  denseAutoencoder,
  loadAutoencoder,
  type ModelFiles,
  saveAutoencoder,
} from '../index.ts';

const small = { imageShape: [4, 4, 1], latentSize: 2, seed: 3 } as const;
const makers: Record<string, () => Autoencoder> = {
  linear: () => denseAutoencoder({ ...small, hidden: [3] }),
  convolutional: () => convolutionalAutoencoder({ ...small, filters: [2] }),
  "a user's own": () =>
    autoencoder({
      encoder: sequential({
        layers: [
          layers.batchNormalization({ inputShape: [4, 4, 1] }),
          layers.flatten(),
          layers.dense({ units: 2, trainable: false }),
        ],
      }),
      decoder: mlp({ inputShape: [2], outputShape: [4, 4, 1] }),
    }),
};

describe('save → load', () => {
  it.each(Object.entries(makers))('changes no bit: %s', async (_, make) => {
    const model = make();
    const files = await saveAutoencoder(model);
    const copy = await loadAutoencoder(files);
    expect(Object.keys(copy.variables)).toEqual(Object.keys(model.variables));
    for (const [name, variable] of Object.entries(model.variables)) {
      const other = copy.variables[name] as tf.Variable;
      expect(other).not.toBe(variable);
      expect([other.shape, other.trainable]).toEqual([variable.shape, variable.trainable]);
      expect([...new Uint8Array(other.dataSync().buffer)]).toEqual([...new Uint8Array(variable.dataSync().buffer)]);
    }
    const y = tf.randomUniform([3, 4, 4, 1], 0, 1, 'float32', 1);
    expect([...copy.reconstruct(y).dataSync()]).toEqual([...model.reconstruct(y).dataSync()]);
    expect(await saveAutoencoder(copy)).toEqual(files);
  });

  it('reads the Buffers that Node gives', async () => {
    const model = denseAutoencoder(small);
    const files = Object.entries(await saveAutoencoder(model)).map(([name, bytes]) => [name, Buffer.from(bytes)]);
    const copy = await loadAutoencoder(Object.fromEntries(files));
    const kernels = [model, copy].map(({ variables }) => [
      ...(variables['encoder/0/kernel'] as tf.Variable).dataSync(),
    ]);
    expect(kernels[1]).toEqual(kernels[0]);
  });

  it('gives the same bytes in every process', async () => {
    expect(await saveAutoencoder(denseAutoencoder(small))).toEqual(await saveAutoencoder(denseAutoencoder(small)));
  });
});

describe('a file that is damaged or does not belong', () => {
  const text = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
  const files = async () => saveAutoencoder(denseAutoencoder({ ...small, hidden: [] }));
  const description = async () => JSON.parse(new TextDecoder().decode((await files())['model.json']));
  const tensors = async () => ({ ...decodeSafetensors((await files())['weights.safetensors']).tensors });

  async function expectRefusal(changed: Partial<Record<keyof ModelFiles, unknown>>, message: string) {
    const all = { ...(await files()), ...changed } as ModelFiles;
    const before = tf.memory().numTensors;
    await expect(loadAutoencoder(all)).rejects.toThrow(message);
    expect(tf.memory().numTensors).toBe(before);
  }

  it('model.json', async () => {
    const whole = await description();
    const cases: [unknown, string][] = [
      [
        undefined,
        'model.json: expected the bytes of a file, received nothing. Give both files of a saved model as Uint8Array.',
      ],
      [
        text('{"format":'),
        'model.json: expected JSON, received 10 bytes that are not JSON. The file is damaged or of another program: write it again.',
      ],
      [Uint8Array.of(0xff), 'model.json: expected JSON, received 1 byte that is not JSON.'],
      [text('7'), 'model.json: expected a JSON object, received another JSON value.'],
      [text({ modelTopology: {} }), 'model.json: expected "format": "latentkit", received none.'],
      [
        text({ ...whole, version: 2 }),
        'model.json: expected "version": 1, received 2. Read it with the release that wrote it.',
      ],
      [
        text({ ...whole, kind: 'variationalAutoencoder' }),
        'model.json: expected "kind": "autoencoder", received "variationalAutoencoder". Load it as the kind of model that it is.',
      ],
      [
        text({ ...whole, networks: { encoder: whole.networks.encoder } }),
        'model.json: expected networks.decoder, received none.',
      ],
    ];
    for (const [bytes, message] of cases) await expectRefusal({ 'model.json': bytes }, message);
  });

  it('a topology that tfjs does not know: no code is run, and the layers before it are freed', async () => {
    const whole = await description();
    whole.networks.decoder.config.layers.push({ class_name: 'Exotic', config: { name: 'x' } });
    await expectRefusal(
      { 'model.json': text(whole) },
      'model.json: expected a tfjs-layers model at networks.decoder, received JSON that tfjs refuses (Unknown layer: Exotic. This may be due to one of the following reasons:). Register the classes of custom layers before loading, or write the file again.',
    );
  });

  it('networks that do not fit', async () => {
    const whole = await description();
    whole.networks.decoder = whole.networks.encoder;
    await expectRefusal(
      { 'model.json': text(whole) },
      'autoencoder: expected a decoder that takes what the encoder gives, [batch,2], received one that takes [batch,4,4,1].',
    );
  });

  it('weights.safetensors', async () => {
    const whole = await tensors();
    const { 'decoder/0/bias': _, ...missing } = whole;
    const bias = whole['encoder/0/bias'] as HostArray;
    const cases: [Uint8Array, string][] = [
      [
        encodeSafetensors(missing),
        'weights.safetensors: expected a tensor decoder/0/bias, received none of that name. Take both files from the same save.',
      ],
      [
        encodeSafetensors({ ...whole, 'encoder/0/bias': { ...bias, shape: [1, 2] } }),
        'weights.safetensors: expected encoder/0/bias of shape [2], received [1,2].',
      ],
      [
        encodeSafetensors({ ...whole, 'encoder/0/bias': { values: Int32Array.of(1, 2), shape: [2] } }),
        'weights.safetensors: expected encoder/0/bias of float32, received int32.',
      ],
      [
        encodeSafetensors({ ...whole, more: bias }),
        'weights.safetensors: expected only the variables of model.json, received a tensor more too.',
      ],
      [encodeSafetensors(whole).slice(0, -4), 'weights.safetensors: expected'],
    ];
    for (const [bytes, message] of cases) await expectRefusal({ 'weights.safetensors': bytes }, message);
  });
});
