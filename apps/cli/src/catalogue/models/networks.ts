import type { Activation } from '@latentkit/layers';
import { convolutionalAutoencoder, denseAutoencoder } from '@latentkit/models';
import { z } from 'zod';
import type { Common } from '../../spec/common.ts';
import type { CostName } from '../costs.ts';
import type { RunShape } from '../modelEntry.ts';
import { cost, hidden, latentSize, weightDecay, width } from './options.ts';

type OutputActivation = 'sigmoid' | 'linear';

const outputActivation = z
  .enum(['sigmoid', 'linear'])
  .optional()
  .describe('of the reconstruction; left out: sigmoid for images, linear for points');

/** What both kinds of networks end in and are judged by. */
const ends = { outputActivation, cost, weightDecay: weightDecay(1e-5) };

interface Spec extends Common {
  readonly latentSize: number;
  readonly latentActivation?: Activation | undefined;
  readonly cost: CostName;
  readonly outputActivation?: OutputActivation | undefined;
}

/** A cost of probabilities needs them; coordinates are of any range, pixels are in [0, 1]. */
export function outputOf({ outputActivation, cost }: Spec, { exampleShape }: RunShape): OutputActivation {
  if (outputActivation !== undefined) return outputActivation;
  return exampleShape.length > 1 || cost === 'binary-cross-entropy' ? 'sigmoid' : 'linear';
}

function sharedBy(spec: Spec, run: RunShape) {
  const { latentSize, latentActivation = 'linear', seed } = spec;
  return { latentSize, latentActivation, outputActivation: outputOf(spec, run), seed };
}

/** What an entry whose model is made of dense layers says of it. */
export const dense = (defaults: { hidden: readonly number[]; latentSize: number }) => ({
  options: {
    hidden: hidden(defaults.hidden),
    latentSize: latentSize(defaults.latentSize),
    ...ends,
  },
  build: (spec: Spec & { readonly hidden: readonly number[] }, run: RunShape) => {
    const { hidden } = spec;
    return denseAutoencoder({ imageShape: run.exampleShape, hidden, ...sharedBy(spec, run) });
  },
});

/** [height, width] is an image of one channel. */
const imageShapeOf = ([height, width, channels = 1]: readonly number[]) =>
  [height, width, channels] as [number, number, number];

/** The same of convolutions. */
export const convolutional = (defaults: { filters: number[]; latentSize: number }) => ({
  options: {
    filters: z.array(width).default(defaults.filters).describe('channels after each convolution that halves the image'),
    latentSize: latentSize(defaults.latentSize),
    ...ends,
  },
  build: (spec: Spec & { readonly filters: readonly number[] }, run: RunShape) => {
    const { filters } = spec;
    return convolutionalAutoencoder({ imageShape: imageShapeOf(run.exampleShape), filters, ...sharedBy(spec, run) });
  },
});
