import { afterAll, beforeAll, expect, it } from 'vitest';
import { allocations } from './allocations.mjs';
import { fuzz } from './fuzz.mjs';
import { mutate } from './mutate.mjs';
import { names } from './names.mjs';
import { makeTargets } from './targets.mjs';

let made: Awaited<ReturnType<typeof makeTargets>>;
beforeAll(async () => {
  made = await makeTargets();
}, 60_000);
afterAll(() => made.close());

/** Each of their files takes some 30 ms. */
const slow = ['large-table', 'windows', 'streamed-rows'];
const changed = names.map((name) => ({ name, count: slow.includes(name) ? 60 : 300 }));

it.for(changed)(
  '$name takes or refuses $count changed files, in bounded memory',
  { timeout: 120_000 },
  async ({ name, count }) => {
    const target = made.targets.find((one) => one.name === name);
    if (!target) throw new Error(`no target ${name}`);
    // The files as they are.
    const untouched = await Promise.all(
      target.files
        .map(async (file) => target.parse(file.slice()))
        .map((parsed) => parsed.then(() => true, made.isOurs)),
    );
    expect(untouched).not.toContain(false);
    const { taken, refused, failures } = await fuzz(target, { count, isOurs: made.isOurs });
    expect(failures).toEqual([]);
    expect(taken + refused).toBe(count);
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
