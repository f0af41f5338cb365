import { take } from '@latentkit/datasets';
import { drawImages, hardAndSoft, type TextToImageModel, tokenEnergies, usualDraw } from '@latentkit/models';
import type { Measured } from '@latentkit/runs';
import { captionsOf } from './captionsOf.ts';
import { named } from './imageCodesMeasures.ts';
import { nearestDistance } from './nearestDistance.ts';

/** Captions that images are drawn for. */
const drawnCaptions = 250;

/**
 * Bits a token of captions, padding included, and of images; a bound on −log p(y|t), of which the indices are one way to y; how far images drawn
 * for the first captions, and the true ones, are from the nearest training image: what is memorised lies nearer. And where the data set can
 * tell, how much the drawn images show of their captions, and of the captions of others; beside these, what true images show of captions of
 * others: chance.
 */
export async function textToImageMeasures(
  model: TextToImageModel,
  { split, data, engine, means }: Measured,
): Promise<Record<string, number>> {
  const { codes, options } = model;
  const { text, image, reconstruction } = (await means(({ y, text }) => ({
    ...tokenEnergies(model, text as NonNullable<typeof text>, codes.indices(y)),
    reconstruction: hardAndSoft(codes, y).hard,
  }))) as { text: number; image: number; reconstruction: number };
  const bound = image + reconstruction;
  const numbers = codes.exampleShape.reduce((product, length) => product * length, 1);
  return {
    'bits per token, text': text / options.textLength / Math.LN2,
    'bits per token, image': image / (codes.grid[0] * codes.grid[1]) / Math.LN2,
    'bound on −log p(y|t), nats': bound,
    'bound on −log p(y|t), bits per dimension': bound / numbers / Math.LN2,
    ...(await drawnFor(model, { split, data, engine })),
  };
}

async function drawnFor(
  model: TextToImageModel,
  { split: whole, data, engine }: Omit<Measured, 'means'>,
): Promise<Record<string, number>> {
  const split = take(whole, Math.min(drawnCaptions, whole.y.shape[0] as number));
  const captions = captionsOf(data, split);
  if (!captions) return {};
  const text = split.text as NonNullable<typeof split.text>;
  const { images } = await drawImages(model, { engine, text, ...usualDraw });
  const { y } = split;
  const truth = { values: Float32Array.from(y.values, (value) => value * y.scale), shape: y.shape };
  const distances = {
    'distance to the nearest training image, drawn': await nearestDistance(images, data.train.y, engine),
    'distance to the nearest training image, true': await nearestDistance(truth, data.train.y, engine),
  };
  if (!data.shown) return distances;
  const others = [...captions.slice(1), captions[0] as string];
  return {
    ...distances,
    ...named(`drawn for ${captions.length} captions`, data.shown(captions, images.values)),
    ...named('drawn for another caption', data.shown(others, images.values)),
    ...named('true image of another caption', data.shown(others, truth.values)),
  };
}
