import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eager } from '@latentkit/core';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { all, catalogue, newFolder } from '../../testing/small.ts';
import {
  energies,
  heldOut,
  type OpenRun,
  openRun,
  rankAmong,
  resumeRun,
  scores,
  thresholdAt,
  trainRun,
  usedRows,
} from '../index.ts';

let folder: string;
const engine = eager({ backend: 'cpu' });
const stored = () => readFile(join(folder, 'held-out.json'), 'utf8');
const gone = (run: OpenRun): OpenRun => ({ ...run, data: () => Promise.reject(new Error('gone')) });

async function opened<T>(use: (run: OpenRun) => Promise<T>): Promise<T> {
  const run = await openRun(folder, { catalogue, engine });
  try {
    return await use(run);
  } finally {
    run.model.dispose();
  }
}

beforeAll(async () => {
  await setBackend('cpu');
  folder = join(await newFolder('held-out'), 'run');
  const { notices } = await all(
    trainRun({ spec: { model: 'small', data: 'waves', epochs: 1 }, catalogue, folder, engine }),
  );
  expect(notices).toBe('');
});

describe('held-out energies', () => {
  it('are stored by a run that finishes: those of its test rows, ascending', () =>
    opened(async (run) => {
      const { energy } = await energies(run, await usedRows(run, { split: 'test' }));
      const held = await heldOut(gone(run));
      expect(held).toEqual({ split: 'test', energies: energy.toSorted() });
    }));

  it('are made again where they are gone, damaged or of other weights, and need the data then', () =>
    opened(async (run) => {
      const before = await stored();
      for (const text of ['', '{}', before.replace(/"model":"../, '"model":"zz')]) {
        await writeFile(join(folder, 'held-out.json'), text);
        await expect(heldOut(gone(run))).rejects.toThrow('gone');
        await heldOut(run);
        expect(await stored()).toBe(before);
      }
      await rm(join(folder, 'held-out.json'));
      await heldOut(run);
      expect(await stored()).toBe(before);
    }));

  it('rank a number by the share below it, and give the energy of a share', () => {
    const held = { split: 'test', energies: Float64Array.of(1, 2, 2, 4) } as const;
    expect([0, 1, 2, 3, 5].map((energy) => rankAmong(held, energy))).toEqual([0, 0, 0.25, 0.75, 1]);
    expect([0.1, 0.25, 0.5, 0.75, 1].map((share) => thresholdAt(held, share))).toEqual([1, 1, 2, 2, 4]);
  });

  it('are those of the weights after a longer training', async () => {
    const before = await stored();
    await all(resumeRun({ folder, catalogue, changes: { epochs: 2 }, engine }));
    expect(await stored()).not.toBe(before);
    await opened((run) => heldOut(gone(run)));
  });
});

describe('scores', () => {
  it('rank rows among the held-out ones, without their data', () =>
    opened(async (run) => {
      const test = await usedRows(run, { split: 'test' });
      const { energy, rank, errors, threshold } = await scores(gone(run), test, { quantile: 0.5 });
      const sorted = [...energy].sort((a, b) => a - b);
      expect([...(rank as Float64Array)]).toEqual([...energy].map((value) => sorted.indexOf(value) / 4));
      expect(threshold).toBe(sorted[1]);
      energy.forEach((value, row) => {
        const sum = (errors?.values ?? new Float32Array())
          .subarray(4 * row, 4 * row + 4)
          .reduce((total, error) => total + error);
        expect(sum).toBeCloseTo(value, 4);
      });
    }));
});
