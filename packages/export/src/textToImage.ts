import { cacheShape, readToken, type TextToImageModel, tokenLayout } from '@latentkit/models';
import { cast, type Scalar, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import type { Port } from './modelCard.ts';
import type { Network } from './networks.ts';

/**
 * One decoding step, with keys and values of the tokens before as inputs and outputs; images from indices; indices from images.
 *
 * @param pixels what the numbers of an observation mean
 */
export function textToImageNetworks(
  model: TextToImageModel,
  pixels: string,
): readonly [step: Network, decoder: Network, encoder: Network] {
  const { words, grid, size } = tokenLayout(model);
  const { codes, weights } = model;
  const observation: Port = { name: 'observation', shape: ['batch', ...codes.exampleShape], holds: pixels };
  const indices: Port = { name: 'indices', shape: ['batch', ...grid], holds: `whole numbers from 0 to ${size - 1}` };
  return [
    stepNetwork(model, weights.blocks.length, words.length + 1),
    {
      file: 'decoder.onnx',
      summary: 'images from indices',
      input: indices,
      output: { ...observation, name: 'reconstruction', holds: `the image: ${pixels}` },
      map: ({ indices }) => ({ reconstruction: codes.imageOf(indices as Tensor) }),
    },
    {
      file: 'encoder.onnx',
      summary: 'indices of images, e.g. to keep the top rows of one',
      input: observation,
      output: indices,
      map: ({ observation }) => ({ indices: cast(codes.indices(observation as Tensor), 'float32') }),
    },
  ];
}

function stepNetwork(model: TextToImageModel, blocks: number, words: number): Network {
  const shape = cacheShape(model, 'batch' as const);
  const cached = (prefix: string, holds: string): Port[] =>
    Array.from({ length: blocks }, (_, i) => i).flatMap((i) =>
      (['keys', 'values'] as const).map((part) => ({ name: `${prefix}${part}${i}`, shape, holds: `${part} ${holds}` })),
    );
  return {
    file: 'step.onnx',
    summary: 'reads one token: how likely is each that may follow',
    input: { name: 'token', shape: ['batch'], holds: 'the token at `position`, a whole number: see vocabulary.json' },
    alsoIn: [
      { name: 'position', shape: [], holds: 'place of the token in its sequence, from 0' },
      ...cached('', 'of a block for the tokens before; zeros at first'),
    ],
    output: {
      name: 'imageLogits',
      shape: ['batch', model.codes.size],
      holds: 'log p + constant of each index at the next place',
    },
    alsoOut: [
      {
        name: 'textLogits',
        shape: ['batch', words],
        holds: 'the same of no word (0) and of each word, for places of the caption',
      },
      ...cached('next.', 'with this token, for the next step'),
    ],
    map: ({ token, position, ...rest }) => {
      const caches = Array.from({ length: blocks }, (_, i) => ({
        keys: rest[`keys${i}`] as Tensor,
        values: rest[`values${i}`] as Tensor,
      }));
      const next = readToken(model, { token: token as Tensor1D, position: position as Scalar, caches });
      const after = next.caches.flatMap(({ keys, values }, i) => [
        [`next.keys${i}`, keys] as const,
        [`next.values${i}`, values] as const,
      ]);
      return { imageLogits: next.logits.image, textLogits: next.logits.text, ...Object.fromEntries(after) };
    },
  };
}
