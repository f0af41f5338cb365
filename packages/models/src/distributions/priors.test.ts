import '@tensorflow/tfjs-backend-cpu';
import { adam, counterRandom, eager, type Objective, streams, table, train } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { laws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  conditional,
  denseConditionalVariationalAutoencoder,
  denseVariationalAutoencoder,
  type ElboTerms,
  elboTerms,
  gaussianMixturePrior,
  importanceWeighted,
  infoVae,
  learnedClassPrior,
  loadConditionalVariationalAutoencoder,
  loadVariationalAutoencoder,
  negativeElbo,
  saveConditionalVariationalAutoencoder,
  saveVariationalAutoencoder,
  totalCorrelation,
  type VariationalAutoencoder,
} from '../index.ts';

beforeAll(() => tf.setBackend('cpu'));

const sizes = { imageShape: [6], hidden: [8], latentSize: 2 };
const y = table(fillUniform(new Float32Array(5 * 6), { seed: 7, stream: streams.callers, step: 0 }), [5, 6]);
const label = table(Int32Array.of(0, 1, 2, 1, 0), [5]);

const withMixture = (seed: number) =>
  denseVariationalAutoencoder({
    ...sizes,
    prior: gaussianMixturePrior({ components: 3, latentShape: [2], seed }),
    seed,
  });

const files = { save: saveVariationalAutoencoder, load: loadVariationalAutoencoder };
laws('variational autoencoder with a learned mixture as prior', {
  backend: 'cpu',
  make: withMixture,
  objective: negativeElbo({ beta: 0.5, samples: 2 }),
  y,
  ...files,
});

laws('variational autoencoder with a learned mixture as prior, importance weighted', {
  backend: 'cpu',
  make: withMixture,
  objective: importanceWeighted({ samples: 3 }),
  y,
  ...files,
});

laws('conditional variational autoencoder with a prior for each class', {
  backend: 'cpu',
  make: (seed) =>
    denseConditionalVariationalAutoencoder({
      ...sizes,
      classes: 3,
      prior: learnedClassPrior({ classes: 3, latentShape: [2], seed }),
      seed,
    }),
  objective: conditional(negativeElbo({ samples: 2 })),
  y,
  tables: { label },
  save: saveConditionalVariationalAutoencoder,
  load: loadConditionalVariationalAutoencoder,
});

describe('a learned prior', () => {
  const train60 = async (objective: Objective<VariationalAutoencoder, keyof ElboTerms>) => {
    const model = withMixture(1);
    const before = [...(model.variables['prior/means'] as tf.Variable).dataSync()];
    const totals: number[] = [];
    const run = { model, objective, data: { y }, optimizer: adam(), engine: eager(), learningRate: 1e-2, epochs: 60 };
    for await (const event of train(run)) if (event.kind === 'step') totals.push(event.total);
    return { totals, before, after: [...(model.variables['prior/means'] as tf.Variable).dataSync()] };
  };

  it('learns with the model: its means move and the bound gets tighter', async () => {
    const { totals, before, after } = await train60(negativeElbo({ samples: 4 }));
    expect(after.some((value, i) => Math.abs(value - (before[i] as number)) > 0.05)).toBe(true);
    expect(totals.at(-1)).toBeLessThan(totals[0] as number);
  });

  it('serves every objective of codes, and free bits only where numbers are independent', () => {
    const model = withMixture(1);
    const batch = { y: tf.tensor2d(y.values as Float32Array, [5, 6]) };
    const random = () => counterRandom({ seed: 1, step: 0 });
    for (const objective of [infoVae({ alpha: 0.5, lambda: 10 }), totalCorrelation({ examples: 20 })]) {
      for (const term of Object.values<tf.Tensor1D>(objective.terms(model, batch, random()))) {
        expect([...term.dataSync()].every(Number.isFinite)).toBe(true);
      }
    }
    expect(() => negativeElbo({ freeBits: 1 }).terms(model, batch, random())).toThrow(
      'negativeElbo, freeBits: expected a prior whose divergence has a closed form',
    );
  });

  it('of one component at N(0, I) gives the terms of the standard one, by many draws', () => {
    const prior = gaussianMixturePrior({ components: 1, latentShape: [2] });
    prior.variables.means?.assign(tf.zeros([1, 2]));
    const [model, standard] = [
      denseVariationalAutoencoder({ ...sizes, prior, seed: 1 }),
      denseVariationalAutoencoder({ ...sizes, seed: 1 }),
    ];
    const at = tf.tensor2d(y.values as Float32Array, [5, 6]);
    const terms = (one: typeof model) => elboTerms(one, at, counterRandom({ seed: 1, step: 0 }), { samples: 5000 });
    const [byDraws, closed] = [terms(model), terms(standard)];
    expect([...byDraws.varianceDivergence.dataSync()]).toEqual([...closed.varianceDivergence.dataSync()]);
    byDraws.meanDivergence.dataSync().forEach((value, i) => {
      expect(Math.abs(value - (closed.meanDivergence.dataSync()[i] as number))).toBeLessThan(0.05);
    });
  });

  it('is refused where its codes or classes are others than the model’s', () => {
    expect(() =>
      denseVariationalAutoencoder({ ...sizes, prior: gaussianMixturePrior({ components: 2, latentShape: [3] }) }),
    ).toThrow('expected a prior that gives what the decoder takes, [batch,2], received one that gives [batch,3].');
    expect(() =>
      denseConditionalVariationalAutoencoder({
        ...sizes,
        classes: 3,
        prior: learnedClassPrior({ classes: 4, latentShape: [2] }),
      }),
    ).toThrow('conditionalVariationalAutoencoder, prior: expected codes of shape [2] and 3 classes');
  });
});
