import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
// For the gradient functions, which tfjs-core alone does not register.
import '@tensorflow/tfjs-layers';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import type { NamedVariables } from '../tensors.ts';
import { adam } from './adam.ts';
import { adamw } from './adamw.ts';
import { clipByGlobalNorm } from './clip.ts';
import type { Optimizer } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

interface Values {
  readonly shape: number[];
  readonly data: number[];
}
type Step = { loss_before: number; params_after: Record<string, Values> };
interface Golden {
  inputs: { x: Values; params0: Record<string, Values>; cases: Record<string, { lr: number }> };
  expected: Record<string, { steps: Step[] }>;
}

/** Five steps of each case by torch in float64: weights after every step. */
const golden: Golden = JSON.parse(
  readFileSync(new URL('../../testdata/optimizers_5steps.json', import.meta.url), 'utf8'),
);
/** The file allows float32 ten times as much; what was seen is 2e-7. */
const within = 1e-6;

const cases: Record<string, Optimizer> = {
  adam: adam(),
  adam_l2: adam({ weightDecay: 0.01 }),
  'adam_l2_1e-5_lr1e-3': adam({ weightDecay: 1e-5 }),
  adam_betas: adam({ beta1: 0.5, beta2: 0.9, epsilon: 1e-6 }),
  adamw: adamw({ weightDecay: 0.05 }),
  sgd: sgd(),
  sgd_momentum: sgd({ momentum: 0.9 }),
  sgd_nesterov_l2: sgd({ momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  rmsprop: rmsprop(),
  rmsprop_centered_momentum: rmsprop({ alpha: 0.9, momentum: 0.5, centered: true }),
  sgd_clip_norm: clipByGlobalNorm(sgd(), 0.05),
};

/** mean (σ(W₂ tanh(W₁ x + b₁) + b₂) − x)² over all numbers of x [6, 4]; torch keeps weights as [out, in]. */
function loss(x: tf.Tensor2D, { W1, b1, W2, b2 }: NamedVariables): tf.Scalar {
  const h = tf.tanh(tf.add(tf.matMul(x, W1 as tf.Tensor2D, false, true), b1 as tf.Tensor));
  const y = tf.sigmoid(tf.add(tf.matMul(h as tf.Tensor2D, W2 as tf.Tensor2D, false, true), b2 as tf.Tensor));
  return tf.mean(tf.squaredDifference(y, x));
}

function variablesOf(params: Record<string, Values>): Record<string, tf.Variable> {
  const entries = Object.entries(params).map(([name, { shape, data }]) => [name, tf.variable(tf.tensor(data, shape))]);
  return tf.tidy(() => Object.fromEntries(entries));
}

function gradientsOf(x: tf.Tensor2D, variables: NamedVariables) {
  const names = Object.keys(variables);
  const { value, grads } = tf.variableGrads(() => loss(x, variables), Object.values(variables));
  return {
    value,
    gradients: Object.fromEntries(
      names.map((name) => [name, grads[(variables[name] as tf.Variable).name] as tf.Tensor]),
    ),
  };
}

describe.each(['cpu', 'wasm'])("torch's trajectories on %s", (backend) => {
  it.each(Object.entries(cases))('%s', async (name, optimizer) => {
    await tf.setBackend(backend);
    const { x, params0, cases: options } = golden.inputs;
    const variables = variablesOf(params0);
    const state = optimizer.init(variables);
    const inputs = tf.tensor2d(x.data, x.shape as [number, number]);
    const tensors = tf.memory().numTensors;
    for (const step of (golden.expected[name] as { steps: Step[] }).steps) {
      tf.tidy(() => {
        const { value, gradients } = gradientsOf(inputs, variables);
        expect(Math.abs((value.dataSync()[0] as number) - step.loss_before)).toBeLessThan(within);
        optimizer.update(gradients, state, variables, {
          learningRate: tf.scalar((options[name] as { lr: number }).lr),
        });
      });
      for (const [parameter, { data }] of Object.entries(step.params_after)) {
        (variables[parameter] as tf.Variable).dataSync().forEach((p, i) => {
          expect(Math.abs(p - (data[i] as number))).toBeLessThan(within);
        });
      }
    }
    expect(tf.memory().numTensors).toBe(tensors);
    tf.dispose([inputs, ...Object.values(state), ...Object.values(variables)]);
  });
});
