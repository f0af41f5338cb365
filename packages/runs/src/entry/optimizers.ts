import {
  adam,
  adamw,
  clipByGlobalNorm,
  muon,
  type Optimizer,
  rmsprop,
  type Schedule,
  schedules,
  sgd,
} from '@latentkit/core';
import type { Common } from '../spec/common.ts';

const byName = {
  adam: ({ weightDecay }) => adam({ weightDecay }),
  adamw: ({ weightDecay }) => adamw({ weightDecay }),
  muon: ({ weightDecay }) => muon({ weightDecay }),
  sgd: ({ weightDecay, momentum }) => sgd({ weightDecay, momentum }),
  rmsprop: ({ weightDecay, momentum }) => rmsprop({ weightDecay, momentum }),
} satisfies Record<Common['optimizer'], (spec: Common) => Optimizer>;

export function optimizerOf(spec: Common): Optimizer {
  const optimizer = byName[spec.optimizer](spec);
  return spec.clipNorm === undefined ? optimizer : clipByGlobalNorm(optimizer, spec.clipNorm);
}

/** @param steps of the whole run, of which at most half warm up */
export function scheduleOf({ schedule, learningRate, ...spec }: Common, steps: number): Schedule {
  const warmupSteps = Math.min(spec.warmupSteps, Math.floor(steps / 2));
  if (schedule === 'cosine') return schedules.cosineDecay({ learningRate, steps, warmupSteps });
  const flat = schedules.constant(learningRate);
  return warmupSteps > 0 ? schedules.linearWarmup(flat, warmupSteps) : flat;
}
