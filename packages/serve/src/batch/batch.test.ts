import '@tensorflow/tfjs-backend-cpu';
import { eager } from '@latentkit/core';
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { batchedRows } from './batchedRows.ts';
import { cancellation } from './cancellation.ts';
import { lane } from './lane.ts';
import { type Job, microBatches } from './microBatches.ts';
import { rowProgram } from './rowProgram.ts';

const limits = { maxBatch: 4, maxDelay: 5, maxQueue: 8 };

/** Batches of numbers, doubled; what ran together is written down, and `go` lets the batch that runs end. */
function doubling(options: Partial<typeof limits> = {}) {
  const ran: number[][] = [];
  let go = () => {};
  const rows = lane({ ...limits, ...options });
  const queue = microBatches<number, number>(
    async (jobs: readonly Job<number, number>[]) => {
      ran.push(jobs.map(({ input }) => input));
      await new Promise<void>((done) => {
        go = done;
      });
      return jobs.map(({ input }) => 2 * input);
    },
    { ...limits, ...options },
    rows,
  );
  return { ran, rows, add: (input: number, rows = 1) => queue.add({ input, rows }), queue, go: () => go() };
}

const turn = () => new Promise((done) => setTimeout(done, 5));
const nextTurn = () => new Promise((done) => setImmediate(done));

describe('microBatches', () => {
  it('runs a batch as soon as it is full, and what comes meanwhile as the next one', async () => {
    const { ran, add, go } = doubling({ maxDelay: 10_000 });
    const answers = [1, 2, 3, 4].map((one) => add(one));
    expect(ran).toEqual([[1, 2, 3, 4]]);
    answers.push(...[5, 6, 7, 8].map((one) => add(one)));
    expect(ran).toHaveLength(1);
    go();
    await turn();
    expect(ran[1]).toEqual([5, 6, 7, 8]);
    await turn();
    go();
    expect(await Promise.all(answers)).toEqual([2, 4, 6, 8, 10, 12, 14, 16]);
  });

  it('counts rows, not requests, and runs a request of more rows than a batch alone', async () => {
    const { ran, add, go } = doubling({ maxDelay: 10_000 });
    const answers = [add(1, 3), add(2, 2), add(3, 2)];
    expect(ran).toEqual([[1]]);
    go();
    await turn();
    expect(ran[1]).toEqual([2, 3]);
    answers.push(add(4, 8));
    go();
    await turn();
    expect(ran[2]).toEqual([4]);
    go();
    expect(await Promise.all(answers)).toEqual([2, 4, 6, 8]);
  });

  it('waits while others come, no longer', async () => {
    const { ran, add, go } = doubling({ maxDelay: 10_000 });
    const answers = [add(1)];
    expect(ran).toHaveLength(0);
    await nextTurn();
    answers.push(add(2));
    await nextTurn();
    expect(ran).toHaveLength(0);
    await turn();
    expect(ran).toEqual([[1, 2]]);
    go();
    expect(await Promise.all(answers)).toEqual([2, 4]);
  });

  it('waits no longer than maxDelay', async () => {
    const { ran, add, go } = doubling({ maxDelay: 1, maxBatch: 1000, maxQueue: 1000 });
    const answers = [add(1)];
    for (const until = performance.now() + 50; ran.length === 0 && performance.now() < until; await nextTurn())
      answers.push(add(2));
    expect(ran).toHaveLength(1);
    go();
  });

  it('refuses what the queue has no room for, and forgets what nobody waits for', async () => {
    const { rows, queue, add } = doubling({ maxDelay: 10_000, maxBatch: 100 });
    const cancelled = cancellation();
    const given = queue.add({ input: 1, rows: 5, cancelled });
    await expect(add(2, 4)).rejects.toMatchObject({ code: 'OVERLOAD' });
    await expect(add(2, 9)).rejects.toMatchObject({ code: 'BODY_SIZE' });
    cancelled.cancel(new Error('gone'));
    await expect(given).rejects.toThrow('gone');
    expect(rows.waiting()).toBe(0);
  });

  it('tells every request of a batch that failed, and goes on', async () => {
    const rows = lane(limits);
    let calls = 0;
    const queue = microBatches<number, number>(
      async (jobs) => {
        if (calls++ === 0) throw new Error('broken');
        return jobs.map(({ input }) => input);
      },
      { ...limits, maxBatch: 2 },
      rows,
    );
    const failed = [1, 2].map((input) => queue.add({ input, rows: 1 }));
    for (const one of failed) await expect(one).rejects.toThrow('broken');
    expect(await queue.add({ input: 3, rows: 1 })).toBe(3);
  });
});

/** y ↦ y w, and how many rows it was given. */
const step = (seen: number[]) =>
  (({ y }) => {
    seen.push((y as tf.Tensor).shape[0] as number);
    return { twice: tf.mul(y as tf.Tensor, 2) };
  }) satisfies Parameters<typeof rowProgram>[1];
const rowsOf = (count: number) => ({
  y: { values: Float32Array.from({ length: 2 * count }, (_, i) => i), shape: [count, 2] },
});

it('rowProgram fills rows up to a power of two, and runs more than a batch in parts', async () => {
  const seen: number[] = [];
  const program = await rowProgram(eager(), step(seen), [], { maxBatch: 8 });
  for (const count of [1, 3, 8, 11]) {
    const { twice } = await program.run(rowsOf(count), count);
    expect(twice?.shape).toEqual([count, 2]);
    expect([...(twice?.values ?? [])]).toEqual(Array.from({ length: 2 * count }, (_, i) => 2 * i));
  }
  expect(seen).toEqual([1, 4, 8, 8, 4]);
});

it('batchedRows gives each request its own rows', async () => {
  const ran: number[] = [];
  const runner = {
    engine: eager(),
    batch: limits,
    lane: lane(limits),
    ran: (_: string, rows: number) => ran.push(rows),
  };
  const rows = batchedRows(runner, 'm', step([]), []);
  const answers = await Promise.all([1, 2, 1].map((count) => rows.run(rowsOf(count), count)));
  expect(answers.map(({ twice }) => [...(twice?.values ?? [])])).toEqual([
    [0, 2],
    [0, 2, 4, 6],
    [0, 2],
  ]);
  expect(ran).toEqual([4]);
});
