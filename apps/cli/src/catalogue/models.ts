import type { ModelEntry } from './modelEntry.ts';
import { autoencoderEntry } from './models/autoencoder.ts';
import { convolutionalAutoencoderEntry } from './models/convolutionalAutoencoder.ts';
import { vaeEntry } from './models/vae.ts';

/** The one table from names to models. */
export const models = {
  autoencoder: autoencoderEntry,
  'convolutional-autoencoder': convolutionalAutoencoderEntry,
  vae: vaeEntry,
} satisfies Record<string, ModelEntry>;

export type ModelName = keyof typeof models;
