import { squaredError } from '@latentkit/losses';
import { reconstruction } from '@latentkit/models';
import type { Lesson, LessonOptions } from './lesson.ts';
import { lessons } from './lessons.ts';
import { planeLesson } from './planeLesson.ts';

const { values, usual } = lessons.collapse.knob;

/**
 * An autoencoder that nothing but the size of its code keeps from being the identity, F(y) = ‖y − ỹ‖².
 *
 * @see Canziani, lecture 07-3, use-cases: a plain autoencoder would collapse
 */
export function collapseLesson({ knob = usual, ...options }: LessonOptions): Lesson {
  return planeLesson({
    ...options,
    latentSize: Number(values[knob]),
    objective: reconstruction({ cost: squaredError }),
  });
}
