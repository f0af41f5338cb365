import type { ModelEntry } from '@latentkit/runs';
import { autoencoder } from './models/autoencoder.ts';
import { conditionalVae } from './models/conditionalVae.ts';
import { contractiveAutoencoder } from './models/contractiveAutoencoder.ts';
import { convolutionalAutoencoder } from './models/convolutionalAutoencoder.ts';
import { convolutionalDenoisingAutoencoder, denoisingAutoencoder } from './models/denoisingAutoencoder.ts';
import { differenceTargetPropagation } from './models/differenceTargetPropagation.ts';
import { discreteVae } from './models/discreteVae.ts';
import { infoVae, tcVae } from './models/disentangling.ts';
import { ellipseEbm } from './models/ellipseEbm.ts';
import { gridVqVae } from './models/gridVqVae.ts';
import { sparseAutoencoder } from './models/sparseAutoencoder.ts';
import { sparseCoding } from './models/sparseCoding.ts';
import { targetPropagation } from './models/targetPropagation.ts';
import { textToImage } from './models/textToImage.ts';
import { tiedAutoencoder } from './models/tiedAutoencoder.ts';
import { convolutionalVae, vae } from './models/vae.ts';
import { vqVae } from './models/vqVae.ts';
import type { Parts } from './parts.ts';
import type { summaries } from './summaries.ts';

/** The models of this package, made from the costs, corruptions and likelihoods that there are. */
export const models = (parts: Parts) =>
  ({
    autoencoder: autoencoder(parts),
    'convolutional-autoencoder': convolutionalAutoencoder(parts),
    'denoising-autoencoder': denoisingAutoencoder(parts),
    'convolutional-denoising-autoencoder': convolutionalDenoisingAutoencoder(parts),
    'sparse-autoencoder': sparseAutoencoder(parts),
    'contractive-autoencoder': contractiveAutoencoder(parts),
    'tied-autoencoder': tiedAutoencoder(parts),
    'target-propagation': targetPropagation(parts),
    'difference-target-propagation': differenceTargetPropagation(parts),
    'sparse-coding': sparseCoding(),
    'ellipse-ebm': ellipseEbm(),
    vae: vae(parts),
    'convolutional-vae': convolutionalVae(parts),
    'conditional-vae': conditionalVae(parts),
    'tc-vae': tcVae(parts),
    'info-vae': infoVae(parts),
    'vq-vae': vqVae(parts),
    'discrete-vae': discreteVae(parts),
    'grid-vq-vae': gridVqVae(parts),
    'text-to-image': textToImage(),
  }) satisfies Record<keyof typeof summaries, ModelEntry>;
