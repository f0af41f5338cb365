import { describe, expect, it } from 'vitest';
import { pointAt, sizeOf } from './grid.ts';
import { sweepConfig } from './sweepConfig.ts';

const model = { value: 'vae' };
const wrong = (value: unknown) => {
  try {
    sweepConfig(value, 's.yaml');
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
};

describe('a sweep file', () => {
  it('means its parameters as Weights & Biases does', () => {
    const parameters = {
      model,
      beta: { min: 0, max: 4 },
      gamma: { min: 0.5, max: 4 },
      latentSize: { distribution: 'q_uniform', min: 2, max: 9, q: 3 },
      learningRate: { distribution: 'log_uniform_values', min: 1e-4, max: 0.1 },
      optimizer: { values: ['adam', 'sgd'] },
      hidden: { values: [[400]] },
    };
    const { space, fixed } = sweepConfig({ method: 'random', parameters, run_cap: 3 });
    expect(space).toEqual({
      beta: { kind: 'number', low: 0, high: 4, log: false, step: 1 },
      gamma: { kind: 'number', low: 0.5, high: 4, log: false },
      latentSize: { kind: 'number', low: 2, high: 9, log: false, step: 3 },
      learningRate: { kind: 'number', low: 1e-4, high: 0.1, log: true },
      optimizer: { kind: 'choice', values: ['adam', 'sgd'] },
    });
    expect(fixed).toEqual({ model: 'vae', hidden: [400] });
  });

  it('has a grid in the order of its parameters', () => {
    const parameters = { model, a: { values: ['x', 'y'] }, b: { min: 1, max: 3 } };
    const { space, runCap } = sweepConfig({ method: 'grid', parameters });
    expect([sizeOf(space), runCap]).toEqual([6, 6]);
    expect(Array.from({ length: 6 }, (_, i) => Object.values(pointAt(space, i)).join(''))).toEqual([
      'x1',
      'x2',
      'x3',
      'y1',
      'y2',
      'y3',
    ]);
  });

  it.each([
    [{}, 's.yaml, method: expected one of grid, random, bayes, received nothing.'],
    [{ method: 'tpe' }, 's.yaml, method: expected one of grid, random, bayes, received "tpe".'],
    [{ method: 'grid', parameters: {} }, 's.yaml, parameters.model: expected a model'],
    [
      { method: 'grid', parameters: { model } },
      'parameters: expected one with several values or a range, received none.',
    ],
    [
      { method: 'random', parameters: { model, a: { values: [1, 2] } } },
      's.yaml, run_cap: expected a number of trials',
    ],
    [{ method: 'grid', parameters: { model, a: { min: 0, max: 0.5 } } }, 'since a grid needs values'],
    [
      { method: 'grid', parameters: { model, a: { min: 2, max: 1 } } },
      's.yaml, parameters.a: expected a min below max',
    ],
    [
      { method: 'grid', parameters: { model, a: {} } },
      'parameters.a: expected value, values, or min and max, received nothing',
    ],
    [
      { method: 'grid', parameters: { model: 'vae' } },
      'parameters.model: expected keys such as value, values, or min and max, received "vae". Write { value: "vae" }.',
    ],
    [{ method: 'grid', parameters: { model, a: [1, 2] } }, 'received [1,2]. Write { values: [1,2] }.'],
    [{ method: 'grid', parameters: { model, a: null } }, 'received null. Write { value: … } or { values: [ … ] }.'],
    [{ method: 'grid', parameters: { model, a: { min: 1 } } }, 'parameters.a.max: expected one for uniform'],
    [
      { method: 'grid', parameters: { model, a: { values: [] } } },
      'parameters.a.values: expected at least 1 value, received []',
    ],
    [
      { method: 'grid', parameters: { model, a: { mean: 1 } } },
      'parameters.a.mean: expected a known key, received mean.',
    ],
    [
      { method: 'grid', parameters: { model, a: { distribution: 'log_uniform_values', min: 0, max: 1 } } },
      'parameters.a.min: expected a number above 0 for log_uniform_values, received 0.',
    ],
    [
      { method: 'grid', parameters: { model, a: { distribution: 'normal', min: 0, max: 1 } } },
      'expected one of constant, categorical, uniform,',
    ],
    [{ method: 'grid', parameters: { model, threads: { values: [1, 2] } } }, 'parameters.threads: expected one value'],
    [
      { method: 'grid', parametres: {} },
      'parametres: expected a known key, received parametres. Did you mean parameters?',
    ],
    [
      { method: 'grid', parameters: { model }, early_terminate: { type: 'median' } },
      'early_terminate.type: expected one of',
    ],
  ])('refuses %j in one line', (value, message) => {
    expect(wrong(value)).toContain(message);
    expect(wrong(value)).not.toContain('\n');
  });
});
