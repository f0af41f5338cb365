import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ImageJob } from './job.ts';
import { readJob } from './readJob.ts';

const jobs = join(import.meta.dirname, '..', '..', 'jobs');
const folder = mkdtempSync(join(tmpdir(), 'latentkit-jobs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const small = {
  title: 'small',
  input: [784],
  encoder: [{ type: 'dense', units: 2 }],
  decoder: [{ type: 'dense', units: 784, activation: 'sigmoid' }],
  cost: 'squaredError',
  batchSize: 8,
  optimizer: { name: 'adam', learningRate: 1e-3 },
};

function refusal(value: unknown): string {
  const file = join(folder, 'mine.json');
  writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value));
  try {
    readJob(file, jobs);
  } catch (error) {
    return (error as Error).message.replace(`${folder}/`, '');
  }
  return 'no error';
}

describe('readJob', () => {
  it('reads every job of the folder by its name', () => {
    const names = readdirSync(jobs).map((file) => basename(file, '.json'));
    for (const name of names) expect(readJob(name, jobs).name).toBe(name);
    expect(names).toEqual(expect.arrayContaining(['A', 'B', 'C', 'D']));
  });

  it('reads any file by its path and fills defaults in', () => {
    const file = join(folder, 'own.json');
    writeFileSync(file, JSON.stringify(small));
    const { name, job } = readJob(file, jobs) as { name: string; job: ImageJob };
    expect(name).toBe('own');
    expect(job).toMatchObject({ pixels: 'sum', beta: 1, optimizer: { weightDecay: 0 } });
    expect(job.encoder).toEqual([{ type: 'dense', units: 2, activation: 'linear' }]);
  });

  it("reads the README's job", () => {
    const readme = readFileSync(join(jobs, '..', 'README.md'), 'utf8');
    const [, block] = /```json\n(.*?)```/s.exec(readme) ?? [];
    expect(refusal(block as string)).toBe('no error');
  });

  it.each([
    ['{', /^mine\.json: expected JSON, received .*\. Correct mine\.$/],
    [{ ...small, batchSize: 0 }, /^mine\.json, batchSize: expected a number above 0, received 0\. /],
    [
      { ...small, encoder: [{ type: 'dense', units: 2.5 }] },
      /^mine\.json, encoder\.0\.units: expected a whole number, received 2\.5\. /,
    ],
    [
      { ...small, encoder: [{ type: 'lstm' }] },
      /^mine\.json, encoder\.0.*: expected a type among dense, conv, .*, received .*lstm.*\. /,
    ],
    [{ ...small, cost: 'mse' }, /^mine\.json, cost: expected one of squaredError, .*, received "mse"\. /],
    [
      { ...small, input: [100] },
      /^mine\.json, input: expected \[784\], \[28,28,1\] or \[32,32,3\], received \[100\]\. /,
    ],
    [
      { ...small, input: [32, 32, 3], batchSize: 20_001 },
      /^mine\.json, batchSize: expected a number of at most 20000, received 20001\. /,
    ],
    [{ ...small, epochs: 3 }, /^mine\.json: expected known keys, received epochs\. /],
    [{ ...small, optimizer: undefined }, /^mine\.json, optimizer: expected an object, received nothing\. /],
  ])('refuses %j in one line', (value, message) => {
    expect(refusal(value)).toMatch(message);
  });

  it('names the jobs that there are', () => {
    expect(() => readJob('E', jobs)).toThrow(
      /^--jobs: expected one of .*A, B, C, D.* or a file, received E\. Check the name or the path\.$/,
    );
  });
});
