import { imageJob, type Layer } from './job.ts';
import type { NamedJob } from './readJob.ts';

/** What grows from job to job, the rest as it is. */
export const axes = ['width', 'depth', 'batch', 'channels'] as const;
export type Axis = (typeof axes)[number];

/** A job at one place of an axis. */
export interface GrowthJob extends NamedJob {
  readonly axis: Axis;
  readonly at: number;
}

const dense = (units: number): Layer => ({ type: 'dense', units, activation: 'relu' });

/** A variational autoencoder of dense layers, all of one width. */
const layered = ({ width = 256, depth = 1, batch = 128 }) => ({
  title: `variational autoencoder, ${depth} × ${width}, batches of ${batch}`,
  input: [784],
  encoder: Array.from({ length: depth }, () => dense(width)),
  latent: 16,
  decoder: [...Array.from({ length: depth }, () => dense(width)), { type: 'dense', units: 784 }],
  cost: 'binaryCrossEntropyFromLogits',
  batchSize: batch,
  optimizer: { name: 'adam', learningRate: 1e-3 },
});

/** A convolutional autoencoder of c and 2c channels. */
const convolved = (channels: number) => ({
  title: `convolutional autoencoder of ${channels} and ${2 * channels} channels`,
  input: [28, 28, 1],
  encoder: [
    { type: 'conv', filters: channels, kernel: 4, stride: 2, padding: 1, activation: 'relu' },
    { type: 'conv', filters: 2 * channels, kernel: 4, stride: 2, padding: 1, activation: 'relu' },
    { type: 'dense', units: 16 },
  ],
  decoder: [
    { type: 'dense', units: 98 * channels, activation: 'relu' },
    { type: 'reshape', shape: [7, 7, 2 * channels] },
    { type: 'convTranspose', filters: channels, kernel: 4, stride: 2, padding: 1, activation: 'relu' },
    { type: 'convTranspose', filters: 1, kernel: 4, stride: 2, padding: 1, activation: 'sigmoid' },
  ],
  cost: 'squaredError',
  batchSize: 128,
  optimizer: { name: 'adam', learningRate: 1e-3 },
});

const places: Readonly<Record<Axis, readonly [readonly number[], (at: number) => object]>> = {
  width: [[64, 128, 256, 512, 1024, 2048], (width) => layered({ width })],
  depth: [[1, 2, 4, 8], (depth) => layered({ depth })],
  batch: [[16, 32, 64, 128, 256, 512, 1024], (batch) => layered({ batch })],
  channels: [[4, 8, 16, 32, 64], convolved],
};

/** The jobs whose step is timed by `--growth`. */
export const growthJobs = (): readonly GrowthJob[] =>
  axes.flatMap((axis) => {
    const [list, make] = places[axis];
    return list.map((at) => ({ axis, at, name: `${axis}-${at}`, job: imageJob.parse(make(at)) }));
  });
