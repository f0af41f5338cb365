import { type Dataset, type Split, take, vocabulary } from '@latentkit/datasets';
import { expected } from '@latentkit/errors';
import { drawImages, isTextToImage, usualDraw } from '@latentkit/models';
import { type OpenRun, requireTextToImage } from '@latentkit/runs';
import { barChart, figureGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { percent } from '../../verdict/statistics.ts';
import { seed } from './options.ts';

export const captionAccuracy = defineFigure({
  summary: 'how often drawn images show what their captions say, by attribute and by relation',
  runs: ['a model of captions and images, on data whose images can be read, such as scenes'],
  train: ['latentkit train text-to-image --tokens <run of grid-vq-vae>'],
  options: {
    count: z.int().positive().default(100).describe('captions of each part, with one image each'),
    guidance: z.number().min(0).default(usualDraw.guidance).describe('guidance: 1 is none'),
    temperature: z.number().positive().default(usualDraw.temperature).describe('sampling temperature'),
    seed,
  },
  async inReport(run) {
    if (!isTextToImage(run.model)) return undefined;
    return (await run.data()).shown ? { first: true, options: {} } : undefined;
  },
  async draw([run], { count, ...options }) {
    const { test, composition, shown } = await run.data();
    if (!shown) {
      throw expected({
        where: `run ${run.path}`,
        expected: 'data whose images can be read, such as scenes',
        received: run.spec.data,
        todo: 'Draw the figure captions instead.',
        code: 'RUN',
      });
    }
    const parts: Part[] = [];
    for (const { name, split } of [
      { name: 'captions of test images', split: test },
      { name: 'combinations that no training image shows', split: composition },
    ])
      if (split) parts.push({ name, ...(await sharesOf(run, shown, first(split, count), options)) });
    const title = 'How often images show what their captions say';
    const figures = parts.map(({ name, shares }) => {
      const known = Object.entries(shares).filter(([, share]) => Number.isFinite(share));
      const [names, values] = [
        known.map(([attribute]) => (attribute === 'exact' ? 'everything' : attribute)),
        known.map(([, share]) => share),
      ];
      return barChart({ title: name, x: { label: 'attribute' }, y: { label: 'share right' }, names, values });
    });
    return Object.assign(figureGrid({ title, figures }), {
      name: 'caption-accuracy',
      title,
      caption: accuracyCaption(parts),
    });
  },
});

export interface Part {
  readonly name: string;
  readonly captions: number;
  readonly shares: Readonly<Record<string, number>>;
}

const first = (split: Split, count: number): Split => take(split, Math.min(count, split.y.shape[0] as number));

async function sharesOf(
  run: OpenRun,
  shown: NonNullable<Dataset['shown']>,
  split: Split,
  options: { guidance: number; temperature: number; seed: number },
): Promise<Omit<Part, 'name'>> {
  const model = requireTextToImage(run);
  const text = split.text as NonNullable<Split['text']>;
  const { images } = await drawImages(model, { engine: run.engine, text, ...options });
  const { decode } = vocabulary(model.options.words);
  const [rows, length] = text.shape as [number, number];
  const captions = Array.from({ length: rows }, (_, row) =>
    decode(text.values.subarray(row * length, (row + 1) * length)),
  );
  return { captions: rows, shares: shown(captions, images.values) };
}

/** Read off the bars. */
export function accuracyCaption(parts: readonly Part[]): string {
  const told = parts.map(({ name, captions, shares }) => {
    const known = Object.entries(shares).filter(([name, share]) => name !== 'exact' && Number.isFinite(share));
    const [worst, least] = known.reduce((low, one) => (one[1] < low[1] ? one : low), known[0] ?? ['', Number.NaN]);
    const said = [
      shares.exact === undefined ? '' : `everything is right in ${percent(shares.exact)} of the images`,
      least < 1 || shares.exact === undefined ? `the lowest share is that of ${worst}, ${percent(least)}` : '',
    ];
    return `${name} (${captions}): ${said.filter(Boolean).join('; ')}`;
  });
  return `One image is drawn for each caption, and what it shows is read off its pixels. ${told.map((one) => one[0]?.toUpperCase() + one.slice(1)).join('. ')}.`;
}
