import type { Activation, Initializer } from '@latentkit/layers';
import type { LayersModel } from '@tensorflow/tfjs-layers';

export interface Networks {
  readonly encoder: LayersModel;
  readonly decoder: LayersModel;
}

/** What both networks have in common. */
export interface Start {
  /** Activation after each hidden layer; ReLU by default. */
  readonly activation?: Activation;
  readonly initializer?: Initializer | undefined;
  readonly seed?: number | undefined;
}
