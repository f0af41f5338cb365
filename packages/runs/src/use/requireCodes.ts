import { expected } from '@latentkit/errors';
import { type ImageCodes, isImageCodes, isTextToImage, type TextToImageModel } from '@latentkit/models';
import type { OpenRun } from '../folder/openRun.ts';

/** The model of a run that turns images into indices. @throws RUN for another one */
export function requireImageCodes({ path, spec, model }: OpenRun): ImageCodes {
  if (isImageCodes(model)) return model;
  throw refusal(path, spec.model, 'a model of image codes', 'latentkit train grid-vq-vae --data scenes');
}

/** The model of a run that draws images for captions. @throws RUN for another one */
export function requireTextToImage({ path, spec, model }: OpenRun): TextToImageModel {
  if (isTextToImage(model)) return model;
  const train = 'latentkit train text-to-image --data scenes --tokens <run of grid-vq-vae>';
  throw refusal(path, spec.model, 'a model of captions and images', train);
}

const refusal = (path: string, model: string, want: string, train: string) =>
  expected({ where: `run ${path}`, expected: want, received: model, todo: `Train one: ${train}.`, code: 'RUN' });
