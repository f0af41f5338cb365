import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { setVariables } from '@latentkit/core';
import { convolutional, mlp, transposedConvolutional } from '@latentkit/layers';
import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { autoencoder, bernoulli, denseVariationalAutoencoder, torchWeights } from '../index.ts';

beforeAll(() => tf.setBackend('cpu'));

interface Golden {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

const half = (x: number) => {
  // Of numbers that float16 holds: sign, exponent, ten bits of fraction.
  const exponent = x === 0 ? -15 : Math.floor(Math.log2(Math.abs(x)));
  const fraction = x === 0 ? 0 : Math.round((Math.abs(x) / 2 ** exponent - 1) * 1024);
  return (x < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
};

/** A file as safetensors.torch writes it, F64 or F16 by turns, and a counter as batch normalisation has it. */
function stateDict(tensors: Readonly<Record<string, Golden>>): Uint8Array {
  let at = 0;
  const parts: Uint8Array[] = [];
  const header = Object.entries(tensors).map(([name, { shape, data }], i) => {
    const whole = data.every((x) => Number.isInteger(1024 * x) && Math.abs(x) >= 2 ** -10) && i % 2 === 1;
    const values = whole ? Uint16Array.from(data, half) : Float64Array.from(data);
    parts.push(new Uint8Array(values.buffer));
    const begin = at;
    at += values.byteLength;
    return [name, { dtype: whole ? 'F16' : 'F64', shape, data_offsets: [begin, at] }];
  });
  header.push(['encoder.9.num_batches_tracked', { dtype: 'I64', shape: [], data_offsets: [at, at + 8] }]);
  header.push(['other', { dtype: 'C64', shape: [1], data_offsets: [at + 8, at + 16] }]);
  const json = Buffer.from(JSON.stringify(Object.fromEntries(header)));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  return new Uint8Array(Buffer.concat([length, json, ...parts, Buffer.alloc(16)]));
}

const golden = JSON.parse(readFileSync(new URL('../../testdata/conv_ae_tiny.json', import.meta.url), 'utf8')) as {
  inputs: Record<string, Golden>;
  expected: Record<string, Golden>;
};

const halve = { kernelSize: 3, stride: 2, padding: 1 } as const;

/** The network of the golden file, which PyTorch made in float64. */
const tiny = () =>
  autoencoder({
    encoder: convolutional({
      inputShape: [8, 8, 1],
      convolutions: [
        { filters: 2, ...halve },
        { filters: 3, ...halve },
      ],
      outputActivation: 'relu',
    }),
    decoder: transposedConvolutional({
      inputShape: [2, 2, 3],
      convolutions: [
        { filters: 2, ...halve, outputPadding: 1 },
        { filters: 1, ...halve, outputPadding: 1 },
      ],
      outputActivation: 'sigmoid',
    }),
  });

/** Its state_dict where both parts are an nn.Sequential with a ReLU between. */
const { w1, b1, w2, b2, w3, b3, w4, b4, x } = golden.inputs as Record<string, Golden>;
const sequentials = {
  'decoder.0.bias': b3,
  'decoder.0.weight': w3,
  'decoder.2.bias': b4,
  'decoder.2.weight': w4,
  'encoder.0.bias': b1,
  'encoder.0.weight': w1,
  'encoder.2.bias': b2,
  'encoder.2.weight': w2,
} as Record<string, Golden>;

const image = ({ shape, data }: Golden) => tf.transpose(tf.tensor([...data], [...shape]), [0, 2, 3, 1]);

function largestDifference(a: tf.Tensor, b: tf.Tensor): number {
  expect(a.shape).toEqual(b.shape);
  return tf.max(tf.abs(tf.sub(a, b))).dataSync()[0] as number;
}

describe('torchWeights', () => {
  it('gives the outputs that PyTorch gives, of a file of F64 and F16', () => {
    const model = tiny();
    setVariables(model, torchWeights(model, stateDict(sequentials)));
    const y = model.reconstruct(image(x as Golden));
    expect(largestDifference(y, image(golden.expected.y as Golden))).toBeLessThan(1e-5);
    model.dispose();
  });

  it('finds tensors by a table of names, of layers and of variables', () => {
    const model = tiny();
    const renamed = Object.fromEntries(
      Object.entries(sequentials).map(([name, value]) => [`module.net.${name.replace('encoder.0.bias', 'b')}`, value]),
    );
    const names = {
      'encoder/0/kernel': 'module.net.encoder.0.weight',
      'encoder/0/bias': 'module.net.b',
      'encoder/1': 'module.net.encoder.2',
      'decoder/0': 'module.net.decoder.0',
      'decoder/1': 'module.net.decoder.2',
    };
    expect(torchWeights(model, stateDict(renamed), { names })).toEqual(torchWeights(model, stateDict(sequentials)));
    model.dispose();
  });

  it('reads an image in a row: [channels, height, width] there, [height, width, channels] here, on both sides', () => {
    const [channels, height, width, code] = [2, 2, 3, 4];
    const size = channels * height * width;
    const numbers = (count: number, seed: number) => Array.from({ length: count }, (_, i) => Math.sin(seed + 3 * i));
    const [we, be, wd, bd] = [numbers(code * size, 1), numbers(code, 2), numbers(size * code, 3), numbers(size, 4)];
    const input = numbers(size, 5);
    // z = W x + b and y = V z + c, all in the order [channels, height, width].
    const times = (w: readonly number[], v: readonly number[], b: readonly number[]) =>
      b.map((bias, o) => v.reduce((sum, value, i) => sum + (w[o * v.length + i] as number) * value, bias));
    const z = times(we, input, be);
    const y = times(wd, z, bd);
    const inputShape = [height, width, channels];
    const model = autoencoder({
      encoder: mlp({ inputShape, hidden: [], outputShape: [code] }),
      decoder: mlp({ inputShape: [code], hidden: [], outputShape: inputShape }),
    });
    const file = stateDict({
      'encoder.1.weight': { shape: [code, size], data: we },
      'encoder.1.bias': { shape: [code], data: be },
      'decoder.0.weight': { shape: [size, code], data: wd },
      'decoder.0.bias': { shape: [size], data: bd },
    });
    setVariables(model, torchWeights(model, file));
    const shape = [1, channels, height, width];
    const found = model.reconstruct(image({ shape, data: input }));
    expect(largestDifference(model.encode(image({ shape, data: input })), tf.tensor([z]))).toBeLessThan(1e-5);
    expect(largestDifference(found, image({ shape, data: y }))).toBeLessThan(1e-5);
    model.dispose();
  });

  it('lays the two heads of a posterior side by side', () => {
    const model = denseVariationalAutoencoder({ imageShape: [3], hidden: [], latentSize: 1, likelihood: bernoulli() });
    const { 'encoder/0/kernel': kernel, 'encoder/0/bias': bias } = torchWeights(
      model,
      stateDict({
        'mu.weight': { shape: [1, 3], data: [1, 2, 3] },
        'mu.bias': { shape: [1], data: [7] },
        'logvar.weight': { shape: [1, 3], data: [4, 5, 6] },
        'logvar.bias': { shape: [1], data: [8] },
        'out.weight': { shape: [3, 1], data: [0, 0, 0] },
        'out.bias': { shape: [3], data: [0, 0, 0] },
      }),
      { names: { 'encoder/0': ['mu', 'logvar'], 'decoder/0': 'out' } },
    );
    expect([...(kernel?.values ?? [])]).toEqual([1, 4, 2, 5, 3, 6]);
    expect([...(bias?.values ?? [])]).toEqual([7, 8]);
    model.dispose();
  });

  it('reads batch normalisation: (x − mean) / √(variance + ε) · weight + bias', () => {
    const normalized = sequential({
      layers: [layers.batchNormalization({ inputShape: [2], epsilon: 1e-5 }), layers.dense({ units: 1 })],
    });
    const model = autoencoder({
      encoder: normalized,
      decoder: mlp({ inputShape: [1], hidden: [], outputShape: [2] }),
    });
    const one = (...data: number[]): Golden => ({ shape: [data.length], data });
    const file = stateDict({
      'encoder.0.weight': one(2, 3),
      'encoder.0.bias': one(0.5, -1),
      'encoder.0.running_mean': one(1, 2),
      'encoder.0.running_var': one(4, 0.25),
      'encoder.1.weight': { shape: [1, 2], data: [1, 10] },
      'encoder.1.bias': one(0),
      'decoder.0.weight': { shape: [2, 1], data: [1, 1] },
      'decoder.0.bias': one(0, 0),
    });
    setVariables(model, torchWeights(model, file));
    // ((3 − 1) / 2 · 2 + 0.5) + 10 ((2.5 − 2) / 0.5 · 3 − 1)
    expect(model.encode(tf.tensor([[3, 2.5]])).dataSync()[0]).toBeCloseTo(2.5 + 20, 2);
    model.dispose();
  });

  const { 'encoder.0.bias': _, ...missing } = sequentials;
  it.each([
    [{ names: { 'encoder/0': 'a' } }, sequentials, 'NAMES', 'a.weight for encoder/0/kernel, received decoder.0.bias'],
    [{}, missing, 'NAMES', 'expected a tensor encoder.0.bias for encoder/0/bias'],
    [
      { names: { 'encoder/1': 'encoder.2' } },
      sequentials,
      'NAMES',
      'expected the name of a tensor for encoder/0/kernel, received none. Name "encoder/0" or',
    ],
    [
      {
        names: {
          'encoder/0': 'encoder.2',
          'encoder/1': 'encoder.0',
          'decoder/0': 'decoder.0',
          'decoder/1': 'decoder.2',
        },
      },
      sequentials,
      'SHAPE',
      'expected encoder/0/kernel of shape [3,3,1,2], received [3,2,3,3] in the order of PyTorch',
    ],
  ] as const)('%j: one error that says what is wrong', (options, tensors, code, message) => {
    const model = tiny();
    const read = () => torchWeights(model, stateDict(tensors), { ...options, file: 'weights.safetensors' });
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code }));
    model.dispose();
  });

  it('refuses a name that no variable needs, and a file that was cut at any place', () => {
    const model = tiny();
    const file = stateDict(sequentials);
    const names = {
      'encoder/0': 'encoder.0',
      'encoder/1': 'encoder.2',
      'decoder/0': 'decoder.0',
      'decoder/1': 'decoder.2',
    };
    expect(() => torchWeights(model, file, { names: { ...names, 'decoder/7': 'x' } })).toThrow('received decoder/7');
    for (let length = 0; length < file.length; length += 41)
      expect(() => torchWeights(model, file.slice(0, length))).toThrow(
        expect.objectContaining({ code: 'FILE_FORMAT' }),
      );
    model.dispose();
  });
});
