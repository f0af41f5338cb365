import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import { backpropagation, eager } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { lawful, location, objective } from '../testing/location.ts';
import { bench } from './bench.ts';
import { descent } from './laws/descent.ts';
import { disposal } from './laws/disposal.ts';
import { engines } from './laws/engines.ts';
import { files } from './laws/files.ts';
import { finiteDifferences } from './laws/finiteDifferences.ts';
import { independence } from './laws/independence.ts';
import type { Law } from './laws/law.ts';
import { leaks } from './laws/leaks.ts';
import { repeatability } from './laws/repeatability.ts';
import { shapes } from './laws/shapes.ts';
import { laws } from './laws.ts';

laws('a lawful model', { ...lawful, engines: [eager({ backend: 'cpu' })] });

type Lawful = typeof lawful;
type Terms = typeof objective.terms;

/** The lawful subject with other terms. */
const withTerms = (terms: Terms): Partial<Lawful> => ({ objective: { ...objective, terms } });

const { terms } = objective;
const scaled =
  (factor: number): Lawful['learn'] =>
  (model, objective) => {
    const learn = backpropagation(model, objective);
    return (...args) => {
      const { gradients, terms } = learn(...args);
      return { terms, gradients: { w: tf.mul(gradients.w as tf.Tensor, factor) } };
    };
  };

/** Each breaks one law, in the way in which models do. */
const broken: [string, Law, Partial<Lawful>][] = [
  [
    'a term that is averaged over the batch',
    shapes,
    withTerms((...args) => ({ energy: tf.mean(terms(...args).energy, 0, true) as tf.Tensor1D })),
  ],
  [
    'a term that is not finite',
    shapes,
    withTerms((...args) => ({ energy: tf.log(tf.sub(terms(...args).energy, 1e3)) as tf.Tensor1D })),
  ],
  ['a term without a weight', shapes, { objective: { ...objective, weights: {} as never } }],
  [
    'terms that are normalised by the batch',
    independence,
    withTerms((...args) => {
      const { energy } = terms(...args);
      return { energy: tf.div(energy, tf.mean(energy)) as tf.Tensor1D };
    }),
  ],
  [
    'noise without a seed',
    repeatability,
    withTerms((model, { y }, random) =>
      terms(model, { y: tf.add(y, tf.randomNormal(y.shape, 0, 1, 'float32', performance.now())) }, random),
    ),
  ],
  [
    'weights that do not follow the seed, and no noise',
    repeatability,
    {
      make: () => location([0.5, 0.5]),
      ...withTerms(({ variables: { w } }) => ({ energy: tf.tile(tf.sum(tf.square(w), 0, true), [4]) as tf.Tensor1D })),
      y: { ...lawful.y, values: new Float32Array(8) },
    },
  ],
  ['files that round', files, { load: async () => location([0.25, 0.5]) }],
  ['a rule that climbs', descent, { learn: scaled(-1) }],
  ['a gradient that is twice too large', finiteDifferences, { learn: scaled(2) }],
  [
    'a tensor that is kept in each step',
    leaks,
    withTerms((model, batch, random) => {
      tf.keep(tf.zeros([1]));
      return terms(model, batch, random);
    }),
  ],
  ['a variable that outlives its model', disposal, { make: (seed) => ({ ...lawful.make(seed), dispose: () => {} }) }],
  [
    'an engine of another arithmetic',
    engines,
    {
      engines: [
        {
          name: 'half',
          async program(step, state) {
            const program = await eager({ backend: 'cpu' }).program(step, state);
            return { ...program, run: (inputs, counter) => program.run({ ...inputs, learningRate: 5e-4 }, counter) };
          },
        },
      ],
    },
  ],
];

describe('a law is broken by', () => {
  it.each(broken)('%s', async (_, law, change) => {
    await tf.setBackend('cpu');
    await expect((async () => law({ ...lawful, ...change }, bench({ ...lawful, ...change })))()).rejects.toThrow();
  });
});

describe('an exception is a sentence', () => {
  it('for terms that couple examples, which must then do so', () => {
    const coupled = { energy: 'normalised by the batch' };
    const normalised = broken.find(([, law]) => law === independence)?.[2] as Partial<Lawful>;
    const subject = { ...lawful, ...normalised, coupled };
    expect(() => independence(subject, bench(subject))).not.toThrow();
    expect(() => independence({ ...lawful, coupled }, bench(lawful))).toThrow();
  });

  it('for gradients that estimate something else', () => {
    const subject = { ...lawful, learn: scaled(2), estimated: { variables: /^w$/, reason: 'twice as fast' } };
    expect(() => finiteDifferences(subject, bench(subject))).not.toThrow();
  });
});
