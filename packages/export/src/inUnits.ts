import type { TrainedOn } from '@latentkit/runs';
import { add, div, mul, sub, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import type { Network } from './networks.ts';

type Standardization = NonNullable<TrainedOn['standardization']>;

/**
 * Networks of a table in the units of its columns: the encoder takes numbers x as the table holds them, (x − mean) / deviation being done inside, and the
 * decoder gives mean + deviation · ỹ.
 */
export function inUnits(networks: readonly Network[], standardization: Standardization): Network[] {
  return networks.map((network) => ({
    ...network,
    map: ({ observation, ...others }) => {
      const [mean, deviation] = [tensor1d(standardization.mean), tensor1d(standardization.deviation)];
      const y = observation && div(sub(observation as Tensor, mean), deviation);
      const { reconstruction, ...rest } = network.map({ ...others, ...(y && { observation: y }) });
      if (!reconstruction) return rest;
      return { ...rest, reconstruction: add(mul(reconstruction as Tensor, deviation), mean) };
    },
  }));
}
