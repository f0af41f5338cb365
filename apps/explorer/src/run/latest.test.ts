import { expect, it } from 'vitest';
import { latest } from './latest.ts';

/** Frames that come when they are called. */
function frames() {
  const steps: (() => void)[] = [];
  return { frame: (step: () => void) => steps.push(step), next: () => steps.shift()?.(), steps };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

it('works once a frame, on what was asked last', async () => {
  const { frame, next, steps } = frames();
  const results: unknown[] = [];
  const ask = latest<number>((result) => results.push(result), frame);
  for (const value of [1, 2, 3]) ask(async () => value);
  expect(steps.length).toBe(1);
  next();
  await settled();
  expect(results).toEqual([{ value: 3 }]);
  expect(steps.length).toBe(0);
});

it('begins nothing while work is in flight, then the newest', async () => {
  const { frame, next } = frames();
  const [results, begun]: [unknown[], number[]] = [[], []];
  const ask = latest<number>((result) => results.push(result), frame);
  let finish = (_: number) => {};
  ask(() => {
    begun.push(1);
    return new Promise<number>((resolve) => {
      finish = resolve;
    });
  });
  next();
  for (const value of [2, 3]) {
    ask(async () => {
      begun.push(value);
      return value;
    });
  }
  next();
  expect(begun).toEqual([1]);
  finish(1);
  await settled();
  next();
  await settled();
  expect(begun).toEqual([1, 3]);
  expect(results).toEqual([{ value: 1 }, { value: 3 }]);
});

it('goes on after a failure', async () => {
  const { frame, next } = frames();
  const results: unknown[] = [];
  const ask = latest<number>((result) => results.push(result), frame);
  ask(() => Promise.reject(new Error('no')));
  next();
  await settled();
  ask(async () => 2);
  next();
  await settled();
  expect(results).toEqual([{ error: new Error('no') }, { value: 2 }]);
});
