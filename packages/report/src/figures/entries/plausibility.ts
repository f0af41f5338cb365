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
  summary: 'what a model takes for data: energies ‖y − ỹ‖² of data, of shuffled data and of noise',
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
    for (const [i, run] of runs.entries()) {
      const y = first(splitOf(await run.data(), split).y, examples);
      const all = Object.entries({ data: y, ...noData(y, seed) });
      // Several models on one axis: the data and the noise of each.
      const kinds = runs.length === 1 ? all : all.filter(([kind]) => kind === 'data' || kind === 'noise');
      for (const [kind, rows] of kinds) {
        const name = runs.length === 1 ? kind : `${names[i]}: ${kind}`;
        distributions.push({ name, values: await energies(run, rows) });
      }
    }
    const chart: Histogram = {
      title: 'What the model takes for data',
      x: { label: 'energy ‖y − ỹ‖²', log: true },
      y: { label: 'examples' },
      distributions,
    };
    return Object.assign(histogram(chart), {
      name: 'plausibility',
      title: chart.title,
      caption: captionOf(distributions, distributions.length / runs.length),
    });
  },
});

interface Distribution {
  readonly name: string;
  readonly values: ArrayLike<number>;
}

/** Told from the medians: those of each model, of which the first is the data's, then what they mean. */
function captionOf(distributions: readonly Distribution[], each: number): string {
  const told = distributions.map(({ name, values }) => `${name} ${Number(medianOf(values).toPrecision(2))}`).join('; ');
  const verdicts = Array.from({ length: distributions.length / each }, (_, i) => {
    const own = distributions.slice(i * each, (i + 1) * each);
    const [data, ...others] = own.map(({ values }) => medianOf(values)) as [number, ...number[]];
    const name = own[0]?.name.replace(/: data$/, '');
    return `${each === distributions.length ? '' : `${name}: `}${verdict(Math.min(...others) / data)}`;
  });
  return `Median energy: ${told}. ${verdicts.join(' ')}`;
}

/** @param ratio of the lowest median energy of what is no data to that of the data */
function verdict(ratio: number): string {
  if (ratio > 3) return 'Data have far less energy than the rest: the model knows them apart.';
  if (ratio > 1.3) return 'Data have less energy than the rest, but not by much.';
  return 'The model reconstructs all of them about equally well: it has collapsed to the identity and knows nothing of the data.';
}

/** On a logarithmic axis an energy of exactly 0 has no place. */
async function energies(run: OpenRun, rows: Table): Promise<Float32Array> {
  return (await reconstructionErrors(run, rows)).map((value) => Math.max(value, 1e-9));
}
