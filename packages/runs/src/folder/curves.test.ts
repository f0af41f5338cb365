import { appendFile, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { followedCurves, readCurves, sumOf } from './curves.ts';
import { shortMeans } from './shortMeans.ts';

let run: string;
let log: string;
beforeEach(async () => {
  run = await mkdtemp(join(tmpdir(), 'latentkit-curves-'));
  log = join(run, 'metrics.jsonl');
});

const step = (number: number, a: number) =>
  `${JSON.stringify({ kind: 'step', step: number, learningRate: 1 / number, terms: { a, b: 2 * a } })}\n`;

describe('followedCurves', () => {
  it('is nothing before there is a log, and then what was added since', async () => {
    const read = followedCurves(run);
    expect(await read()).toMatchObject({ terms: {}, learningRates: [], steps: 0 });
    await writeFile(log, step(1, 5) + step(2, 4).slice(0, 20));
    expect(await read()).toMatchObject({ steps: 1, terms: { a: [5], b: [10] } });
    await appendFile(log, step(2, 4).slice(20));
    await appendFile(log, '{"kind":"epoch","epoch":1}\n');
    expect(await read()).toMatchObject({ steps: 2, learningRates: [1, 0.5], terms: { a: [5, 4], b: [10, 8] } });
    expect(await read()).toEqual(await readCurves(run));
  });

  it('begins again where the log went back to a checkpoint, also where it is longer again', async () => {
    const read = followedCurves(run);
    await writeFile(log, step(1, 5) + step(2, 4) + step(3, 3));
    await read();
    await writeFile(log, step(1, 5) + step(2, 7));
    expect(await read()).toMatchObject({ terms: { a: [5, 7] } });
    await writeFile(log, step(1, 5) + step(2, 8) + step(3, 9) + step(4, 10));
    expect(await read()).toMatchObject({ terms: { a: [5, 8, 9, 10] } });
    await writeFile(log, '');
    expect(await read()).toMatchObject({ steps: 0 });
  });

  it('has the norm of the gradients at the steps that were logged with it, and goes without', async () => {
    await writeFile(log, step(1, 5) + step(2, 4));
    expect((await readCurves(run)).gradientNorms).toEqual({ at: [], norms: [] });
    await appendFile(
      log,
      step(3, 3).replace('}}', '},"gradientNorm":2.5}') + step(4, 2).replace('}}', '},"gradientNorm":null}'),
    );
    expect((await readCurves(run)).gradientNorms).toEqual({ at: [3], norms: [2.5] });
  });

  it('counts each line once for callers at the same time', async () => {
    const read = followedCurves(run);
    await writeFile(log, step(1, 5) + step(2, 4));
    const all = await Promise.all([read(), read(), read()]);
    expect(all.map(({ steps }) => steps)).toEqual([2, 2, 2]);
  });
});

it('sums terms of each step', () => {
  expect(sumOf({ steps: 2, terms: { a: [1, 2], b: [10, 20] } }, ['a', 'b'])).toEqual([11, 22]);
});

it('thins a curve to means of equal windows, and keeps its mean', () => {
  const values = Array.from({ length: 10_000 }, (_, i) => i);
  const thin = shortMeans(values, 500);
  expect(thin).toHaveLength(500);
  expect(thin[0]).toEqual({ step: 10, mean: 9.5 });
  expect(thin.reduce((sum, { mean }) => sum + mean, 0) / 500).toBeCloseTo(4999.5);
  expect(shortMeans([3, 1], 500)).toEqual([
    { step: 0.5, mean: 3 },
    { step: 1.5, mean: 1 },
  ]);
});
