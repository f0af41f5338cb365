import { binaryCrossEntropy } from '@latentkit/losses';
import { denseAutoencoder, reconstruction } from '@latentkit/models';
import { type ImagesModel, type ImagesOptions, imagesLesson } from './imagesLesson.ts';
import type { Lesson } from './lesson.ts';
import { lessons } from './lessons.ts';

const { values, usual } = lessons.autoencoder.knob;

type Autoencoder = ReturnType<typeof denseAutoencoder>;

/** An autoencoder with two latent dimensions, F(y) = C(y, ỹ), C the cross-entropy in nats. */
export function autoencoderOf({ images, seed }: ImagesOptions, hidden: number): ImagesModel<Autoencoder> {
  return {
    make: () => denseAutoencoder({ imageShape: images.shape.slice(1), hidden: [hidden], latentSize: 2, seed }),
    objective: reconstruction({ cost: binaryCrossEntropy }),
    energy: (model, y, z) => binaryCrossEntropy(y, model.decode(z)),
  };
}

/** @see Cabessa, Autoencoders, the encoder compresses */
export function autoencoderLesson(options: ImagesOptions): Lesson {
  const { hidden = Number(values[options.knob ?? usual]) } = options;
  return imagesLesson(options, autoencoderOf(options, hidden));
}
