import { take } from '@latentkit/datasets';
import { drawImages, hardAndSoft, type TextToImageModel, tokenEnergies } from '@latentkit/models';
import type { Measured } from '@latentkit/runs';
import { captionsOf } from './captionsOf.ts';
import { named } from './imageCodesMeasures.ts';

/** Captions that images are drawn for. */
const drawnCaptions = 100;

/** How they are drawn. */
const choice = { guidance: 2, temperature: 0.7, topP: 0.9 };

/**
 * Bits a token of captions, padding included, and of images; a bound on −log p(y|t), of which the indices are one way to y; and, where the data
 * set can tell, how much images drawn for the first captions show of them, and of the captions of others: what is shown by chance.
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
  return {
    'bits a token, text': text / options.textLength / Math.LN2,
    'bits a token, image': image / (codes.grid[0] * codes.grid[1]) / Math.LN2,
    'bound on −log p(y|t), nats': image + reconstruction,
    ...(await shownFor(model, { split, data, engine })),
  };
}

async function shownFor(
  model: TextToImageModel,
  { split: whole, data, engine }: Omit<Measured, 'means'>,
): Promise<Record<string, number>> {
  const split = take(whole, Math.min(drawnCaptions, whole.y.shape[0] as number));
  const captions = captionsOf(data, split);
  if (!data.shown || !captions) return {};
  const text = split.text as NonNullable<typeof split.text>;
  const { images } = await drawImages(model, { engine, text, ...choice });
  const others = [...captions.slice(1), captions[0] as string];
  return {
    ...named(`drawn for ${captions.length} captions`, data.shown(captions, images.values)),
    ...named('of another caption', { exact: data.shown(others, images.values).exact as number }),
  };
}
