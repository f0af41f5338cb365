import { denseVariationalAutoencoder, negativeElbo } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { type ImagesOptions, imagesLesson } from './imagesLesson.ts';
import type { Lesson } from './lesson.ts';
import { lessons } from './lessons.ts';
import { square } from './plane.ts';

const { values, usual } = lessons.digits.knob;

/**
 * A variational autoencoder with two latent dimensions, −ELBO = C(y, ỹ) + β D(q(z|y) ‖ N(0, I)). The surface is E(y, z) = C(y, Dec(z)) + ½‖z‖² of
 * one image over the plane, in nats up to a constant.
 *
 * @see Kingma and Welling 2013; Canziani, lecture 08-3, the free energy of the VAE
 */
export function digitsLesson(options: ImagesOptions): Lesson {
  const { images, width = 128, hidden = width, seed, knob = usual } = options;
  return imagesLesson(options, {
    make: () =>
      denseVariationalAutoencoder({ imageShape: images.shape.slice(1), hidden: [hidden], latentSize: 2, seed }),
    objective: negativeElbo({ beta: Number(values[knob]) }),
    energy: (model, y, z) =>
      tf.add(model.likelihood.cost(y, model.output(z)), tf.mul(tf.sum(tf.square(z), 1), 0.5)) as tf.Tensor1D,
    extent: square(3),
  });
}
