import type { Activation } from '@latentkit/layers';
import { convolutionalAutoencoder, linearAutoencoder } from '@latentkit/models';
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

interface Spec extends Common {
  readonly latentSize: number;
  readonly cost: CostName;
  readonly outputActivation?: OutputActivation | undefined;
}

/** A cost of probabilities needs them; coordinates are of any range, pixels are in [0, 1]. */
export function outputOf({ outputActivation, cost }: Spec, { exampleShape }: RunShape): OutputActivation {
  if (outputActivation !== undefined) return outputActivation;
  return exampleShape.length > 1 || cost === 'binary-cross-entropy' ? 'sigmoid' : 'linear';
}

/** What an entry whose model is made of dense layers says of it. */
export const dense = (defaults: { hidden: readonly number[]; latentSize: number }) => ({
  options: {
    hidden: hidden(defaults.hidden),
    latentSize: latentSize(defaults.latentSize),
    outputActivation,
    cost,
    weightDecay: weightDecay(1e-5),
  },
  build: (
    spec: Spec & { readonly hidden: readonly number[]; readonly latentActivation?: Activation | undefined },
    run: RunShape,
  ) => {
    const { hidden, latentSize, latentActivation = 'linear', seed } = spec;
    const sizes = { imageShape: run.exampleShape, hidden, latentSize };
    return linearAutoencoder({ ...sizes, latentActivation, outputActivation: outputOf(spec, run), seed });
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
    outputActivation,
    cost,
    weightDecay: weightDecay(1e-5),
  },
  build: (
    spec: Spec & { readonly filters: readonly number[]; readonly latentActivation?: Activation | undefined },
    run: RunShape,
  ) => {
    const { filters, latentSize, latentActivation = 'linear', seed } = spec;
    const sizes = { imageShape: imageShapeOf(run.exampleShape), filters, latentSize };
    return convolutionalAutoencoder({ ...sizes, latentActivation, outputActivation: outputOf(spec, run), seed });
  },
});
