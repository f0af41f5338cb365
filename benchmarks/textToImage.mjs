// How much of a caption its image shows: both stages of text to image trained on `scenes`, and attributes read off what is drawn for captions of
// training images, of test images, and of combinations that no training image shows. One JSON line a result.
//
//   pnpm build && node benchmarks/textToImage.mjs [images, 10000] [epochs of the codes, 8] [epochs of the transformer, 20] [vq or gumbel, vq]
import '@tensorflow/tfjs-backend-cpu';
import { cpus } from 'node:os';
import { compiled } from '@latentkit/compile/node';
import { adam, mapTable, schedules, table, train } from '@latentkit/core';
import { parseCaption, readScene, sceneAccuracy, scenes, vocabulary } from '@latentkit/datasets';
import {
  bestOf,
  codeUsage,
  convolutionalDiscreteVariationalAutoencoder,
  convolutionalVectorQuantizedAutoencoder,
  gumbelSoftmax,
  kMeansStart,
  runningMeans,
  sampleIndices,
  textToImageModel,
  tokenLikelihood,
} from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';

const [rows = 10_000, codeEpochs = 8, priorEpochs = 20] = process.argv.slice(2, 5).map(Number);
const kind = process.argv[5] ?? 'vq';
const engine = compiled();
const started = performance.now();
/** @param {Record<string, unknown>} result */
const print = (result) =>
  console.log(JSON.stringify({ seconds: Math.round((performance.now() - started) / 1000), ...result }));

await tf.setBackend('cpu');
const data = scenes({ rows, testRows: 200, seed: 1 });
const words = vocabulary(data.captions.train);
const textLength = 13;
print({ rows, codeEpochs, priorEpochs, kind, cpu: cpus()[0]?.model, words: words.words.length });

// Stage 1: 8 × 8 indices of 256 entries.
const batchSize = 32;
const steps = codeEpochs * Math.ceil(rows / batchSize);
const sizes = { imageShape: [32, 32, 3], filters: [32, 64], codebookSize: 256, seed: 1 };
const common = { data: { y: data.train.y }, optimizer: adam(), engine, batchSize, seed: 1, epochs: codeEpochs };
const learningRate = schedules.cosineDecay({ learningRate: kind === 'gumbel' ? 1e-3 : 2e-3, steps });

/** @returns {Promise<import('@latentkit/models').ImageCodes>} */
async function trainCodes() {
  if (kind === 'gumbel') {
    const model = convolutionalDiscreteVariationalAutoencoder(sizes);
    const temperature = { from: 2, to: 1 / 16 };
    const rule = gumbelSoftmax({ annealingSteps: Math.ceil(0.8 * steps), beta: 0.3, temperature });
    for await (const event of train({ model, ...rule, ...common, learningRate })) {
      if (event.kind === 'epoch')
        print({ stage: 1, epoch: event.epoch, ...event.terms, perSecond: event.examplesPerSecond });
    }
    return model;
  }
  const model = convolutionalVectorQuantizedAutoencoder(sizes);
  const few = { ...data.train.y, values: data.train.y.values.subarray(0, 256 * 3072), shape: [256, 32, 32, 3] };
  await kMeansStart(model, { y: few, engine });
  for await (const event of train({ model, ...runningMeans({ decay: 0.98, dead: 0.05 }), ...common, learningRate })) {
    if (event.kind === 'epoch')
      print({ stage: 1, epoch: event.epoch, ...event.terms, perSecond: event.examplesPerSecond });
  }
  return model;
}
const codes = await trainCodes();
const [gridRows, gridColumns] = codes.grid;
const cells = gridRows * gridColumns;

/** The scenes that images of these indices show. @param {Int32Array} indices */
async function seenIn(indices) {
  const images = indices.length / cells;
  const shape = [images, gridRows, gridColumns];
  const { values } = await mapTable({
    engine,
    map: (indices) => tf.mul(codes.imageOf(indices), 255),
    state: Object.values(codes.variables),
    table: table(indices, shape),
  });
  return Array.from({ length: images }, (_, i) => readScene(values.subarray(i * 3072, (i + 1) * 3072)));
}

for (const part of /** @type {const} */ (['test', 'composition'])) {
  const { y } = data[part];
  const images = y.shape[0];
  const { values } = await mapTable({
    engine,
    map: (y) => codes.indices(y),
    state: Object.values(codes.variables),
    table: y,
  });
  const indices = Int32Array.from(values);
  const real = Array.from({ length: images ?? 0 }, (_, i) => readScene(y.values.subarray(i * 3072, (i + 1) * 3072)));
  const { perplexity, dead } = codeUsage(indices, codes.size);
  const accuracy = sceneAccuracy((await seenIn(indices)).map((seen, i) => ({ asked: real[i] ?? [], seen })));
  print({ stage: 1, reconstructed: part, perplexity, dead: dead.length, accuracy });
}

// Stage 2
const options = { words: words.words, textLength, width: 64, heads: 4, depth: 2, seed: 1 };
const model = textToImageModel(codes, options);
const text = words.encode(data.captions.train, textLength);
const priorBatch = 32;
const priorSteps = priorEpochs * Math.ceil(rows / priorBatch);
for await (const event of train({
  model,
  objective: tokenLikelihood({ captionDropout: 0.1 }),
  ...common,
  data: { y: data.train.y, text },
  batchSize: priorBatch,
  epochs: priorEpochs,
  learningRate: schedules.cosineDecay({
    learningRate: 2e-3,
    steps: priorSteps,
    warmupSteps: Math.ceil(priorSteps / 20),
  }),
})) {
  if (event.kind === 'epoch')
    print({ stage: 2, epoch: event.epoch, ...event.terms, perSecond: event.examplesPerSecond });
}

const ways = { plain: {}, guided: { guidance: 2 }, narrow: { guidance: 2, topP: 0.9, temperature: 0.7 } };
for (const part of /** @type {const} */ (['train', 'test', 'composition'])) {
  const captions = data.captions[part].slice(0, 100);
  const asked = captions.map((caption) => parseCaption(caption));
  const asText = words.encode(captions, textLength);
  for (const [way, choice] of Object.entries(ways)) {
    let drawn = new Int32Array();
    for await (const { indices } of sampleIndices(model, { engine, text: asText, seed: 1, ...choice }))
      drawn = Int32Array.from(indices);
    const seen = await seenIn(drawn);
    print({
      captions: part,
      way,
      accuracy: sceneAccuracy(asked.map((one, i) => ({ asked: one, seen: seen[i] ?? [] }))),
    });
  }
  const ranked = await bestOf(model, { engine, text: asText, seed: 1, candidates: 8 });
  const best = await seenIn(Int32Array.from(ranked.flatMap(({ indices }) => [...(indices[0] ?? [])])));
  print({
    captions: part,
    way: 'best of 8',
    accuracy: sceneAccuracy(asked.map((one, i) => ({ asked: one, seen: best[i] ?? [] }))),
  });
}
model.dispose();
