import '@tensorflow/tfjs-backend-cpu';
import { adam, eager, streams, table, train } from '@latentkit/core';
import { fillNormal } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import { laws } from '@latentkit/test-kit';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { withRegularizer } from '../energy/codeRegularizer.ts';
import { l1 } from '../energy/l1.ts';
import type { ModelFiles } from '../files/modelFiles.ts';
import { fista, ista } from '../infer/fista.ts';
import { type InferredEnergyTerm, inferredEnergy } from '../latentEnergy/inferredEnergy.ts';
import { dictionary, largestEigenvalue } from './dictionary.ts';
import {
  loadSparseCodingModel,
  type SparseCodingModel,
  saveSparseCodingModel,
  sparseCodingModel,
} from './sparseCodingModel.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const normals = (count: number, step: number) =>
  fillNormal(new Float32Array(count), { seed: 3, stream: streams.callers, step });
const lambda = 0.8;
const atoms = dictionary({ exampleShape: [6], atoms: 10, seed: 4 });
const y = () => tf.tensor2d(normals(24, 0), [4, 6]);
const energy = () => withRegularizer((z) => squaredError(y(), atoms.decode(z)), l1(), lambda);

describe('the lasso, ‖y − zD‖² + λ|z|', () => {
  it('FISTA ends where its optimality conditions hold: ∇ᵢ = −λ sign zᵢ where zᵢ ≠ 0, |∇ᵢ| ≤ λ where it is 0', () => {
    const lipschitz = atoms.lipschitz();
    const { z } = fista(energy(), tf.zeros([4, 10]), { steps: 300, lipschitz });
    const slope = tf
      .grad((codes: tf.Tensor) => tf.sum(squaredError(y(), atoms.decode(codes))))(z)
      .dataSync();
    const codes = [...z.dataSync()];
    const zeros = codes.filter((value) => value === 0).length;
    expect(zeros).toBeGreaterThan(10);
    expect(zeros).toBeLessThan(36);
    codes.forEach((value, i) => {
      if (value === 0) expect(Math.abs(slope[i] as number)).toBeLessThanOrEqual(lambda + 1e-3);
      else expect(Math.abs((slope[i] as number) + lambda * Math.sign(value))).toBeLessThan(2e-3);
    });
  });

  it('ISTA comes to the same energies, later; by neither does the energy of an example rise', () => {
    const lipschitz = atoms.lipschitz();
    const fast = fista(energy(), tf.zeros([4, 10]), { steps: 60, lipschitz }).energies.arraySync();
    const slow = ista(energy(), tf.zeros([4, 10]), { steps: 600, lipschitz }).energies.arraySync();
    for (const rows of [fast, slow]) {
      rows.slice(1).forEach((row, k) => {
        row.forEach((value, i) => {
          expect(value).toBeLessThanOrEqual((rows[k]?.[i] as number) * (1 + 1e-6));
        });
      });
    }
    const total = (row: number[] | undefined) => (row as number[]).reduce((sum, value) => sum + value);
    expect(total(fast[60])).toBeCloseTo(total(slow[600]), 3);
    expect(total(fast[20])).toBeLessThan(total(slow[20]));
  });
});

it('FISTA and ISTA come within 3e-6 of the codes that coordinate descent finds in float64', () => {
  const [rows, columns] = [4, 6];
  const unit = atoms.decode(tf.eye(10)).arraySync() as number[][];
  const dot = (a: ArrayLike<number>, b: readonly number[]) =>
    b.reduce((sum, value, i) => sum + value * (a[i] as number), 0);
  const truth = Array.from({ length: rows }, (_, row) => {
    const rest = Float64Array.from(normals(24, 0).slice(row * columns, (row + 1) * columns));
    const code = new Array<number>(10).fill(0);
    for (let sweep = 0; sweep < 3000; sweep++) {
      unit.forEach((atom, j) => {
        // argmin by zⱼ: soft(dⱼ·(r + zⱼdⱼ), λ/2) / ‖dⱼ‖²
        const size = dot(atom, atom);
        const along = dot(rest, atom) + size * (code[j] as number);
        const next = (Math.sign(along) * Math.max(Math.abs(along) - lambda / 2, 0)) / size;
        for (let i = 0; i < columns; i++)
          rest[i] = (rest[i] as number) - (next - (code[j] as number)) * (atom[i] as number);
        code[j] = next;
      });
    }
    return code;
  });
  const lipschitz = atoms.lipschitz();
  for (const [descend, steps] of [
    [fista, 200],
    [ista, 400],
  ] as const) {
    const { z } = descend(energy(), tf.zeros([4, 10]), { steps, lipschitz });
    expect(tf.max(tf.abs(tf.sub(z, tf.tensor2d(truth)))).dataSync()[0]).toBeLessThan(3e-6);
  }
});

it('the bound on the largest eigenvalue is never below it, and within n^(1/64)', () => {
  // Eigenvalues 1, 4 and 9 in a turned basis, and all equal, where the bound is loosest.
  const turned = tf.tensor2d([
    [5, 2, 0],
    [2, 2, 0],
    [0, 0, 3],
  ]); // 6, 1, 3
  const [exact, bound] = [6, largestEigenvalue(turned).dataSync()[0] as number];
  expect(bound).toBeGreaterThanOrEqual(exact * (1 - 1e-5));
  expect(bound).toBeLessThan(exact * 3 ** (1 / 64) * (1 + 1e-5));
  expect(largestEigenvalue(tf.eye(10)).dataSync()[0]).toBeCloseTo(10 ** (1 / 64), 4);
});

it('learns atoms of which few explain each observation', async () => {
  // Each observation is one of three directions, scaled.
  const directions = [
    [0.6, 0.8, 0, 0],
    [0, 0, 0.8, -0.6],
    [0.5, -0.5, 0.5, 0.5],
  ];
  const scales = normals(48, 1);
  const values = Float32Array.from({ length: 192 }, (_, i) => {
    const row = Math.floor(i / 4);
    return (2 + (scales[row] as number)) * (directions[row % 3]?.[i % 4] as number);
  });
  const model = sparseCodingModel({ exampleShape: [4], atoms: 3, seed: 2 });
  const rule = inferredEnergy({ regularization: model.regularization });
  const options = { model, ...rule, data: { y: table(values, [48, 4]) }, optimizer: adam(), learningRate: 0.03 };
  const totals: number[] = [];
  for await (const event of train({ ...options, engine: eager(), epochs: 30, batchSize: 48 })) {
    if (event.kind === 'epoch') totals.push(event.terms.reconstruction);
  }
  expect(totals.at(-1)).toBeLessThan(0.2 * (totals[0] as number));
  model.dispose();
});

const made = { exampleShape: [2, 3], atoms: 8, regularization: 0.3, steps: 60 };

laws<SparseCodingModel, InferredEnergyTerm, ModelFiles>('sparse coding', {
  backend: 'cpu',
  make: (seed) => sparseCodingModel({ ...made, seed }),
  ...inferredEnergy({ regularization: 0.3 }),
  y: table(normals(24, 2), [4, 2, 3]),
  save: saveSparseCodingModel,
  load: loadSparseCodingModel,
});
