import type { Engine } from '@latentkit/core';
import type { Weights } from './evaluator.ts';
import type { Lesson } from './lesson.ts';
import type { Probe, Probed, Scene } from './scene.ts';

/** What came since the picture before. */
export interface Picture {
  /** Steps done. */
  readonly step: number;
  /** Counted from 1. */
  readonly epoch: number;
  /** The total of each step since the picture before, in order. */
  readonly losses: Float32Array;
  /** None where a place alone was dragged. */
  readonly scene?: Scene;
  /** What is made of the place that was dragged last. */
  readonly probed?: Probed;
}

/** How a watched lesson is steered; each is asked every time. */
export interface Steering {
  learningRate(): number;
  /** The example that the picture is about. */
  chosen(): number;
  /** Which value of the knob, where it changes what is seen. */
  knob(): number;
  /** The place that is dragged. */
  probe(): Probe | undefined;
  /** Steps between two pictures, as a multiple of the lesson's own. */
  speed(): number;
  /** What comes next: a step, a picture without one, the place that is dragged alone, or the end. Where it waits, the training is paused. */
  next(): Promise<'step' | 'picture' | 'probe' | 'end'>;
}

/**
 * A lesson as a row of pictures: one of the untrained model, then one every few steps. Leaving the loop ends the training.
 *
 * @param lesson is not disposed of
 */
export async function* watch(lesson: Lesson, engine: Engine, steering: Steering): AsyncGenerator<Picture> {
  const viewer = await lesson.viewer(engine);
  const waiting: number[] = [];
  type Next = Awaited<ReturnType<Steering['next']>>;
  const picture = async ({ step, epoch }: { step: number; epoch: number }, weights: Weights, what: Next) => {
    const losses = Float32Array.from(waiting.splice(0));
    const scene = what === 'probe' ? undefined : await viewer.see(weights, steering.chosen(), steering.knob());
    const probe = steering.probe();
    const probed = probe && (await viewer.at?.(weights, probe));
    return { step, epoch, losses, ...(scene && { scene }), ...(probed && { probed }) } satisfies Picture;
  };
  try {
    const start = await valuesOf(lesson);
    let next: Next = 'picture';
    do {
      yield await picture({ step: 0, epoch: 1 }, start, next);
      next = await steering.next();
    } while (next === 'picture' || next === 'probe');
    if (next === 'end') return;
    for await (const event of lesson.train(engine, () => steering.learningRate())) {
      if (event.kind !== 'step') continue;
      waiting.push(event.total);
      const every = Math.max(1, Math.round(lesson.stepsPerPicture * steering.speed()));
      next = event.step % every === 0 ? 'picture' : await steering.next();
      // Reading the weights costs more than a place: once a step.
      let weights: Weights | undefined;
      while (next === 'picture' || next === 'probe') {
        weights ??= (await event.state()).variables;
        yield await picture(event, weights, next);
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
