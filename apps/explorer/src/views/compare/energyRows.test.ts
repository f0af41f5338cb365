import { expect, it } from 'vitest';
import { energyRows } from './energyRows.ts';

const vae = {
  energy: {
    terms: [
      { name: 'reconstruction', weight: 1, unit: 'nats' },
      { name: 'divergence', weight: 4, unit: 'nats' },
    ],
  },
};
const plain = { energy: { terms: [{ name: 'reconstruction', weight: 1, unit: 'squared error' }] } };

it('rows are of the terms of either run, and F', () => {
  expect(
    energyRows(
      [vae, plain],
      [
        { terms: { reconstruction: 100, divergence: 3 }, energy: 112 },
        { terms: { reconstruction: 30 }, energy: 30 },
      ],
    ),
  ).toEqual([
    { name: 'reconstruction', values: [100, 30], units: ['nats', 'squared error'] },
    { name: 'divergence', values: [3, undefined], units: ['nats', undefined] },
    { name: 'F(y)', values: [112, 30], units: ['nats', 'squared error'] },
  ]);
});
