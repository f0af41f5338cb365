import {
  differenceTargetPropagation,
  type InvertibleAutoencoder,
  invertibleDenseAutoencoder,
  loadInvertibleAutoencoder,
  saveInvertibleAutoencoder,
} from '@latentkit/models';
import { z } from 'zod';
import { costs } from '../costs.ts';
import { type Judge, modelEntry } from '../modelEntry.ts';
import { autoencoding } from './autoencoding.ts';
import { cost, hidden, latentSize } from './options.ts';

const options = {
  hidden: hidden([128]),
  latentSize: latentSize(32),
  cost,
  targetStep: z.number().positive().default(0.1).describe('how far down the cost the target of the last layer lies'),
  inverseNoise: z.number().min(0).default(0.5).describe('standard deviation of the noise with which inverses learn'),
};

type Spec = z.infer<z.ZodObject<typeof options>>;

const partsOf = ({ cost, targetStep, inverseNoise }: Spec) =>
  differenceTargetPropagation({ cost: costs[cost], stepSize: targetStep, noise: inverseNoise });

export const differenceTargetPropagationEntry = modelEntry({
  summary:
    'the autoencoder learned by difference target propagation: each layer has a target, through inverses that learn too',
  options,
  build: ({ hidden, latentSize, seed }, { exampleShape }) =>
    invertibleDenseAutoencoder({ imageShape: exampleShape, hidden, latentSize, seed }),
  objective: (spec) => partsOf(spec).objective,
  learn: (spec) => partsOf(spec).learn,
  judge: autoencoding.judge as (spec: Spec) => Judge<InvertibleAutoencoder>,
  save: saveInvertibleAutoencoder,
  load: loadInvertibleAutoencoder,
});
