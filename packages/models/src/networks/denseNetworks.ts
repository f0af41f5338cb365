import { initialize, type MlpOptions, mlp } from '@latentkit/layers';
import type { Networks, Start } from './networks.ts';

/** Where one of the two begins and ends, without the batch. */
type Ends = Pick<MlpOptions, 'inputShape' | 'outputShape' | 'outputActivation'>;

/** An encoder of dense layers, and a decoder whose hidden ones are its own in reverse. */
export function denseNetworks({
  encoder: encoderEnds,
  decoder: decoderEnds,
  hidden,
  activation = 'relu',
  ...start
}: Start & {
  readonly encoder: Ends;
  readonly decoder: Ends;
  readonly hidden: readonly number[];
}): Networks {
  const encoder = mlp({ ...encoderEnds, hidden, activation, name: 'encoder' });
  const decoder = mlp({ ...decoderEnds, hidden: [...hidden].reverse(), activation, name: 'decoder' });
  // Together, so that the two share a seed and no random number.
  initialize([encoder, decoder], start);
  return { encoder, decoder };
}
