import '@tensorflow/tfjs-backend-cpu';
import { backpropagation, counterRandom, streams } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { klSparsity } from '../energy/klSparsity.ts';
import { l1 } from '../energy/l1.ts';
import { l2 } from '../energy/l2.ts';
import { denseAutoencoder, reconstruction } from '../index.ts';
import { targetPropagation } from './targetPropagation.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const make = () => denseAutoencoder({ imageShape: [5], hidden: [8], latentSize: 2, seed: 4 });
const y = () => tf.tensor2d(fillUniform(new Float32Array(30), { seed: 2, stream: streams.callers, step: 0 }), [6, 5]);
const random = () => counterRandom({ seed: 1, step: 0 });
const cost = squaredError;
const relaxation = { steps: 60, stepSize: 0.2 };

describe('targetPropagation', () => {
  it.each([
    ['none', undefined],
    ['L2', l2()],
    ['L1', l1()],
    ['KL', klSparsity({ rate: 0.2 })],
  ])('infers downhill for every example, R = %s', (_, regularizer) => {
    const model = make();
    const { energies } = targetPropagation({ cost, ...(regularizer && { regularizer }) }).infer(model, y());
    const rows = energies.arraySync() as number[][];
    rows[0]?.forEach((first, example) => {
      const column = rows.map((row) => row[example] as number);
      column.slice(1).forEach((value, k) => {
        expect(value).toBeLessThanOrEqual(column[k] as number);
      });
      expect(column.at(-1)).toBeLessThan(first);
    });
    model.dispose();
  });

  it('reports the terms of E at ž, whose weighted sum with the gap is E at z̃', () => {
    const model = make();
    const parts = targetPropagation({ cost, regularizer: l2(), regularization: 0.3, distance: 2, relaxation });
    const { reconstruction, regularization, distance, amortizationGap } = parts.objective.terms(
      model,
      { y: y() },
      random(),
    );
    const guess = model.encode(y());
    const atGuess = tf.add(cost(y(), model.decode(guess)), tf.mul(l2().energy(guess), 0.3)).dataSync();
    atGuess.forEach((energy, i) => {
      const at = (term: tf.Tensor) => term.dataSync()[i] as number;
      const atTarget = at(reconstruction) + 0.3 * at(regularization) + 2 * at(distance);
      expect(atTarget + at(amortizationGap)).toBeCloseTo(energy, 5);
      expect(at(amortizationGap)).toBeGreaterThan(0);
    });
    model.dispose();
  });

  it('gives the decoder ∇C(y, Dec(ž)) and the encoder ∇γD(ž, Enc(y)), ž held fixed', () => {
    const model = make();
    const parts = targetPropagation({ cost, distance: 3, relaxation });
    const { gradients } = parts.learn(model)({ y: y() }, random(), parts.objective.weights as never);
    const { z } = parts.infer(model, y());
    const variables = Object.values(model.variables);
    const decoder = tf.variableGrads(() => tf.mean(cost(y(), model.decode(z))), variables).grads;
    const encoder = tf.variableGrads(() => tf.mul(tf.mean(squaredError(z, model.encode(y()))), 3), variables).grads;
    for (const [name, variable] of Object.entries(model.variables)) {
      const expected = (name.startsWith('encoder') ? encoder : decoder)[variable.name] as tf.Tensor;
      expect([...(gradients[name] as tf.Tensor).dataSync()]).toEqual([...expected.dataSync()]);
    }
    model.dispose();
  });

  it('goes where backpropagation goes, for the encoder, as the targets come close to the guesses', () => {
    const model = make();
    const { gradients: exact } = backpropagation(model, reconstruction({ cost }))({ y: y() }, random(), {
      reconstruction: 1,
    });
    // ž − z̃ ≈ −∇C/2γ, so 2γ(z̃ − ž) is what backpropagation hands to the encoder.
    const parts = targetPropagation({ cost, distance: 300, relaxation: { steps: 60, stepSize: 1e-3 } });
    const { gradients } = parts.learn(model)({ y: y() }, random(), parts.objective.weights as never);
    for (const name of Object.keys(model.variables)) {
      const [mine, theirs] = [gradients[name], exact[name]] as [tf.Tensor, tf.Tensor];
      const error = (tf.norm(tf.sub(mine, theirs)).dataSync()[0] as number) / (tf.norm(theirs).dataSync()[0] as number);
      expect(error).toBeLessThan(0.02);
    }
    model.dispose();
  });
});
