import type { ModelEntry } from './modelEntry.ts';
import { autoencoderEntry } from './models/autoencoder.ts';
import { conditionalVaeEntry } from './models/conditionalVae.ts';
import { contractiveAutoencoderEntry } from './models/contractiveAutoencoder.ts';
import { convolutionalAutoencoderEntry } from './models/convolutionalAutoencoder.ts';
import { convolutionalDenoisingAutoencoderEntry, denoisingAutoencoderEntry } from './models/denoisingAutoencoder.ts';
import { differenceTargetPropagationEntry } from './models/differenceTargetPropagation.ts';
import { infoVaeEntry, tcVaeEntry } from './models/disentangling.ts';
import { ellipseEbmEntry } from './models/ellipseEbm.ts';
import { sparseAutoencoderEntry } from './models/sparseAutoencoder.ts';
import { sparseCodingEntry } from './models/sparseCoding.ts';
import { targetPropagationEntry } from './models/targetPropagation.ts';
import { tiedAutoencoderEntry } from './models/tiedAutoencoder.ts';
import { convolutionalVaeEntry, vaeEntry } from './models/vae.ts';
import { vqVaeEntry } from './models/vqVae.ts';

/** The one table from names to models. */
export const models = {
  autoencoder: autoencoderEntry,
  'convolutional-autoencoder': convolutionalAutoencoderEntry,
  'denoising-autoencoder': denoisingAutoencoderEntry,
  'convolutional-denoising-autoencoder': convolutionalDenoisingAutoencoderEntry,
  'sparse-autoencoder': sparseAutoencoderEntry,
  'contractive-autoencoder': contractiveAutoencoderEntry,
  'tied-autoencoder': tiedAutoencoderEntry,
  'target-propagation': targetPropagationEntry,
  'difference-target-propagation': differenceTargetPropagationEntry,
  'sparse-coding': sparseCodingEntry,
  'ellipse-ebm': ellipseEbmEntry,
  vae: vaeEntry,
  'convolutional-vae': convolutionalVaeEntry,
  'conditional-vae': conditionalVaeEntry,
  'tc-vae': tcVaeEntry,
  'info-vae': infoVaeEntry,
  'vq-vae': vqVaeEntry,
} satisfies Record<string, ModelEntry>;

export type ModelName = keyof typeof models;
