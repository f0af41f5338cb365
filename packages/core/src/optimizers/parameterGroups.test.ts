import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { adam } from './adam.ts';
import type { Optimizer } from './optimizer.ts';
import { parameterGroups } from './parameterGroups.ts';
import { sgd } from './sgd.ts';

beforeAll(() => tf.setBackend('cpu'));

/** Three updates of these variables by gradients that depend on where they are. */
function follow(optimizer: Optimizer, start: Readonly<Record<string, number>>, rate = 0.1) {
  return tf.tidy(() => {
    const entries = Object.entries(start).map(([name, value]) => [name, tf.variable(tf.scalar(value))] as const);
    const variables = Object.fromEntries(entries);
    const state = optimizer.init(variables);
    for (let i = 0; i < 3; i++) {
      const gradients = Object.fromEntries(entries.map(([name, variable]) => [name, tf.mul(tf.cos(variable), i + 1)]));
      optimizer.update(gradients, state, variables, { learningRate: tf.scalar(rate) });
    }
    const end = Object.fromEntries(entries.map(([name, variable]) => [name, variable.dataSync()[0]]));
    tf.dispose([...Object.values(state), ...entries.map(([, variable]) => variable)]);
    return { end, state: Object.keys(state) };
  });
}

const groups = parameterGroups([
  { match: /^encoder/, optimizer: adam(), learningRate: (base) => tf.mul(base, 0.1) },
  { match: /./, optimizer: sgd({ momentum: 0.9 }) },
]);

describe('parameterGroups', () => {
  it('is each optimiser alone on its variables, at its learning rate; the first match counts', () => {
    const { end, state } = follow(groups, { 'encoder/w': 1, 'decoder/w': 2 });
    expect(end['encoder/w']).toBe(follow(adam(), { w: 1 }, 0.01).end.w);
    expect(end['decoder/w']).toBe(follow(sgd({ momentum: 0.9 }), { w: 2 }).end.w);
    expect(state).toEqual(['0/first/encoder/w', '0/second/encoder/w', '0/step', '1/velocity/decoder/w']);
  });

  it('refuses a group without variables and a variable without a group', () => {
    expect(() => follow(groups, { w: 1 })).toThrow(
      'parameterGroups: expected variables that match /^encoder/, received w. Match the names',
    );
    const one = parameterGroups([{ match: /^encoder/, optimizer: sgd() }]);
    expect(() => follow(one, { 'encoder/w': 1, 'decoder/w': 2 })).toThrow(
      'parameterGroups: expected a group for every variable, received none for decoder/w. Add a last group that matches /./.',
    );
  });
});
