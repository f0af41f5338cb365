import type { Engine } from '@latentkit/core';
import type { Weights } from './evaluator.ts';
import type { Lesson } from './lesson.ts';
import type { Scene } from './scene.ts';

/** What came since the picture before. */
export interface Picture {
  /** Steps done. */
  readonly step: number;
  /** Counted from 1. */
  readonly epoch: number;
  /** The total of each step since the picture before, in order. */
  readonly losses: Float32Array;
  readonly scene: Scene;
}

/** How a watched lesson is steered; each is asked anew. */
export interface Steering {
  learningRate(): number;
  /** The example that the picture is about. */
  chosen(): number;
  /** What comes next: a step, a picture without one, or the end. Where it waits, the training is paused. */
  next(): Promise<'step' | 'picture' | 'end'>;
}

/**
 * A lesson as a row of pictures: one of the untrained model, then one every few steps. Leaving the loop ends the training.
 *
 * @param lesson is not disposed of
 */
export async function* watch(lesson: Lesson, engine: Engine, steering: Steering): AsyncGenerator<Picture> {
  const viewer = await lesson.viewer(engine);
  const waiting: number[] = [];
  const picture = async ({ step, epoch }: { step: number; epoch: number }, weights: Weights): Promise<Picture> => {
    const losses = Float32Array.from(waiting.splice(0));
    return { step, epoch, losses, scene: await viewer.see(weights, steering.chosen()) };
  };
  try {
    const start = await valuesOf(lesson);
    let next: Awaited<ReturnType<Steering['next']>>;
    do {
      yield await picture({ step: 0, epoch: 1 }, start);
      next = await steering.next();
    } while (next === 'picture');
    if (next === 'end') return;
    for await (const event of lesson.train(engine, () => steering.learningRate())) {
      if (event.kind !== 'step') continue;
      waiting.push(event.total);
      next = event.step % lesson.stepsPerPicture === 0 ? 'picture' : await steering.next();
      while (next === 'picture') {
        yield await picture(event, (await event.state()).variables);
        next = await steering.next();
      }
      if (next === 'end') return;
    }
  } finally {
    viewer.dispose();
  }
}

async function valuesOf({ variables }: Lesson): Promise<Weights> {
  const values = Object.entries(variables).map(async ([name, variable]) => {
    const values = Float32Array.from(await variable.data());
    return [name, { values, shape: variable.shape }] as const;
  });
  return Object.fromEntries(await Promise.all(values));
}
