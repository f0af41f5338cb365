import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocations } from './allocations.mjs';
import { fuzz } from './fuzz.mjs';
import { mutate } from './mutate.mjs';
import { makeTargets } from './targets.mjs';

let made: Awaited<ReturnType<typeof makeTargets>>;
beforeAll(async () => {
  made = await makeTargets();
}, 60_000);
afterAll(() => made.close());

it.for(['safetensors', 'idx', 'npy', 'npz', 'csv', 'json-lines', 'path', 'parquet', 'images', 'config', 'run'])(
  '%s takes or refuses 300 changed files, in bounded memory',
  { timeout: 120_000 },
  async (name) => {
    const target = made.targets.find((one) => one.name === name);
    if (!target) throw new Error(`no target ${name}`);
    // The files as they are.
    const untouched = await Promise.all(
      target.files
        .map(async (file) => target.parse(file.slice()))
        .map((parsed) => parsed.then(() => true, made.isOurs)),
    );
    expect(untouched).not.toContain(false);
    const { taken, refused, failures } = await fuzz(target, { count: 300, isOurs: made.isOurs });
    expect(failures).toEqual([]);
    expect(taken + refused).toBe(300);
    expect(Math.min(taken, refused)).toBeGreaterThan(0);
  },
);

it('finds an error that is not ours, memory asked for by a number in the file, and names the case', async () => {
  const files = [new Uint8Array(64)];
  const isOurs = () => false;
  const throws = { name: 'throws', files, parse: (bytes: Uint8Array) => JSON.parse(`[${bytes[3]}x]`) };
  expect((await fuzz(throws, { count: 1, isOurs })).failures[0]).toMatch(
    /^throws, case 0, \d+ bytes: threw SyntaxError/,
  );
  const asks = { name: 'asks', files, parse: () => new Float64Array(2 ** 20) };
  expect((await fuzz(asks, { from: 5, count: 1, isOurs })).failures[0]).toMatch(
    /^asks, case 5, \d+ bytes: asked for 8388608 bytes$/,
  );
});

it('makes the same file of the same number, and others of others', () => {
  const files = [Uint8Array.from({ length: 100 }, (_, i) => i), new Uint8Array(10)];
  expect(mutate(files, 7)).toEqual(mutate(files, 7));
  expect(new Set(Array.from({ length: 200 }, (_, number) => mutate(files, number).join())).size).toBeGreaterThan(150);
});

it('sees memory that is asked for by a number', async () => {
  expect((await allocations(() => new Float32Array(1000))).bytes).toBe(4000);
  expect((await allocations(() => Float32Array.from({ length: 10 }))).bytes).toBe(40);
  expect((await allocations(() => new Uint8Array(new ArrayBuffer(64), 8))).bytes).toBe(64);
  expect((await allocations(() => new Array(100))).bytes).toBe(800);
  expect((await allocations(() => Promise.reject(new Error('x')))).error).toEqual(new Error('x'));
  expect(new Uint8Array(2) instanceof Uint8Array).toBe(true);
});
