import { mapTable, permutation, streams, type Table, table } from '@latentkit/core';
import { fillUniform } from '@latentkit/core/internal';
import { squaredError } from '@latentkit/losses';
import type { OpenRun } from '@latentkit/runs';
import { first, splitOf } from '@latentkit/runs';
import { type Histogram, histogram } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { seed, split } from './options.ts';

export const plausibility = defineFigure({
  summary: 'what a model finds plausible: energies ‖y − ỹ‖² of data, of shuffled pixels and of noise',
  runs: ['any model'],
  train: ['latentkit train autoencoder', 'latentkit train autoencoder --latent-size 1024 --hidden 1024'],
  options: { examples: z.int().positive().default(2000).describe('how many of each kind'), split, seed },
  inReport: () => ({ options: { examples: 1000 } }),
  async draw([run], { examples, split, seed }) {
    const y = first(splitOf(await run.data(), split).y, examples);
    const kinds = { data: y, 'data, pixels shuffled': shuffled(y, seed), noise: noise(y, seed) };
    const distributions: { name: string; values: ArrayLike<number> }[] = [];
    for (const [name, rows] of Object.entries(kinds)) distributions.push({ name, values: await energies(run, rows) });
    const chart: Histogram = {
      title: 'What the model finds plausible',
      x: { label: 'energy ‖y − ỹ‖²', log: true },
      y: { label: 'examples' },
      distributions,
    };
    return Object.assign(histogram(chart), {
      name: 'plausibility',
      title: chart.title,
      caption:
        'Low energy is what a model takes for data. One that has collapsed to the identity reconstructs everything: all three lie together.',
    });
  },
});

async function energies({ engine, model }: OpenRun, rows: Table): Promise<ArrayLike<number>> {
  const state = Object.values(model.variables);
  const { values } = await mapTable({ engine, map: (y) => squaredError(y, model.reconstruct(y)), state, table: rows });
  // On a logarithmic axis an energy of exactly 0 has no place.
  return values.map((value) => Math.max(value, 1e-9));
}

/** Uniform numbers of the data's range. */
function noise({ values, shape, scale }: Table, seed: number): Table {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const uniform = fillUniform(new Float32Array(values.length), { seed, stream: streams.callers, step: 0 });
  uniform.forEach((u, i) => {
    uniform[i] = scale * (low + (high - low) * u);
  });
  return table(uniform, shape);
}

/** The pixels of each example in one other order: each has the same numbers, and no shape. */
function shuffled({ values, shape, scale }: Table, seed: number): Table {
  const size = values.length / (shape[0] as number);
  const order = permutation(size, { seed, stream: streams.callers, step: 1 });
  const moved = values.slice();
  for (let start = 0; start < moved.length; start += size) {
    for (let i = 0; i < size; i++) moved[start + i] = values[start + (order[i] as number)] as number;
  }
  return table(moved, shape, scale);
}
