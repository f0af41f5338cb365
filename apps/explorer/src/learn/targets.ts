import { binaryCrossEntropy } from '@latentkit/losses';
import { type Autoencoder, targetPropagation } from '@latentkit/models';
import * as tf from '@tensorflow/tfjs-core';
import { autoencoderOf } from './autoencoder.ts';
import { type ImagesOptions, imagesLesson } from './imagesLesson.ts';
import type { Lesson } from './lesson.ts';
import { lessons } from './lessons.ts';

const { values, usual } = lessons.targets.knob;
/** Images whose way from z̃ to ž is drawn. */
const followed = 60;

/**
 * Target propagation with two latent dimensions: E(y, z) = C(y, Dec(z)) + γ ‖z − z̃‖², ž found downhill from z̃ = Enc(y).
 *
 * @see Canziani, lecture 08-3, target propagation
 */
export function targetsLesson(options: ImagesOptions): Lesson {
  const distance = Number(values[options.knob ?? usual]);
  const { objective, learn, infer } = targetPropagation({
    ...{ cost: binaryCrossEntropy, distance, relaxation: { steps: 8, stepSize: 0.02 } },
  });
  const base = autoencoderOf(options, options.hidden ?? options.width ?? 128);
  return imagesLesson<Autoencoder>(options, {
    ...base,
    objective,
    learn,
    stepsPerPicture: 4,
    more: {
      outputs(model, y) {
        const some = tf.slice(y, 0, Math.min(followed, y.shape[0] as number));
        const guess = model.encode(some);
        return { guess, way: tf.sub(infer(model, some).z, guess) };
      },
      scene: async ({ outputs }) => ({
        field: { points: outputs.guess as Float32Array, vectors: outputs.way as Float32Array },
      }),
    },
  });
}
