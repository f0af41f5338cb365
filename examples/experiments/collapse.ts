import { adam, type Engine, mapTable, type Objective, schedules, type Table, train } from '@latentkit/core';
import { gaussianNoise } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import {
  activationSparsity,
  denoising,
  denseAutoencoder,
  denseVariationalAutoencoder,
  gaussian,
  type LatentModel,
  negativeElbo,
  reconstruction,
  regularized,
} from '@latentkit/models';

/** A way to learn with a code of twice as many numbers as an observation. */
interface Way<M extends LatentModel> {
  make(size: number): M;
  readonly objective: Objective<M>;
}

const way = <M extends LatentModel>(entry: Way<M>) => entry as unknown as Way<LatentModel>;

const autoencoder = (latentActivation: 'relu' | 'sigmoid') => (size: number) =>
  denseAutoencoder({
    imageShape: [size],
    hidden: [],
    latentSize: 2 * size,
    latentActivation,
    outputActivation: 'linear',
    seed: 0,
  });

const cost = squaredError;

/** Without anything an over-complete autoencoder may copy its input; the others are what the lecture has against it. */
export const ways = {
  nothing: way({ make: autoencoder('relu'), objective: reconstruction({ cost }) }),
  sparsity: way({
    make: autoencoder('sigmoid'),
    objective: regularized({ cost, regularizer: activationSparsity({ rate: 0.05 }), regularization: 0.1 }),
  }),
  noise: way({
    make: autoencoder('relu'),
    objective: denoising({ cost, corruption: gaussianNoise({ standardDeviation: 0.5 }) }),
  }),
  sampling: way({
    make: (size) =>
      denseVariationalAutoencoder({
        imageShape: [size],
        hidden: [],
        latentSize: 2 * size,
        likelihood: gaussian({ standardDeviation: 0.3 }),
        seed: 0,
      }),
    objective: negativeElbo(),
  }),
} satisfies Record<string, Way<LatentModel>>;

export type WayName = keyof typeof ways;

/**
 * Train one over-complete autoencoder in one way, and take the energy ‖y − ỹ‖² of other examples: of the data and of what is none.
 *
 * @param name the way
 * @param options.y [rows, size], to learn from
 * @param options.at tables of rows of the same size
 * @returns one energy a row, by the name of its table
 * @see Canziani, lecture 07-3: the model is prone to copying, and how to prevent it
 */
export async function collapse<Name extends string>(
  name: WayName,
  { y, at, engine, epochs = 200 }: { y: Table; at: Readonly<Record<Name, Table>>; engine: Engine; epochs?: number },
): Promise<Record<Name, Float32Array>> {
  const { make, objective } = ways[name];
  const [rows, size] = y.shape as [number, number];
  const model = make(size);
  const steps = epochs * Math.ceil(rows / 128);
  const learningRate = schedules.cosineDecay({ learningRate: 5e-3, steps });
  for await (const _ of train({ model, objective, data: { y }, optimizer: adam(), learningRate, engine, epochs }));
  const state = Object.values(model.variables);
  const energies: [string, Float32Array][] = [];
  for (const [key, table] of Object.entries<Table>(at)) {
    const { values } = await mapTable({ engine, map: (y) => cost(y, model.reconstruct(y)), state, table });
    energies.push([key, values as Float32Array]);
  }
  model.dispose();
  return Object.fromEntries(energies) as Record<Name, Float32Array>;
}
