import { common } from '@latentkit/runs';
import { z } from 'zod';
import { namesOf, type Parts } from '../parts.ts';

/** Options that more than one model has. */
export const width = z.int().positive();

/** A codebook of one entry says nothing. */
export const codebookSize = (size: number) => z.int().min(2).default(size).describe('codebook entries');

export const hidden = (widths: readonly number[]) =>
  z
    .array(width)
    .default([...widths])
    .describe('widths of the hidden layers, or none');

export const latentSize = (size: number) => width.default(size).describe('number of latent dimensions');

export const costOption = ({ costs }: Pick<Parts, 'costs'>) =>
  z
    .enum(namesOf(costs))
    .optional()
    .describe(
      'reconstruction loss C(y, ỹ): summed over pixels, averaged over examples (default: squared-error; mixed-error for tables with categories or booleans)',
    );

export const likelihoodOption = ({ likelihoods }: Pick<Parts, 'likelihoods'>) =>
  z
    .enum(namesOf(likelihoods))
    .optional()
    .describe(
      'p(y|z); its −log is the reconstruction loss in nats (default: bernoulli for images in [0, 1], mixed for tables with categories or booleans, else gaussian)',
    );

export const weightDecay = (value: number) =>
  common.weightDecay
    .unwrap()
    .default(value)
    .describe(common.weightDecay.description as string);
