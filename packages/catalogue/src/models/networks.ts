import type { Activation } from '@latentkit/layers';
import { convolutionalAutoencoder, denseAutoencoder } from '@latentkit/models';
import type { Common, RunShape } from '@latentkit/runs';
import { z } from 'zod';
import { entryOf, type Parts } from '../parts.ts';
import { costOption, hidden, latentSize, weightDecay, width } from './options.ts';

type OutputActivation = 'sigmoid' | 'linear';

const outputActivation = z
  .enum(['sigmoid', 'linear'])
  .optional()
  .describe('of the reconstruction; left out: sigmoid for images, linear for points');

/** What both kinds of networks end in and are judged by. */
const ends = (parts: Parts) => ({ outputActivation, cost: costOption(parts), weightDecay: weightDecay(1e-5) });

interface Spec extends Common {
  readonly latentSize: number;
  readonly latentActivation?: Activation | undefined;
  readonly cost: string;
  readonly outputActivation?: OutputActivation | undefined;
}

/** A cost of probabilities needs them; coordinates are of any range, pixels are in [0, 1]. */
export function outputOf(
  { costs }: Parts,
  { outputActivation, cost }: Spec,
  { exampleShape }: RunShape,
): OutputActivation {
  if (outputActivation !== undefined) return outputActivation;
  return exampleShape.length > 1 || entryOf(costs, cost).domain ? 'sigmoid' : 'linear';
}

function sharedBy(parts: Parts, spec: Spec, run: RunShape) {
  const { latentSize, latentActivation = 'linear', seed } = spec;
  return { latentSize, latentActivation, outputActivation: outputOf(parts, spec, run), seed };
}

/** What an entry whose model is made of dense layers says of it. */
export const dense = (parts: Parts, defaults: { hidden: readonly number[]; latentSize: number }) => ({
  options: {
    hidden: hidden(defaults.hidden),
    latentSize: latentSize(defaults.latentSize),
    ...ends(parts),
  },
  build: (spec: Spec & { readonly hidden: readonly number[] }, run: RunShape) => {
    const { hidden } = spec;
    return denseAutoencoder({ imageShape: run.exampleShape, hidden, ...sharedBy(parts, spec, run) });
  },
});

/** [height, width] is an image of one channel. */
const imageShapeOf = ([height, width, channels = 1]: readonly number[]) =>
  [height, width, channels] as [number, number, number];

/** The same of convolutions. */
export const convolutional = (parts: Parts, defaults: { filters: number[]; latentSize: number }) => ({
  options: {
    filters: z.array(width).default(defaults.filters).describe('channels after each convolution that halves the image'),
    latentSize: latentSize(defaults.latentSize),
    ...ends(parts),
  },
  build: (spec: Spec & { readonly filters: readonly number[] }, run: RunShape) => {
    const { filters } = spec;
    const sizes = { imageShape: imageShapeOf(run.exampleShape), filters };
    return convolutionalAutoencoder({ ...sizes, ...sharedBy(parts, spec, run) });
  },
});
