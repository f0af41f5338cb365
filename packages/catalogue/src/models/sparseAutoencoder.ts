import { activationSparsity, type CodeRegularizer, l1, l2, regularized } from '@latentkit/models';
import { defineModel } from '@latentkit/runs';
import { z } from 'zod';
import { namesOf, type Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { autoencoding, costOf, perNumber } from './autoencoding.ts';
import { dense } from './networks.ts';

/** R(h) by name, with the activation of the code that it is for. */
const regularizers = {
  l1: { latentActivation: 'relu', of: () => l1() },
  l2: { latentActivation: 'linear', of: () => l2() },
  kl: { latentActivation: 'sigmoid', of: (rate) => activationSparsity({ rate }) },
} satisfies Record<string, { latentActivation: 'relu' | 'linear' | 'sigmoid'; of(rate: number): CodeRegularizer }>;

export function sparseAutoencoder(parts: Parts) {
  const { options, build, settle, weights } = dense(parts, { hidden: [], latentSize: 1024 });
  return defineModel({
    ...autoencoding(parts),
    settle,
    weights,
    summary: summaries['sparse-autoencoder'],
    options: {
      ...options,
      regularizer: z
        .enum(namesOf(regularizers) as [keyof typeof regularizers])
        .default('l1')
        .describe('R(h): l1 on ReLU codes, l2 on linear codes, kl on the mean activation of sigmoid codes'),
      regularization: z.number().min(0).default(0.1).describe('λ, the weight of R(h)'),
      rate: z.number().gt(0).lt(1).default(0.05).describe('ρ of kl: target for the mean activation of each unit'),
    },
    build: (spec, run) => build({ ...spec, latentActivation: regularizers[spec.regularizer].latentActivation }, run),
    objective: (spec, run) =>
      regularized({
        cost: costOf(parts, spec, run.columns),
        regularizer: regularizers[spec.regularizer].of(spec.rate),
        regularization: spec.regularization,
        weight: perNumber(run),
      }),
  });
}
