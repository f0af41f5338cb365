import type { LatentModel } from '../latentModel.ts';
import type { TextToImageModel } from '../textToImage/textToImageModel.ts';
import type { ImageCodes } from './imageCodes.ts';

/** Whether a model has the maps of image codes. */
export function isImageCodes(model: LatentModel): model is ImageCodes {
  const { indices, imageOf } = model as Partial<ImageCodes>;
  return typeof indices === 'function' && typeof imageOf === 'function';
}

/** Whether a model is a prior over captions and image codes. */
export function isTextToImage(model: LatentModel): model is TextToImageModel {
  const { codes, logits } = model as Partial<TextToImageModel>;
  return typeof codes === 'object' && isImageCodes(codes) && typeof logits === 'function';
}
