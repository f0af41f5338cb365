import { type Split, subset } from '@latentkit/datasets';
import { captionScores, drawImages, isTextToImage, type TextToImageModel, usualDraw } from '@latentkit/models';
import { checkRows, type OpenRun, requireTextToImage } from '@latentkit/runs';
import { imageGrid } from '@latentkit/viz';
import { z } from 'zod';
import { defineFigure } from '../../entry/figureEntry.ts';
import { gridOf } from '../reconstructionsFigure.ts';
import { rows, seed } from './options.ts';

export const captions = defineFigure({
  summary:
    'images drawn for captions of the test split and for combinations that training never showed, next to the true image',
  runs: ['a model of captions and images'],
  train: ['latentkit train text-to-image --tokens <run of grid-vq-vae>'],
  options: {
    rows: rows([0, 1, 2, 3]),
    count: z.int().positive().default(6).describe('images drawn for each caption'),
    guidance: z
      .number()
      .min(0)
      .default(usualDraw.guidance)
      .describe('guidance: 1 means none; larger values follow the caption more closely'),
    temperature: z
      .number()
      .positive()
      .default(usualDraw.temperature)
      .describe('sampling temperature: below 1 makes likely tokens more likely'),
    seed,
  },
  async inReport(run) {
    if (!isTextToImage(run.model)) return undefined;
    const { test } = await run.data();
    return {
      first: true,
      options: { rows: Array.from({ length: Math.min(4, test.y.shape[0] as number) }, (_, row) => row) },
    };
  },
  async draw([run], { rows, ...options }) {
    const model = requireTextToImage(run);
    const { test, composition } = await run.data();
    const parts = composition ? [test, composition] : [test];
    const drawn = [];
    for (const part of parts) {
      checkRows(rows, part);
      drawn.push(await drawnFor(model, subset(part, rows), { ...options, engine: run.engine }));
    }
    const scores = drawn.map(({ score }) => score.toFixed(1));
    const grid = gridOf(
      'Captions, their images, and images drawn for them',
      model.exampleShape as readonly number[],
      drawn.flatMap((one) => one.rows),
    );
    const unseen =
      scores[1] === undefined
        ? ''
        : `, and ${scores[1]} nats in the ${rows.length} rows below, which have a combination that no training image shows`;
    return Object.assign(imageGrid(grid), {
      name: 'captions',
      title: grid.title,
      caption: `Each row shows a caption, its true image, and ${options.count} images drawn for it. In the first ${rows.length} rows, of test images, the caption makes the drawn images more likely by ${scores[0]} nats on average${unseen}.`,
    });
  },
});

interface Options extends Pick<OpenRun, 'engine'> {
  readonly count: number;
  readonly guidance: number;
  readonly temperature: number;
  readonly seed: number;
}

/** A row of images for each example, and how much likelier captions make the drawn ones on average. */
async function drawnFor(model: TextToImageModel, part: Split, { count, engine, ...options }: Options) {
  const [rows, size] = [part.y.shape[0] as number, part.y.values.length / (part.y.shape[0] as number)];
  const times = Array.from({ length: rows * count }, (_, i) => Math.floor(i / count));
  const text = subset(part, times).text as NonNullable<Split['text']>;
  const { images, indices } = await drawImages(model, { engine, text, ...options });
  const scores = await captionScores(model, { engine, text, indices });
  const row = (i: number) => {
    const values = new Float32Array((count + 1) * size);
    for (let at = 0; at < size; at++) values[at] = (part.y.values[i * size + at] as number) * part.y.scale;
    values.set(images.values.subarray(i * count * size, (i + 1) * count * size), size);
    return { title: wordsOf(model, text, i * count), images: { values, shape: [count + 1, ...part.y.shape.slice(1)] } };
  };
  return {
    rows: Array.from({ length: rows }, (_, i) => row(i)),
    score: scores.reduce((sum, score) => sum + score, 0) / scores.length,
  };
}

function wordsOf({ options }: TextToImageModel, { values }: NonNullable<Split['text']>, row: number): string {
  const numbers = Array.from(values.subarray(row * options.textLength, (row + 1) * options.textLength));
  return numbers.flatMap((number) => options.words[number - 1] ?? []).join(' ');
}
