import '@tensorflow/tfjs-backend-cpu';
import { eager, table, trainable } from '@latentkit/core';
import { onnxOf, textToImageNetworks, vocabularyOf } from '@latentkit/export';
import {
  convolutionalDiscreteVariationalAutoencoder,
  convolutionalVectorQuantizedAutoencoder,
  drawTokens,
  type ImageCodes,
  type NextLogits,
  oneByOne,
  sampleIndices,
  textToImageModel,
  tokenLayout,
} from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { beforeAll, describe, expect, it } from 'vitest';

beforeAll(() => tf.setBackend('cpu'));

const sizes = { imageShape: [8, 12, 3], filters: [3, 4], codebookSize: 5, seed: 1 };
const modelOf = (codes: ImageCodes) => {
  const options = { words: ['blue', 'circle', 'red'], textLength: 3, width: 8, heads: 2, depth: 2, seed: 1 };
  const model = textToImageModel(codes, options);
  tf.tidy(() => {
    // Far from even
    for (const variable of Object.values(trainable(model)).filter(({ rank }) => rank === 2))
      variable.assign(tf.mul(variable, 15));
  });
  return model;
};
const about = { model: 'text-to-image', data: 'none', latentkit: '0' };

describe.each<[string, () => ImageCodes]>([
  ['discrete-vae', () => convolutionalDiscreteVariationalAutoencoder(sizes)],
  ['grid-vq-vae', () => convolutionalVectorQuantizedAutoencoder(sizes)],
])('text to image on a %s, exported', (_, codes) => {
  it('draws from step.onnx what the model draws, with its energies, and decodes and encodes the same', async () => {
    const model = modelOf(codes());
    const networks = textToImageNetworks(model, 'pixels in [0, 1]');
    const [step, decoder, encoder] = (await Promise.all(
      networks.map(async (network) => InferenceSession.create(await onnxOf(network, model, about))),
    )) as [InferenceSession, InferenceSession, InferenceSession];
    const text = table(Int32Array.of(3, 2, 0, 1, 0, 0), [2, 3]);

    const caches = step.inputNames.filter((name) => /^(keys|values)\d$/.test(name));
    expect(caches).toHaveLength(4);
    const shape = [4, 2, 3 + 6, 4];
    const empty = () => new Tensor('float32', new Float32Array(4 * 2 * 9 * 4), shape);
    let cache: Record<string, Tensor> = Object.fromEntries(caches.map((name) => [name, empty()]));
    const read = async (tokens: Int32Array, position: number): Promise<NextLogits> => {
      const out = await step.run({
        token: new Tensor('float32', Float32Array.from(tokens), [4]),
        position: new Tensor('float32', [position], []),
        ...cache,
      });
      cache = Object.fromEntries(caches.map((name) => [name, out[`next.${name}`] as Tensor]));
      return { text: out.textLogits?.data as Float32Array, image: out.imageLogits?.data as Float32Array };
    };
    const layout = tokenLayout(model);
    const choice = { text, seed: 3, guidance: 2, topK: 4 };
    const [own, exported] = [[], []] as { indices: number[]; energy: number }[][];
    for await (const { indices, energies } of sampleIndices(model, { engine: eager(), ...choice }))
      own?.push({ indices: [...indices], energy: energies.image[1] as number });
    for await (const { indices, energies } of drawTokens(oneByOne(read, layout), layout, choice))
      exported?.push({ indices: [...indices], energy: energies.image[1] as number });
    expect(exported).toHaveLength(6);
    expect(exported?.map(({ indices }) => indices)).toEqual(own?.map(({ indices }) => indices));
    exported?.forEach(({ energy }, i) => {
      expect(energy).toBeCloseTo(own?.[i]?.energy as number, 4);
    });

    const indices = Float32Array.from(own?.at(-1)?.indices as number[]);
    const decoded = await decoder.run({ indices: new Tensor('float32', indices, [2, 2, 3]) });
    const image = tf.tidy(() => model.codes.imageOf(tf.tensor(indices, [2, 2, 3])).dataSync());
    image.forEach((pixel, i) => {
      expect(((decoded.reconstruction as Tensor).data as Float32Array)[i]).toBeCloseTo(pixel, 5);
    });
    const again = await encoder.run({ observation: new Tensor('float32', image, [2, 8, 12, 3]) });
    const wanted = tf.tidy(() => model.codes.indices(tf.tensor(image, [2, 8, 12, 3])).dataSync());
    expect([...((again.indices as Tensor).data as Float32Array)]).toEqual([...wanted]);
    model.dispose();
  }, 60_000);
});

it('the vocabulary says which token is what', () => {
  const model = modelOf(convolutionalDiscreteVariationalAutoencoder(sizes));
  expect(vocabularyOf(model)).toEqual({
    words: ['blue', 'circle', 'red'],
    textLength: 3,
    grid: [2, 3],
    planes: 1,
    size: 5,
    start: 0,
    padding: [4, 5, 6],
    firstIndex: 7,
  });
  // The last index is the last row of the model's table.
  expect(model.weights.tokens.shape[0]).toBe(7 + 5);
});
