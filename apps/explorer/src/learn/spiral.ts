import { gaussianNoise } from '@latentkit/layers';
import { squaredError } from '@latentkit/losses';
import { denoising } from '@latentkit/models';
import type { Lesson, LessonOptions } from './lesson.ts';
import { lessons } from './lessons.ts';
import { planeLesson } from './planeLesson.ts';

const { values, usual } = lessons.spiral.knob;

/**
 * A denoising autoencoder of the lecture's spiral: it sees ŷ = y + σε and gives back y, so that ỹ − y points to the data from everywhere. Arms
 * are ½ apart: a σ of 0.1 reaches from one towards the next.
 *
 * @see Canziani, lecture 07-3, denoising autoencoder
 */
export function spiralLesson({ knob = usual, ...options }: LessonOptions): Lesson {
  const corruption = gaussianNoise({ standardDeviation: Number(values[knob]) });
  return planeLesson({ ...options, latentSize: 16, objective: denoising({ cost: squaredError, corruption }) });
}
