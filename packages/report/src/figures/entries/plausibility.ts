import type { Table } from '@latentkit/core';
import type { OpenRun } from '@latentkit/runs';
import { first, splitOf } from '@latentkit/runs';
import { type Histogram, histogram } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { medianOf } from '../../verdict/statistics.ts';
import { distinctNames } from '../namesOf.ts';
import { noData } from '../noData.ts';
import { reconstructionErrors } from '../reconstructionErrors.ts';
import { seed, split } from './options.ts';

export const plausibility = defineFigure({
  summary: 'does a model tell data from noise? Histograms of ‖y − ỹ‖² for data, shuffled data and noise',
  runs: ['any models on the same data…'],
  train: [
    'latentkit train autoencoder',
    'latentkit train autoencoder --data spiral --hidden none --latent-size 16 --epochs 60',
  ],
  options: { examples: z.int().positive().default(2000).describe('how many of each kind'), split, seed },
  inReport: () => ({ options: { examples: 1000 } }),
  async draw(runs, { examples, split, seed }) {
    const names = distinctNames(runs.map(({ spec }) => spec));
    const distributions: Distribution[] = [];
    let spread = 0;
    for (const [i, run] of runs.entries()) {
      const y = first(splitOf(await run.data(), split).y, examples);
      if (i === 0) spread = squaredSpread(y);
      const all = Object.entries({ data: y, ...noData(y, seed) });
      // Several models on one axis: the data and the noise of each.
      const kinds = runs.length === 1 ? all : all.filter(([kind]) => kind === 'data' || kind === 'noise');
      for (const [kind, rows] of kinds) {
        const name = runs.length === 1 ? kind : `${names[i]}: ${kind}`;
        distributions.push({ name, values: await energies(run, rows) });
      }
    }
    const chart: Histogram = {
      title: 'Does the model tell data from noise?',
      x: { label: 'energy ‖y − ỹ‖²', log: true },
      y: { label: 'examples' },
      distributions,
    };
    return Object.assign(histogram(chart), {
      name: 'plausibility',
      title: chart.title,
      caption: captionOf(distributions, { each: distributions.length / runs.length, spread }),
    });
  },
});

interface Distribution {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** Told from the medians: those of each model, of which the first is the data's, then what they mean. */
function captionOf(distributions: readonly Distribution[], { each, spread }: { each: number; spread: number }): string {
  const told = distributions.map(({ name, values }) => `${name} ${Number(medianOf(values).toPrecision(2))}`).join('; ');
  const verdicts = Array.from({ length: distributions.length / each }, (_, i) => {
    const own = distributions.slice(i * each, (i + 1) * each);
    const [data, ...others] = own.map(({ values }) => medianOf(values)) as [number, ...number[]];
    const name = own[0]?.name.replace(/: data$/, '');
    return `${each === distributions.length ? '' : `${name}: `}${verdict(Math.min(...others) / data, data / spread)}`;
  });
  return `Median energy: ${told}. ${verdicts.join(' ')}`;
}

/** A model whose median energy of data is below this part of their mean squared distance from their mean copies them. */
const copying = 0.05;

/**
 * @param ratio of the lowest median energy of shuffled data and noise to that of the data
 * @param part of the data's own spread that is their median energy
 */
function verdict(ratio: number, part: number): string {
  if (ratio > 3) return 'The data has far less energy than the other inputs: the model tells them apart.';
  if (ratio > 1.3) return `The data has the least energy; the next lowest is ${ratio.toPrecision(2)} times as high.`;
  if (ratio < 1 / 1.3)
    return 'Some other inputs have less energy than the data, so this energy does not tell data from other inputs.';
  const alike = 'The model reconstructs data and other inputs about equally well';
  return part < copying
    ? `${alike}: it copies whatever it is given and has learned nothing about the data.`
    : `${alike}, so this energy does not tell them apart.`;
}

/** Mean over rows of ‖y − ȳ‖². */
function squaredSpread({ values, shape, scale }: Table): number {
  const rows = shape[0] as number;
  const size = values.length / rows;
  const [sums, squares] = [new Float64Array(size), new Float64Array(size)];
  for (let i = 0; i < values.length; i++) {
    const value = (values[i] as number) * scale;
    sums[i % size] = (sums[i % size] as number) + value / rows;
    squares[i % size] = (squares[i % size] as number) + value ** 2 / rows;
  }
  return squares.reduce((sum, square, i) => sum + square - (sums[i] as number) ** 2, 0);
}

/** On a logarithmic axis an energy of exactly 0 has no place. */
async function energies(run: OpenRun, rows: Table): Promise<Float32Array> {
  return (await reconstructionErrors(run, rows)).map((value) => Math.max(value, 1e-9));
}
