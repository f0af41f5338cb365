import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { type AdamOptions, adam } from './adam.ts';
import { adamw } from './adamw.ts';
import { clipByGlobalNorm, clipByValue } from './clip.ts';
import type { Optimizer } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

const such = (name: string) => `Pass ${name} as such a number.`;

describe('an optimiser refuses', () => {
  it.each<[string, () => Optimizer]>([
    [`adam, beta1: expected a number in [0, 1), received 1. ${such('beta1')}`, () => adam({ beta1: 1 })],
    [
      `adam, beta2: expected a number in [0, 1), received 0.9. ${such('beta2')}`,
      () => adam({ beta2: '0.9' } as unknown as AdamOptions),
    ],
    [
      `adam, epsilon: expected a finite number of at least 0, received NaN. ${such('epsilon')}`,
      () => adam({ epsilon: Number.NaN }),
    ],
    [
      `adamw, weightDecay: expected a finite number of at least 0, received -1. ${such('weightDecay')}`,
      () => adamw({ weightDecay: -1 }),
    ],
    [`sgd, momentum: expected a number in [0, 1), received -0.1. ${such('momentum')}`, () => sgd({ momentum: -0.1 })],
    [
      'sgd, nesterov: expected momentum above 0 as well, received momentum 0. Set momentum, e.g. 0.9, or leave nesterov out.',
      () => sgd({ nesterov: true }),
    ],
    [`rmsprop, alpha: expected a number in [0, 1), received 2. ${such('alpha')}`, () => rmsprop({ alpha: 2 })],
    [
      `clipByGlobalNorm, maxNorm: expected a finite number above 0, received 0. ${such('maxNorm')}`,
      () => clipByGlobalNorm(sgd(), 0),
    ],
    [
      `clipByValue, maxValue: expected a finite number above 0, received Infinity. ${such('maxValue')}`,
      () => clipByValue(sgd(), Number.POSITIVE_INFINITY),
    ],
  ])('%s', (message, make) => expect(make).toThrow(message));

  it('a gradient or a state that is missing or of another shape, by name', () => {
    const variables = { w: tf.variable(tf.zeros([2, 3])) };
    const state = adam().init(variables);
    const update =
      (gradients: Record<string, tf.Tensor>, kept = state) =>
      () =>
        adam().update(gradients, kept, variables, { learningRate: tf.scalar(1) });
    expect(update({})).toThrow(
      'adam: expected a gradient for the variable w, received none. Pass a gradient for every variable, or only the variables that learn.',
    );
    expect(update({ w: tf.zeros([3]) })).toThrow(
      'adam: expected a gradient of shape [2,3] for the variable w, received shape [3]. Pass the gradient by that variable.',
    );
    expect(update({ w: tf.zeros([2, 3]) }, {})).toThrow(
      'adam: expected the state variable step, received none. Pass the state that init of this optimiser made for these variables.',
    );
  });
});
