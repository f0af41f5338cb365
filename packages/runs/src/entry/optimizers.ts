import { adam, adamw, clipByGlobalNorm, type Optimizer, rmsprop, type Schedule, schedules, sgd } from '@latentkit/core';
import type { Common } from '../spec/common.ts';

const byName = {
  adam: ({ weightDecay }) => adam({ weightDecay }),
  adamw: ({ weightDecay }) => adamw({ weightDecay }),
  sgd: ({ weightDecay, momentum }) => sgd({ weightDecay, momentum }),
  rmsprop: ({ weightDecay, momentum }) => rmsprop({ weightDecay, momentum }),
} satisfies Record<Common['optimizer'], (spec: Common) => Optimizer>;

export function optimizerOf(spec: Common): Optimizer {
  const optimizer = byName[spec.optimizer](spec);
  return spec.clipNorm === undefined ? optimizer : clipByGlobalNorm(optimizer, spec.clipNorm);
}

/** @param steps of the whole run */
export function scheduleOf({ schedule, learningRate, warmupSteps }: Common, steps: number): Schedule {
  if (schedule === 'cosine') return schedules.cosineDecay({ learningRate, steps, warmupSteps });
  const flat = schedules.constant(learningRate);
  return warmupSteps > 0 ? schedules.linearWarmup(flat, warmupSteps) : flat;
}
