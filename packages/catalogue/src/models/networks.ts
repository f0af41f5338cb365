import { expected } from '@latentkit/errors';
import type { Activation } from '@latentkit/layers';
import { convolutionalAutoencoder, denseAutoencoder } from '@latentkit/models';
import type { Common, RunShape } from '@latentkit/runs';
import { z } from 'zod';
import { entryOf, type Parts, titleOf } from '../parts.ts';
import { columnsOf, costName } from './autoencoding.ts';
import { costOption, hidden, latentSize, weightDecay, width } from './options.ts';
import { decided, isUnit } from './range.ts';
import { convolutionalWeights, denseWeights } from './weights.ts';

type OutputActivation = 'sigmoid' | 'linear';

const outputActivation = z
  .enum(['sigmoid', 'linear'])
  .optional()
  .describe('last activation of the decoder (default: sigmoid for images in [0, 1], else linear)');

/** What both kinds of networks end in and are judged by. */
const ends = (parts: Parts) => ({ outputActivation, cost: costOption(parts), weightDecay: weightDecay(1e-5) });

interface Ends {
  readonly cost?: string | undefined;
  readonly outputActivation?: OutputActivation | undefined;
}

interface Spec extends Common, Ends {
  readonly latentSize: number;
  readonly latentActivation?: Activation | undefined;
}

/** A cost of probabilities needs them; columns and points are of any range, pixels are in [0, 1] where all are. */
export function outputOf(
  { costs }: Pick<Parts, 'costs'>,
  { outputActivation, cost }: Ends,
  run: RunShape,
): OutputActivation {
  if (outputActivation !== undefined) return outputActivation;
  return entryOf(costs, costName({ cost }, run.columns)).domain || (run.exampleShape.length > 1 && isUnit(run))
    ? 'sigmoid'
    : 'linear';
}

/** Decides cost and output by the data where they were left out. */
export const settle = (parts: Parts) => (spec: Ends, run: RunShape) => {
  const cost = costName(spec, run.columns);
  if (columnsOf(parts, { cost }, run)) {
    if (spec.outputActivation !== undefined) throw ownEnds(spec.outputActivation);
    return { spec: { cost }, said: decided(run, titleOf(cost)) };
  }
  if (spec.outputActivation !== undefined) return { spec: { cost }, said: [] };
  const outputActivation = outputOf(parts, { cost }, run);
  return { spec: { cost, outputActivation }, said: decided(run, `${outputActivation} output`) };
};

const ownEnds = (received: string) =>
  expected({
    where: '--output-activation',
    expected: 'none beside columns of several kinds, which end in softmax, sigmoid or nothing each',
    received,
    todo: 'Leave it out, or choose --cost squared-error for columns of 0 and 1 as numbers.',
    code: 'FLAG',
  });

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
  settle: settle(parts),
  weights: denseWeights,
  build: (spec: Spec & { readonly hidden: readonly number[] }, run: RunShape) => {
    const { hidden } = spec;
    const columns = columnsOf(parts, spec, run);
    const shape = { imageShape: run.exampleShape, hidden, columns };
    return denseAutoencoder({
      ...shape,
      ...sharedBy(parts, spec, run),
      ...(columns && { outputActivation: 'linear' }),
    });
  },
});

/** [height, width] is an image of one channel. @throws DATA for examples that are not images */
export function imageShapeOf(shape: readonly number[]): [number, number, number] {
  const [height = 0, width = 0, channels = 1] = shape;
  if (shape.length === 2 || shape.length === 3) return [height, width, channels];
  throw expected({
    where: '--data',
    expected: 'examples of shape [height, width] or [height, width, channels], for convolutions',
    received: `[${shape}]`,
    todo: 'Choose a model of dense layers, such as autoencoder or vae.',
    code: 'DATA',
  });
}

/** The same of convolutions. */
export const convolutional = (parts: Parts, defaults: { filters: number[]; latentSize: number }) => ({
  options: {
    filters: z
      .array(width)
      .default(defaults.filters)
      .describe('channels of the convolutions, each of which halves the image'),
    latentSize: latentSize(defaults.latentSize),
    ...ends(parts),
  },
  settle: settle(parts),
  weights: (spec: { filters: readonly number[]; latentSize: number }, { exampleShape }: RunShape) =>
    convolutionalWeights(spec, { exampleShape: imageShapeOf(exampleShape) }),
  build: (spec: Spec & { readonly filters: readonly number[] }, run: RunShape) => {
    const { filters } = spec;
    const sizes = { imageShape: imageShapeOf(run.exampleShape), filters };
    return convolutionalAutoencoder({ ...sizes, ...sharedBy(parts, spec, run) });
  },
});
