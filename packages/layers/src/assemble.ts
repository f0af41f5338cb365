import { type layers, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { initialize } from './initialize.ts';
import type { Initializer } from './initializers/initializer.ts';

/** What every builder takes beside its architecture. */
export interface BuilderOptions {
  /** What the weights start from: `fanInUniform` by default, as in PyTorch. */
  readonly initializer?: Initializer;
  /** The same seed gives the same bits. */
  readonly seed?: number;
  /** The name of the model where it becomes a layer of another one. */
  readonly name?: string;
}

/** A Sequential of these layers with its weights drawn. */
export function assemble(steps: layers.Layer[], { initializer, seed, name }: BuilderOptions): Sequential {
  const model = sequential({ layers: steps, ...(name === undefined ? {} : { name }) });
  initialize(model, { initializer, seed });
  return model;
}

/** Weights start at zero and are then assigned, so a model is plain tfjs JSON without a class of ours. */
export const zeros = { kernelInitializer: 'zeros', biasInitializer: 'zeros' } as const;
