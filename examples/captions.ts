// From a caption to an image in two stages: npm run captions -- [images] [epochs] [folder]
import { mkdirSync, writeFileSync } from 'node:fs';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, schedules, train } from '@latentkit/core';
import { resolveEngine } from '@latentkit/core/node';
import { scenes, take } from '@latentkit/datasets';
import {
  codeUsage,
  convolutionalVectorQuantizedAutoencoder,
  drawImages,
  indicesOf,
  kMeansStart,
  runningMeans,
  textToImageModel,
  tokenLikelihood,
  usualDraw,
} from '@latentkit/models';
import { barChart, csv, imageGrid, lineChart } from '@latentkit/viz';

const [images = 20_000, epochs = 3] = process.argv.slice(2, 4).map(Number);
const folder = process.argv[4] ?? 'examples-out';
await resolveEngine(); // starts tfjs, which holds the variables
const engine = compiled();
const { train: data, test, words, captions, shown } = scenes({ rows: images, testRows: 200 });
const text = data.text as NonNullable<typeof data.text>;
const batchSize = 32;
const steps = epochs * Math.ceil(images / batchSize);
const run = { engine, epochs, batchSize, optimizer: adam() };
const learningRate = schedules.cosineDecay({
  learningRate: 2e-3,
  steps,
  warmupSteps: Math.floor(Math.min(150, steps / 2)),
});

// Stage 1: images as 4 × 4 cells of three indices, one per channel, of 256 entries, F(y) = C(y, ỹ) + β ‖z − sg(e)‖².
const codes = convolutionalVectorQuantizedAutoencoder({
  filters: [16, 32, 64],
  separateChannels: true,
  codebookSize: 256,
  seed: 1,
});
await kMeansStart(codes, { y: take(data, Math.min(images, 256)).y, engine });
const stage1 = { model: codes, ...runningMeans({ decay: 0.98, dead: 0.05 }), data: { y: data.y }, learningRate };
for await (const event of train({ ...stage1, ...run })) {
  if (event.kind === 'epoch') console.log(`codes, epoch ${event.epoch}: ${event.terms.reconstruction.toFixed(1)} nats`);
}
const ten = take(test, 10).y;
const state = Object.values(codes.variables);
const soft = await mapTable({ engine, map: (y) => codes.decode(codes.softCodes(y)), state, table: ten });
const hard = await mapTable({ engine, map: codes.reconstruct, state, table: ten });
const { counts, perplexity } = codeUsage((await indicesOf(codes, { engine, y: test.y })).values, codes.size);

// Stage 2: E(t, k) = −Σ log p(tᵢ | t‹ᵢ) − Σ log p(kⱼ | k‹ⱼ, t). The codes are part of the model, and stay as they are.
const model = textToImageModel(codes, { words, textLength: text.shape[1] as number, width: 96, depth: 3, seed: 1 });
const stage2 = { model, objective: tokenLikelihood(), data: { y: data.y, text }, learningRate };
for await (const event of train({ ...stage2, ...run })) {
  if (event.kind === 'epoch')
    console.log(`words, epoch ${event.epoch}: ${event.terms.image.toFixed(1)} nats per image`);
}

// Eight images for each of four captions that it has not learned from.
const asked = test.text as NonNullable<typeof test.text>;
const drawn = [];
for (const [row, title] of captions.test.slice(0, 4).entries()) {
  const caption = { values: repeated(asked, row), shape: [8, text.shape[1] as number], scale: 1 };
  const { images } = await drawImages(model, { engine, text: caption, ...usualDraw });
  drawn.push({ title, images: images.values });
}
// How often one image for each of a hundred captions shows what is asked for, read off its pixels.
const some = take(test, 100);
const answers = await drawImages(model, { engine, text: some.text as typeof asked, ...usualDraw });
const shares = Object.entries(shown?.(captions.test.slice(0, 100), answers.images.values) ?? {}).filter(
  ([, share]) => !Number.isNaN(share),
);
model.dispose();

function repeated({ values, shape }: typeof asked, row: number): Int32Array {
  const length = shape[1] as number;
  return Int32Array.from({ length: 8 * length }, (_, i) => values[row * length + (i % length)] as number);
}

const shape = { height: 32, width: 32, channels: 3 } as const;
const sorted = counts.map((count) => count / counts.reduce((sum, next) => sum + next)).sort((a, b) => b - a);
const figures = {
  captions: imageGrid({ ...shape, title: 'Images drawn for captions', rows: drawn }),
  'hard-and-soft': imageGrid({
    ...shape,
    title: 'Reconstructions before and after the choice of entries',
    rows: [
      { title: 'original', images: ten.values },
      { title: 'codes before the choice', images: soft.values },
      { title: 'chosen entries', images: hard.values },
    ],
  }),
  'caption-accuracy': barChart({
    title: 'What captions ask for and images show',
    x: { label: 'attribute' },
    y: { label: 'share right' },
    names: shares.map(([name]) => name),
    values: shares.map(([, share]) => share),
  }),
  codebook: lineChart({
    title: 'Use of the codebook',
    x: { label: 'entry, by rank' },
    y: { label: 'share of the cells' },
    series: [{ name: `perplexity ${perplexity.toFixed(0)}`, x: [...sorted.keys()], y: sorted }],
  }),
};
mkdirSync(folder, { recursive: true });
for (const [name, figure] of Object.entries(figures)) {
  writeFileSync(`${folder}/${name}.svg`, figure.svg());
  writeFileSync(`${folder}/${name}.csv`, csv(figure.columns));
}
console.log(`${folder}/captions.svg, caption-accuracy.svg, hard-and-soft.svg, codebook.svg`);
