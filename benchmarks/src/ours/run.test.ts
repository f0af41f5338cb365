import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillNormal } from '@latentkit/core/internal';
import { resolveEngine } from '@latentkit/core/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readJob } from '../job/readJob.ts';
import type { LoadedPlan } from '../plan/loadedPlan.ts';
import { writePlan } from '../plan/writePlan.ts';
import { readPlan } from './readPlan.ts';
import { run } from './run.ts';
import { system } from './system.ts';

const folder = mkdtempSync(join(tmpdir(), 'latentkit-plan-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { job } = readJob('C', join(import.meta.dirname, '..', '..', 'jobs'));
const wasm = async () => (await resolveEngine({ prefer: 'wasm' })).engine;
let file: string;
beforeAll(async () => {
  await wasm();
  ({ file } = writePlan(folder, { ...job, batchSize: 16 }, { threads: 1, noiseSteps: 3 }));
});
const losses = async (plan: LoadedPlan, steps: number) =>
  (await run({ do: 'check', steps, seconds: 60 }, plan, await system(plan, await wasm()))) as { losses: number[] };

describe('a plan', () => {
  it('holds real images, first weights and batches of an epoch without repetition', () => {
    const plan = readPlan(file);
    expect(plan.y.shape).toEqual([60_000, 784]);
    expect(plan.values.get('encoder/0/kernel')?.length).toBe(784 * 400);
    const seen = new Set(Array.from({ length: 3750 }, () => [...plan.nextRows()]).flat());
    expect(seen.size).toBe(60_000);
  });

  it('is the same training in every process', async () => {
    const first = await losses(readPlan(file), 3);
    expect(first.losses.length).toBe(3);
    expect(await losses(readPlan(file), 3)).toEqual(first);
  });

  it('holds the noise that its steps draw', () => {
    const { draws, seed } = readPlan(file);
    expect(draws).toEqual([[16, 20]]);
    const noise = new Float32Array(Uint8Array.from(readFileSync(join(folder, 'noise.f32'))).buffer);
    expect(noise.subarray(2 * 320)).toEqual(fillNormal(new Float32Array(320), { seed, stream: 0, step: 2 }));
  });
});

describe('an order', () => {
  it('is answered with times, one a block, and with codes and images that fit', async () => {
    const plan = readPlan(file);
    const trained = await system(plan, await wasm());
    const { ms } = (await run({ do: 'train', steps: 4, block: 2, seconds: 60 }, plan, trained)) as { ms: number[] };
    expect(ms.length).toBe(2);
    const codes = await trained.encode(Int32Array.of(0, 1, 2));
    expect(codes.shape).toEqual([3, 20]);
    expect((await trained.decode(codes)).shape).toEqual([3, 784]);
    const called = { images: 3, times: 2, warmUp: 1, seconds: 60 };
    expect(await run({ do: 'decode', ...called }, plan, trained)).toMatchObject({
      ms: [expect.any(Number), expect.any(Number)],
    });
  });
});
