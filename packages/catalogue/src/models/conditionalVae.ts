import type { Table } from '@latentkit/core';
import { expected } from '@latentkit/errors';
import {
  type ConditionalVariationalAutoencoder,
  conditional,
  denseConditionalVariationalAutoencoder,
  loadConditionalVariationalAutoencoder,
  type Mode,
  saveConditionalVariationalAutoencoder,
  type VariationalAutoencoder,
} from '@latentkit/models';
import { defineModel, type Judge } from '@latentkit/runs';
import { fill, type Tensor, tidy } from '@tensorflow/tfjs-core';
import type { Parts } from '../parts.ts';
import { summaries } from '../summaries.ts';
import { calmElboJudge, elboJudge, elboObjective, elboOptions, likelihoodJudge, prior } from './elboOptions.ts';
import { likelihoodOf, likely } from './likelihood.ts';
import { hidden, latentSize, likelihoodOption } from './options.ts';
import { denseWeights } from './weights.ts';

export const conditionalVae = (parts: Parts) =>
  defineModel({
    summary: summaries['conditional-vae'],
    options: { hidden: hidden([400]), latentSize: latentSize(20), likelihood: likelihoodOption(parts), ...elboOptions },
    weights: (spec, run) =>
      denseWeights(spec, run, {
        encoded: 2 * spec.latentSize,
        beside: run.classes ?? 0,
        perNumber: likelihoodOf(parts, spec, run).outputsPerNumber,
      }),
    build({ hidden, latentSize, likelihood, seed, data }, run) {
      const { exampleShape, classes } = run;
      if (classes === undefined) {
        throw expected({
          where: '--data',
          expected: 'examples with a class, for conditional-vae',
          received: `${data}, which has none`,
          todo: 'Train vae, or choose data with classes: see `latentkit datasets`.',
          code: 'DATA',
        });
      }
      const shape = { imageShape: exampleShape, hidden, latentSize, classes };
      return denseConditionalVariationalAutoencoder({
        ...shape,
        likelihood: likelihoodOf(parts, { likelihood }, run),
        seed,
      });
    },
    objective: (spec, run) => conditional(elboObjective(spec, run)),
    judge: (spec) => ofClass(elboJudge(spec)),
    calmJudge: (spec) => ofClass(calmElboJudge(spec)),
    bound: (spec, samples) => ofClass(likelihoodJudge(spec, samples)),
    tables: ({ label }): Readonly<Record<string, Table>> => (label ? { label } : {}),
    given: (model, label) => {
      const one = (rows: number) => model.given(fill([rows], checked(label, model.classes)));
      const ofOne = {
        ...model,
        decode: (z: Tensor, mode?: Mode) => tidy(() => one(z.shape[0] as number).decode(z, mode)),
        output: (z: Tensor, mode?: Mode) => tidy(() => one(z.shape[0] as number).output(z, mode)),
      };
      return ofOne;
    },
    prior,
    ...likely(parts),
    save: saveConditionalVariationalAutoencoder,
    load: loadConditionalVariationalAutoencoder,
  });

/** What judges a variational autoencoder, of one that is told the class. */
function ofClass(judge: Judge<VariationalAutoencoder>): Judge<ConditionalVariationalAutoencoder> {
  return {
    ...judge,
    terms: (model, batch, random) =>
      judge.terms(model.given(batch.label as NonNullable<typeof batch.label>), batch, random),
  };
}

function checked(label: number, classes: number): number {
  if (label < classes) return label;
  throw expected({
    where: '--class',
    expected: `a class from 0 to ${classes - 1}`,
    received: String(label),
    todo: 'Change it and run again.',
    code: 'FLAG',
  });
}
