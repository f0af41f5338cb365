import { writeFileSync } from 'node:fs';
import { permutation } from '@latentkit/core';
import type { LoadedPlan } from '../plan/loadedPlan.ts';
import type { Order } from '../systems/order.ts';
import { profile } from './profile.ts';
import type { System } from './system.ts';

/** Do what is ordered, and say how long it took: the twin of `peers/serve.py`. */
export function run(order: Order, plan: LoadedPlan, system: System): Promise<unknown> {
  switch (order.do) {
    case 'train':
      return train(order, plan, system);
    case 'check':
      return check(order, plan, system);
    case 'encode':
    case 'decode':
      return infer(order, system);
    case 'epoch':
      return epoch(plan, system);
    case 'weights':
      return weights(order, plan, system);
    case 'profile':
      return profile(plan, order.folder);
    case 'memory':
      return Promise.resolve({ peakBytes: 1024 * process.resourceUsage().maxRSS });
  }
}

async function train({ steps, block, seconds }: Of<'train'>, plan: LoadedPlan, system: System) {
  const ms: number[] = [];
  const began = performance.now();
  for (let blocks = Math.max(1, Math.floor(steps / block)); blocks > 0; blocks--) {
    const started = performance.now();
    for (let i = 0; i < block; i++) await system.step(plan.nextRows());
    const ended = performance.now();
    ms.push((ended - started) / block);
    if (ended - began > 1000 * seconds) break;
  }
  return { ms };
}

async function check({ steps, seconds }: Of<'check'>, plan: LoadedPlan, system: System) {
  const losses: number[] = [];
  const began = performance.now();
  while (losses.length < Math.min(steps, plan.noiseSteps)) {
    losses.push(await system.step(plan.nextRows()));
    if (performance.now() - began > 1000 * seconds) break;
  }
  return { losses };
}

async function infer({ do: what, images, times, warmUp, seconds }: Of<'encode' | 'decode'>, system: System) {
  const rows = Int32Array.from({ length: images }, (_, i) => i);
  const codes = await system.encode(rows);
  const ms: number[] = [];
  const began = performance.now();
  for (let i = 0; i < times + warmUp; i++) {
    const started = performance.now();
    await (what === 'encode' ? system.encode(rows) : system.decode(codes));
    const ended = performance.now();
    if (i < warmUp) continue;
    ms.push(ended - started);
    if (ended - began > 1000 * seconds) break;
  }
  return { ms };
}

/** The step by itself; `latentkit train` is timed as a command. */
async function epoch(plan: LoadedPlan, system: System) {
  const size = plan.y.shape[0] as number;
  const { batchSize } = plan.job;
  const pass = async (order: Int32Array) => {
    for (let from = 0; from < order.length; from += batchSize)
      await system.step(order.subarray(from, from + batchSize));
  };
  await pass(permutation(size, { seed: 0, step: 0 }).subarray(0, batchSize + (size % batchSize)));
  const started = performance.now();
  await pass(permutation(size, { seed: 0, step: 1 }));
  return { seconds: (performance.now() - started) / 1000 };
}

async function weights({ steps, seconds, file }: Of<'weights'>, plan: LoadedPlan, system: System) {
  plan.rewind();
  const training = await system.fresh();
  const began = performance.now();
  let done = 0;
  while (done < steps && (done === 0 || performance.now() - began < 1000 * seconds)) {
    await training.step(plan.nextRows());
    done++;
  }
  const arrays = await training.weights();
  training.dispose();
  writeFileSync(file, Buffer.concat([...arrays.values()].map((values) => Buffer.from(values.buffer))));
  return { steps: done, lengths: Object.fromEntries([...arrays].map(([name, { length }]) => [name, length])) };
}

type Of<Kind extends Order['do']> = Extract<Order, { do: Kind }>;
