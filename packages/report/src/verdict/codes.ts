import { codeUsage } from '@latentkit/models';
import type { Finding } from './finding.ts';
import type { Observed } from './observed.ts';
import { meanOf, medianOf, percent, shown } from './statistics.ts';

/** Burda, Grosse, Salakhutdinov 2016: a latent dimension is active where the variance of its posterior mean over the data is above 0.01. */
const activeVariance = 0.01;
/** For codes without a posterior, a dimension is unused below this share of the largest variance. */
const activePart = 1e-4;

/** The encoder's posterior hardly depends on the input, in nearly all latent dimensions. */
export function posteriorCollapse({ codes, divergence }: Observed): Finding | undefined {
  if (divergence === undefined) return undefined;
  const active = variances(codes).filter((variance) => variance > activeVariance).length;
  if (active > divergence.length / 10) return undefined;
  const nats = divergence.reduce((total, each) => total + each, 0);
  return {
    fault: 'posterior collapse',
    tells: `${active} of ${divergence.length} latent dimensions carry information about the input (KL ${shown(nats)} nats in all).`,
    help: 'Lower --beta, raise it slowly (--beta-warmup-steps), or set --free-bits.',
  };
}

/** Most latent dimensions are the same for every input. */
export function unusedDimensions({ codes, divergence }: Observed): Finding | undefined {
  const all = variances(codes);
  const least = divergence ? activeVariance : activePart * Math.max(...all);
  const unused = all.filter((variance) => !(variance > least)).length;
  if (unused <= all.length / 2) return undefined;
  return {
    fault: 'unused latent dimensions',
    tells: `${unused} of ${all.length} latent dimensions are the same for every input.`,
    help: `A smaller --latent-size (${Math.max(1, all.length - unused)}) does as well.`,
  };
}

/** A model whose error of data is below this part of the error of their mean copies them. */
const copying = 0.05;

/** An over-complete model reconstructs noise as well as data: it copies both, or blurs both. */
export function identity({ codes, train, testErrors, meanErrors, noDataErrors }: Observed): Finding | undefined {
  const dimensions = codes.values.length / (codes.shape[0] as number);
  if (dimensions < train.values.length / (train.shape[0] as number)) return undefined;
  if (meanOf(testErrors) > 0.5 * meanOf(meanErrors)) return undefined;
  const [data, other] = [medianOf(testErrors), Math.min(...noDataErrors.map(medianOf))];
  const smallest = 1e-6 * medianOf(meanErrors);
  if (other > Math.max(1.3 * data, smallest)) return undefined;
  const both = `Noise is reconstructed about as well as data (median error ${shown(other)} and ${shown(data)})`;
  if (data > copying * medianOf(meanErrors))
    return {
      fault: 'data not told from noise',
      tells: `${both}: the error does not tell them apart.`,
      help: 'Use more --epochs, a larger --hidden, or, for a denoising model, less noise.',
    };
  return {
    fault: 'identity',
    tells: `${both}: the model copies its input.`,
    help: 'Use a smaller --latent-size, or denoising-autoencoder, sparse-autoencoder or contractive-autoencoder.',
  };
}

/**
 * Most entries of a codebook are never used. A low perplexity alone is no fault: where most of an image is background, few entries have most cells.
 *
 * @param indices of the test rows
 */
export function deadEntries(indices: ArrayLike<number>, size: number): Finding | undefined {
  const { dead, perplexity } = codeUsage(indices, size);
  const share = dead.length / size;
  if (share <= 0.5) return undefined;
  return {
    fault: 'dead codebook entries',
    tells: `${dead.length} of ${size} codebook entries are never used (${percent(share)}); perplexity ${shown(perplexity)}.`,
    help: 'Use a smaller --codebook-size, or grid-vq-vae, which restarts dead entries.',
  };
}

function variances({ values, shape }: Observed['codes']): number[] {
  const rows = shape[0] as number;
  const size = values.length / rows;
  return Array.from({ length: size }, (_, dimension) => {
    const own = Float64Array.from({ length: rows }, (_, row) => values[row * size + dimension] as number);
    const mean = meanOf(own);
    return meanOf(own.map((value) => (value - mean) ** 2));
  });
}
